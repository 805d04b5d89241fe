"""Proposing a placement, out of what is free, and issuing the card of acceptance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.forms import Form, OneOf, Option
from gateway.web.forms.reasons import reasons
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked, ngettext
from gateway.web.naming import with_names
from gateway.web.pages.committee.area import COMMITTEE, EXCHANGE, LOCAL
from gateway.web.pages.committee.case import an_exchange_at, case_of
from gateway.web.pages.committee.cells import cells_of
from gateway.web.pages.committee.reasons import LATE_CARD
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example
from gateway.web.undo.exchanges import withdrawn
from services.applications.schemas import IssueCardOfAcceptance, ProposePlacement


@dataclass(frozen=True)
class Free:
    """What is free for the whole period, as choices of the form."""

    projects: list[Option]
    rooms: list[Option]
    contact_persons: list[Option]

    @property
    def is_complete(self) -> bool:
        """Whether there is something of each to choose."""
        return bool(self.projects and self.rooms and self.contact_persons)


def proposing(free: Free) -> Form:
    """The form with the choices of this exchange."""

    def choice(name: str, label: str, options: Iterable[Option]) -> OneOf:
        return OneOf(name, label, options=lambda: options, is_radio=True)

    return Form(
        "applications",
        ProposePlacement,
        (
            choice("project_id", marked("Project, by the student's wish"), free.projects),
            choice("room_id", marked("Room"), free.rooms),
            choice("contact_person_id", marked("Contact person"), free.contact_persons),
        ),
        marked("Ask for all three"),
        blames={"project_not_chosen": "project_id"},
    )


@COMMITTEE.page(
    "/committee/exchanges/<uuid:exchange_id>/propose",
    marked("Propose a placement"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(an_exchange_at("placing")),
)
def propose(exchange_id: UUID) -> Response:
    """Choose project, bed and contact person out of what is free on every day of the stay."""
    case = case_of(exchange_id)
    start, end = case["start"], case["end"]
    free = free_for(case, start, end)
    form = proposing(free).asked(first_of_each(free), version=case["version"])
    if form.is_sent and (answer := form.carry_out(exchange_id=str(exchange_id))):
        said = gettext("Mentor, bed and contact person are asked. You see here how they answer.")
        undo = withdrawn(exchange_id, answer)
        return done(said, EXCHANGE, undo, after=answer["after"], exchange_id=exchange_id)
    return page(
        "committee/propose.html",
        status=form.status,
        case=case,
        free=free,
        form=form,
        start=start,
        end=end,
        is_possible=case["stage"] == "placing" and not case["placement_id"],
    )


def free_for(case: Row, start: date, end: date) -> Free:
    """What the committee has for the whole period."""
    lc_id, actor, day = case["hosting_lc_id"], current_actor(), today()
    visibility = views().visibility
    rooms = views().lodging.free(lc_id, start, end, visibility.run_rooms(actor, day))
    people = views().contact_persons.free(
        lc_id, start, end, visibility.contact_persons(actor, day), day
    )
    return Free(
        _projects(case, start, end),
        [Option(str(row["room_id"]), row["label"], _of_room(row)) for row in rooms],
        [
            Option(str(row["contact_person_id"]), _name(row), _of_contact_person(row))
            for row in with_names(people, "person_id", Purpose.ADMINISTRATION)
        ],
    )


def _projects(case: Row, start: date, end: date) -> list[Option]:
    """The projects of this committee that the student chose and that have a place, by rank."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    chosen = views().exchanges.one(case["exchange_id"], visible) or {"choices": []}
    ranks = {choice["project_id"]: choice["rank"] for choice in chosen["choices"]}
    open_ones = views().catalogue.with_free_slots(case["hosting_lc_id"], start, end)
    wanted = [row for row in open_ones if row["project_id"] in ranks]
    return [
        Option(str(row["project_id"]), row["title"], _of_project(row, ranks[row["project_id"]]))
        for row in sorted(wanted, key=lambda row: ranks[row["project_id"]])
    ]


def _of_project(row: Row, rank: int) -> str:
    left = ngettext("{number} place free", "{number} places free", row["places_left"])
    return f"{gettext('Wish {rank}').format(rank=rank)} · {left}"


def _of_room(row: Row) -> str:
    beds = ngettext("{number} bed free", "{number} beds free", row["free_beds"])
    minutes = row["minutes_to_hospital"]
    return f"{beds} · {ngettext('{number} minute away', '{number} minutes away', minutes)}"


def _of_contact_person(row: Row) -> str:
    return gettext("{busiest} of {limit} students then").format(
        busiest=row["busiest"], limit=row["load_limit"]
    )


def _name(row: Row) -> str:
    return row["name"] or gettext("Contact person")


def first_of_each(free: Free) -> dict[str, str]:
    """What is chosen beforehand: the best wish, the nearest room, who has least to do."""
    lists = {
        "project_id": free.projects,
        "room_id": free.rooms,
        "contact_person_id": free.contact_persons,
    }
    return {name: options[0].value for name, options in lists.items() if options}


ACCEPTING = Form(
    "applications",
    IssueCardOfAcceptance,
    (
        OneOf(
            "justification",
            marked("Why is the card late?"),
            options=reasons(LATE_CARD),
            none=marked("It is not late"),
        ),
    ),
    marked("Issue the card of acceptance"),
    blames={"late_acceptance_unjustified": "justification"},
)


@COMMITTEE.page(
    "/committee/exchanges/<uuid:exchange_id>/accept",
    marked("Card of acceptance"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(an_exchange_at("placed", "placing")),
)
def accept(exchange_id: UUID) -> Response:
    """The host's final yes; where it is not possible yet, what it waits for."""
    case = case_of(exchange_id)
    form = ACCEPTING.asked(version=case["version"])
    if form.is_sent and (answer := form.carry_out(exchange_id=str(exchange_id))):
        return _issued(answer, exchange_id)
    return page(
        "committee/accept.html",
        status=form.status,
        case=case,
        form=form,
        cells=cells_of(case, today())[:3],
        has_begun=bool(case["start"] and case["start"] <= today()),
    )


@COMMITTEE.action("/committee/exchanges/<uuid:exchange_id>/card", seen_by=LOCAL)
def issue_card(exchange_id: UUID) -> Response:
    """Issue the card with one click; what is refused is explained by the refusal's own page."""
    case_of(exchange_id)
    answer = send("applications", IssueCardOfAcceptance, {"exchange_id": str(exchange_id)})
    return _issued(answer, exchange_id)


def _issued(answer: Any, exchange_id: UUID) -> Response:
    said = gettext("The card of acceptance is issued. The student is asked to confirm.")
    return done(said, EXCHANGE, after=answer["after"], exchange_id=exchange_id)
