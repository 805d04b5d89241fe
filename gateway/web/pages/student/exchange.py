"""A student's exchange on one page: the timeline, and the way to everything else."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.web.answers import address, page
from gateway.web.language import gettext, marked
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.own import (
    BEFORE_ARRIVAL,
    EVALUABLE,
    EXPECTED,
    OVER_WITHOUT_STAY,
    own_exchange,
    own_exchanges,
    project_of,
    shown_at,
)
from gateway.web.pages.student.telling import happened, to_come, turn
from gateway.web.registry.page import Menu

ACTIONS = {
    "submit_application": ("student.choosing", marked("Fill in the form")),
    "submit_card_of_confirmation": ("student.confirm", marked("Confirm that you come")),
    "settle_visa": ("student.visa", marked("Settle the visa")),
    "record_attendance": ("student.logbook", marked("Open the logbook")),
    "submit_evaluation": ("student.evaluation", marked("Fill in the evaluation")),
}


@STUDENT.page(
    "/my/exchanges",
    marked("My exchange"),
    seen_by=STUDENTS,
    menu=Menu(5, "plane"),
    words=marked("timeline application card room certificate"),
)
def exchanges() -> Response:
    """One's own exchanges, each with whose turn it is."""
    rows = [{**row, "turn": turn(row)} for row in own_exchanges()]
    return page("student/exchanges.html", exchanges=rows)


@STUDENT.page(MINE, marked("Exchange"), seen_by=STUDENTS, example=shown_at("at work"))
def exchange(exchange_id: UUID) -> Response:
    """What happened, what is next, whose turn it is, by when, and what happens if it is missed."""
    row = own_exchange(exchange_id)
    now = turn(row)
    return page(
        "student/exchange.html",
        exchange=row,
        turn=now,
        action=ACTIONS.get(now["what"]) if now and now["is_mine"] else None,
        happened=happened(exchange_id),
        to_come=to_come(row),
        project=project_of(row),
        ways=ways(row),
    )


def ways(row: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What there is at this stage: icon, text, address."""
    stage = row["stage"]
    comes = row["accepted_at"] is not None and stage not in OVER_WITHOUT_STAY
    offered = (
        (True, "edit", gettext("Application form"), "choosing"),
        (comes, "check", gettext("Card of acceptance"), "acceptance"),
        (stage in EXPECTED, "plane", gettext("Card of confirmation"), "confirm"),
        (stage in EXPECTED and not row["visa_settled_at"], "globe", gettext("Visa"), "visa"),
        (comes, "bed", gettext("Room, meals, contact person"), "stay"),
        (comes, "key", gettext("Pocket card"), "pocket"),
        (row["started_on"] is not None, "book", gettext("Logbook"), "logbook"),
        (stage in EVALUABLE or row["evaluated_at"], "star", gettext("Evaluation"), "evaluation"),
        (row["certified_at"] is not None, "award", gettext("Certificate"), "certificate"),
        (stage in BEFORE_ARRIVAL, "close", gettext("Cancel the exchange"), "cancel"),
    )
    return [(sign, text, _to(name, row)) for is_there, sign, text, name in offered if is_there]


def _to(name: str, row: dict[str, Any]) -> str:
    return address(f"student.{name}", exchange_id=row["exchange_id"])
