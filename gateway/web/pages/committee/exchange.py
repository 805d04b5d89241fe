"""An exchange as its host sees it: everything about one incoming student."""

from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import today, views
from gateway.views.keyset import Place, Row
from gateway.web.answers import page
from gateway.web.forms.reasons import reason_in_words
from gateway.web.forms.sending import send
from gateway.web.language import marked
from gateway.web.lists.addresses import CURSOR
from gateway.web.lists.slices import slice_of
from gateway.web.pages.committee.area import COMMITTEE, LOCAL
from gateway.web.pages.committee.case import an_exchange_at, case_of, standing_of
from gateway.web.pages.committee.cells import cells_of
from gateway.web.pages.committee.happenings import happening
from gateway.web.pages.committee.holds import holds_of
from gateway.web.pages.committee.steps import STEPS
from gateway.web.pages.committee.task import possible
from gateway.web.pages.committee.vault import written
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from services.people.schemas import ViewPersonalData

PURPOSES = {
    Purpose.APPLICATION: marked("Studies and contact"),
    Purpose.ARRIVAL: marked("Journey"),
    Purpose.BOARDING: marked("Diet and allergies"),
    Purpose.EMERGENCY: marked("In an emergency"),
}
AT_ONCE = 50


@COMMITTEE.page(
    "/committee/exchanges/<uuid:exchange_id>",
    marked("Incoming student"),
    seen_by=LOCAL,
    example=Example(an_exchange_at("placed", "accepted", "in_progress", "placing")),
)
def exchange(exchange_id: UUID) -> Response:
    """Where the exchange stands, what is held, and what can be done now."""
    case = case_of(exchange_id)
    return page(
        "committee/exchange.html",
        case=case,
        cells=cells_of(case, today()),
        holds=holds_of(case),
        steps=possible(STEPS, case),
        proposals=_earlier_proposals(case),
        purposes=PURPOSES,
        reason=reason_in_words,
    )


@COMMITTEE.file("/committee/exchanges/<uuid:exchange_id>/standing", seen_by=LOCAL)
def standing(exchange_id: UUID) -> Response:
    """How far the answers have come, in short: pages that wait for them ask now and then."""
    return Response(standing_of(exchange_id)["standing"], content_type="text/plain; charset=utf-8")


def _earlier_proposals(case: Row) -> list[Row]:
    """What was proposed before and came to nothing."""
    proposed = views().placements.of_exchange(case["exchange_id"])
    return [row for row in proposed if row["placement_id"] != case["placement_id"]]


@COMMITTEE.page(
    "/committee/exchanges/<uuid:exchange_id>/history",
    marked("History"),
    seen_by=LOCAL,
    example=Example(an_exchange_at("placed", "accepted", "in_progress", "placing")),
)
def history(exchange_id: UUID) -> Response:
    """What happened in the exchange, from its first day on."""
    case, timeline = case_of(exchange_id), views().timeline
    asked = {CURSOR: request.args.get(CURSOR, ""), "limit": AT_ONCE}

    def read(after: Place | None, most: int) -> list[Row]:
        return timeline.page(exchange_id, after, most)

    found = slice_of(timeline.order, asked, read)
    entries = [happening(row) for row in found.rows]
    return page("committee/history.html", case=case, slice=found, entries=entries)


def an_arrival(looking: Looking) -> dict[str, Any]:
    """The journey of an accepted student."""
    found = an_exchange_at("confirmed", "cleared", "accepted", "in_progress", "placing")(looking)
    return {**found, "purpose": Purpose.ARRIVAL}


@COMMITTEE.page(
    "/committee/exchanges/<uuid:exchange_id>/student/<any({}):purpose>".format(", ".join(PURPOSES)),
    marked("The student's data"),
    seen_by=LOCAL,
    example=Example(an_arrival),
)
def student(exchange_id: UUID, purpose: str) -> Response:
    """What the committee may see of the student for a purpose; the look is recorded."""
    case = case_of(exchange_id)
    asked = {"person_id": str(case["student_id"]), "purpose": purpose, "fields_asked": []}
    data = send("people", ViewPersonalData, asked)["data"]
    return page(
        "committee/student.html",
        case=case,
        purpose=purpose,
        purposes=PURPOSES,
        facts=written(data),
    )
