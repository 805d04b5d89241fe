"""An application form, shown completely, with what can be done about it and the next in line."""

from base64 import b64decode
from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.exchange_next import next_step
from gateway.views.keyset import Row
from gateway.web.answers import address, done, file, page
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.pages.national.applicant import applicant
from gateway.web.pages.national.area import EXCHANGE, NATIONAL, OFFICERS
from gateway.web.pages.national.desks import INCOMING, OUTGOING, TRAY, Desk, on_a_desk, visible
from gateway.web.pages.national.posts import country_of, own_organisations
from gateway.web.pages.national.steps import EXPECTED, Step, offered, special_documents
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from gateway.web.undo.step import CounterStep
from services.contracts.errors import NotFound
from services.people.schemas import ViewDocument

BEFORE_ARRIVAL = ("assigned", "returned", "submitted", "forwarded", "received", "placing",
                  "placed", *EXPECTED)  # fmt: skip
UNDECIDED = ("forwarded", "received", "placing")
ABROAD = ("arrived", "in_progress")
DATES = {
    "assigned_at": marked("Form opened"),
    "submitted_at": marked("Submitted"),
    "forwarded_at": marked("Forwarded"),
    "received_at": marked("Received"),
    "accepted_at": marked("Card of acceptance"),
    "invited_at": marked("Invitation letter"),
    "confirmed_at": marked("Card of confirmation"),
    "trained_at": marked("Training before departure"),
    "visa_settled_at": marked("Visa settled"),
    "cleared_at": marked("Ready to travel"),
    "certified_at": marked("Certificate"),
    "recognised_at": marked("Recognised at home"),
}


def one_coming_in(looking: Looking) -> dict[str, Any]:
    """A form that was forwarded to the organisation."""
    row = on_a_desk(INCOMING, looking, "forwarded", "received")
    return {"exchange_id": row["exchange_id"]}


@NATIONAL.page(
    "/national/exchanges/<uuid:exchange_id>",
    marked("Form"),
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(one_coming_in, "nore_in"),
)
def exchange(exchange_id: UUID) -> Response:
    """The whole form, what is to be done, and the way to the next one in the tray."""
    row, desk = at_a_desk(exchange_id)
    before, after = _neighbours(desk, row)
    steps = offered(desk, row)
    for step, filled in steps:
        if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
            return _done(step, answer, row, after, step.restoring(row, filled.values, answer))
    return page(
        "national/exchange.html",
        status=max((filled.status for _, filled in steps), default=200),
        steps=steps,
        before=before,
        after=after,
        **shown(row, desk),
    )


def at_a_desk(exchange_id: UUID) -> tuple[Row, Desk]:
    """The exchange and the desk at which the visitor sits. Raises NotFound if at none."""
    row = found(views().exchanges.one(exchange_id, visible()), "exchange", exchange_id)
    for desk in (OUTGOING, INCOMING):
        if desk.is_at(row, own_organisations(desk.role)):
            return row, desk
    raise NotFound(what="exchange", id=exchange_id)


def shown(row: Row, desk: Desk) -> dict[str, Any]:
    """What the page says of the exchange beside the forms."""
    return {
        "exchange": row,
        "is_outgoing": desk is OUTGOING,
        "desk": address(desk.page, **_tray()),
        "student": applicant(row["student_id"]),
        "partner": country_of(row[desk.partner]),
        "next": next_step(row),
        "choices": [_choice(choice) for choice in row["choices"]],
        "asked_for": special_documents(row),
        "dates": [(gettext(title), row[name]) for name, title in DATES.items() if row[name]],
        "committee": _committee_of(row),
        "endings": _endings(row, desk),
    }


def _tray() -> dict[str, str]:
    return {TRAY: request.args[TRAY]} if request.args.get(TRAY) else {}


def _choice(choice: Row) -> Row:
    visible = views().visibility.projects(current_actor(), today())
    project = views().catalogue.one(choice["project_id"], visible)
    return {**choice, "project": project}


def _committee_of(row: Row) -> Row | None:
    return views().organisations.committee(row["hosting_lc_id"]) if row["hosting_lc_id"] else None


def _endings(row: Row, desk: Desk) -> list[tuple[str, str]]:
    """The ways off the path that are open now; each has a page that says what will happen."""
    open_ways = [
        ("national.reject", gettext("Reject the form"), UNDECIDED if desk is INCOMING else ()),
        ("national.cancel", gettext("Cancel the exchange"), BEFORE_ARRIVAL),
        ("national.interrupt", gettext("Break the stay off"), ABROAD),
    ]
    return [
        (text, address(name, exchange_id=row["exchange_id"]))
        for name, text, stages in open_ways
        if row["stage"] in stages
    ]


def _neighbours(desk: Desk, row: Row) -> tuple[str, str]:
    """The addresses of the forms before and after this one in its tray; empty at the ends."""
    tray = next(name for name, one in desk.trays.items() if row["stage"] in one.stages)
    return _beside(desk, row, tray, "-start"), _beside(desk, row, tray, "start")


def _beside(desk: Desk, row: Row, tray: str, order: str) -> str:
    exchanges = views().exchanges
    place = (row["start_key"], row["exchange_id"])
    wanted = desk.wanted(row[desk.side], tray)
    rows = exchanges.page(wanted, visible(), exchanges.orders[order], place, 0)
    return address(EXCHANGE, exchange_id=rows[0]["exchange_id"], **{TRAY: tray}) if rows else ""


def _done(
    step: Step, answer: dict[str, Any], row: Row, after: str, undo: CounterStep | None
) -> Response:
    """What was done is said on the next form of the tray; or else on this one."""
    following = after.partition("?")[0].rpartition("/")[2] if step.leads_on else ""
    shown_next = following or row["exchange_id"]
    said = gettext(step.said)
    if following:
        said = gettext("{number}: {said} This is the next form.", number=row["number"], said=said)
    return done(said, EXCHANGE, undo, after=answer["after"], exchange_id=shown_next)


@NATIONAL.file("/national/documents/<uuid:document_id>", seen_by=OFFICERS)
def document(document_id: UUID) -> Response:
    """A document of an applicant, to save; the vault records the look."""
    asked = {"document_id": str(document_id), "purpose": Purpose.APPLICATION}
    seen = send("people", ViewDocument, asked)
    return file(b64decode(seen["content"]), seen["content_type"], seen["kind"])
