"""The ways off the path, which cannot be undone: each says what will happen, and asks why."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response

from gateway.views.keyset import Row
from gateway.web.answers import address, done, page
from gateway.web.forms import Day, Form, OneOf
from gateway.web.forms.reasons import reasons
from gateway.web.language import gettext, marked
from gateway.web.pages.national.area import EXCHANGE, HOSTING, NATIONAL, OFFICERS
from gateway.web.pages.national.desks import INCOMING, OUTGOING, on_a_desk
from gateway.web.pages.national.exchange import ABROAD, BEFORE_ARRIVAL, UNDECIDED, at_a_desk
from gateway.web.pages.national.reasons import CANCELLED, INTERRUPTED, REJECTED
from gateway.web.registry.page import Example, Looking
from services.applications.schemas import CancelExchange, InterruptExchange, RejectApplication

WHY = marked("Why")


@dataclass(frozen=True)
class Ending:
    """A way off the path: its form, and in marked texts what it is, what follows, what is said."""

    form: Form
    title: str
    follows: str
    said: str


REJECT = Ending(
    Form(
        "applications",
        RejectApplication,
        (OneOf("reason", WHY, options=reasons(REJECTED)),),
        marked("Reject the form for good"),
    ),
    marked("Reject the form"),
    marked(
        "The student is told the reason, and the exchange ends. The contract place is free again. "
        "If something can be put right, give the form back instead."
    ),
    marked("The form is rejected."),
)
CANCEL = Ending(
    Form(
        "applications",
        CancelExchange,
        (OneOf("reason", WHY, options=reasons(CANCELLED)),),
        marked("Cancel the exchange for good"),
    ),
    marked("Cancel the exchange"),
    marked(
        "Mentor, bed, contact person and contract place are freed at once, and everybody "
        "concerned is told. The exchange cannot be taken up again."
    ),
    marked("The exchange is cancelled."),
)
INTERRUPT = Ending(
    Form(
        "applications",
        InterruptExchange,
        (
            OneOf("reason", WHY, options=reasons(INTERRUPTED)),
            Day("interrupted_on", marked("Last day at the host")),
        ),
        marked("Break the stay off for good"),
        blames={"day_not_yet_come": "interrupted_on", "day_outside_work": "interrupted_on"},
    ),
    marked("Break the stay off"),
    marked(
        "The stay ends on that day, the bed is freed, and there will be no certificate. "
        "It cannot be taken up again."
    ),
    marked("The stay is broken off."),
)


def one_to_reject(looking: Looking) -> dict[str, Any]:
    """A form about which the host has not decided."""
    return {"exchange_id": on_a_desk(INCOMING, looking, *UNDECIDED)["exchange_id"]}


def one_to_cancel(looking: Looking) -> dict[str, Any]:
    """An exchange before the arrival."""
    return {"exchange_id": on_a_desk(OUTGOING, looking, *BEFORE_ARRIVAL)["exchange_id"]}


def one_to_interrupt(looking: Looking) -> dict[str, Any]:
    """An exchange of a student who is abroad."""
    return {"exchange_id": on_a_desk(OUTGOING, looking, *ABROAD)["exchange_id"]}


@NATIONAL.page(
    "/national/exchanges/<uuid:exchange_id>/rejection",
    REJECT.title,
    seen_by=HOSTING,
    takes_forms=True,
    example=Example(one_to_reject, "nore_in"),
)
def reject(exchange_id: UUID) -> Response:
    """Not take the student."""
    row, _ = at_a_desk(exchange_id)
    return _end(REJECT, row)


@NATIONAL.page(
    "/national/exchanges/<uuid:exchange_id>/cancellation",
    CANCEL.title,
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(one_to_cancel, "nore_out"),
)
def cancel(exchange_id: UUID) -> Response:
    """End the exchange before the arrival, for one's side."""
    row, desk = at_a_desk(exchange_id)
    side = "sending" if desk is OUTGOING else "hosting"
    return _end(CANCEL, row, cancelled_by=side)


@NATIONAL.page(
    "/national/exchanges/<uuid:exchange_id>/interruption",
    INTERRUPT.title,
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(one_to_interrupt, "nore_out"),
)
def interrupt(exchange_id: UUID) -> Response:
    """End the stay of a student who has arrived."""
    row, _ = at_a_desk(exchange_id)
    return _end(INTERRUPT, row)


def _end(ending: Ending, row: Row, **known: str) -> Response:
    exchange_id = str(row["exchange_id"])
    filled = ending.form.asked(version=row["version"])
    if filled.is_sent and (answer := filled.carry_out(exchange_id=exchange_id, **known)):
        return done(gettext(ending.said), EXCHANGE, after=answer["after"], exchange_id=exchange_id)
    return page(
        "national/ending.html",
        status=filled.status,
        form=filled,
        ending=ending,
        exchange=row,
        back=address(EXCHANGE, exchange_id=exchange_id),
    )
