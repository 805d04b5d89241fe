"""Before the journey: the card of confirmation with the travel data, the visa, cancelling."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response

from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.context import visitor
from gateway.web.forms import Day, Form, OneOf, Option, Text
from gateway.web.forms.filled import Filled
from gateway.web.forms.reasons import reasons
from gateway.web.language import gettext, marked
from gateway.web.language.formats import language_name
from gateway.web.pages.student import drafts
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.own import (
    BEFORE_ARRIVAL,
    EXPECTED,
    own_data,
    own_exchange,
    project_of,
    shown_at,
    terms_of,
)
from services.applications.schemas import CancelExchange, SettleVisa, SubmitCardOfConfirmation
from services.contracts.errors import NotFound
from services.people.schemas import SetPersonalData

EXCHANGE = "student.exchange"
TRAVEL = ("arrival", "departure", "emergency_contact", "insurance")
WORLD_LANGUAGES = ("en", "fr", "es", "ar", "pt", "de", "it", "pl", "tr", "ru", "zh", "ja", "hi")
REASONS = (
    "own_wish",
    "illness",
    "visa_refused",
    "exam_moved",
    "money_missing",
    "family_reasons",
)


def languages() -> Iterable[Option]:
    """Languages that somebody at the phone may speak."""
    named = (Option(tag, language_name(tag)) for tag in WORLD_LANGUAGES)
    return sorted(named, key=lambda option: option.text)


def _journey(name: str, day: str, place: str) -> tuple[Text | Day, ...]:
    return (
        Day(f"data.{name}.day", day),
        Text(f"data.{name}.time", marked("Time"), hint=marked("Local time, such as 14:30")),
        Text(f"data.{name}.place", place),
        Text(f"data.{name}.number", marked("Number of flight, train or bus")),
    )


CONFIRM = Form(
    "people",
    SetPersonalData,
    (
        *_journey("arrival", marked("Day of arrival"), marked("Where you arrive")),
        *_journey("departure", marked("Day of departure"), marked("From where you leave")),
        Text("data.emergency_contact.name", marked("Whom to call in an emergency")),
        Text("data.emergency_contact.phone", marked("Their phone number"), mode="tel",
             hint=marked("With the country's code, such as +351 912 345 678")),
        Text("data.emergency_contact.relation", marked("Who they are to you")),
        OneOf("data.emergency_contact.language", marked("Language they speak"), options=languages,
              none=marked("Choose …")),
        Text("data.insurance.insurer", marked("Health insurance abroad")),
        Text("data.insurance.policy_number", marked("Number of the policy")),
        Text("data.insurance.phone", marked("Phone of the insurance"), mode="tel"),
        Day("data.insurance.valid_until", marked("Valid until")),
    ),
    marked("Confirm that I come"),
    blames={
        "travel_dates_do_not_fit": "data.arrival.day",
        "travel_data_missing": "",
    },
)  # fmt: skip


@STUDENT.page(f"{MINE}/confirm", marked("Confirm that you come"), seen_by=STUDENTS,
              takes_forms=True, example=shown_at("accepted"))  # fmt: skip
def confirm(exchange_id: UUID) -> Response:
    """The final yes: journey, emergency contact, insurance. Sent again, it changes them."""
    row = _expected(exchange_id)
    filled = CONFIRM.asked(_by_field(own_data(*TRAVEL)))
    if filled.is_sent and (answer := _confirmed(filled, row)):
        drafts.drop(exchange_id)
        text = gettext("You have confirmed. Your committee sees when you arrive.")
        return done(text, EXCHANGE, after=answer["after"], exchange_id=exchange_id)
    return page(
        "student/confirm.html",
        status=filled.status,
        exchange=row,
        form=filled,
        project=project_of(row),
    )


def _expected(exchange_id: UUID) -> Row:
    row = own_exchange(exchange_id)
    if row["stage"] not in EXPECTED:
        raise NotFound(what="exchange before the journey", id=exchange_id)
    return row


def _by_field(data: dict[str, Any]) -> dict[str, Any]:
    """Personal data by the names of form fields."""
    return {f"data.{n}.{k}": v for n, part in data.items() for k, v in (part or {}).items()}


def _confirmed(filled: Filled, row: Row) -> Any:
    """The travel data go to the vault, then the days to the exchange."""
    if filled.carry_out(person_id=str(visitor().person_id)) is None:
        return None
    kept = own_data(*TRAVEL)
    days = {name: (kept.get(name) or {}).get("day") for name in ("arrival", "departure")}
    return filled.then(
        "applications",
        SubmitCardOfConfirmation,
        exchange_id=str(row["exchange_id"]),
        arrive_on=days["arrival"] or str(row["start"]),
        depart_on=days["departure"] or str(row["end"]),
        travel_complete=all(kept.get(name) for name in TRAVEL),
    )


# -- the visa --------------------------------------------------------------------------------------


def _visa_answers() -> Iterable[Option]:
    return [
        Option("yes", gettext("I needed one, and have it")),
        Option("no", gettext("I do not need one")),
    ]


VISA = Form(
    "applications",
    SettleVisa,
    (OneOf("is_needed", marked("Your visa"), options=_visa_answers, is_radio=True),),
    marked("Save"),
)


@STUDENT.page(f"{MINE}/visa", marked("Visa"), seen_by=STUDENTS, takes_forms=True,
              example=shown_at("accepted"))  # fmt: skip
def visa(exchange_id: UUID) -> Response:
    """Whether a visa is needed and there."""
    row = _expected(exchange_id)
    filled = VISA.asked(version=row["version"])
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("The visa is settled.")
        return done(text, EXCHANGE, after=answer["after"], exchange_id=exchange_id)
    return page("student/visa.html", status=filled.status, exchange=row, form=filled)


# -- cancelling ------------------------------------------------------------------------------------


CANCEL = Form(
    "applications",
    CancelExchange,
    (OneOf("reason", marked("Why do you cancel?"), options=reasons(REASONS), is_radio=True),),
    marked("Cancel my exchange for good"),
)


@STUDENT.page(f"{MINE}/cancelling", marked("Cancel the exchange"), seen_by=STUDENTS,
              takes_forms=True, example=shown_at("accepted"))  # fmt: skip
def cancel(exchange_id: UUID) -> Response:
    """What cancelling means, and a button that says it again."""
    row = own_exchange(exchange_id)
    if row["stage"] not in BEFORE_ARRIVAL:
        raise NotFound(what="exchange before the arrival", id=exchange_id)
    filled = CANCEL.asked(version=row["version"])
    sent = {"exchange_id": str(exchange_id), "cancelled_by": "student"}
    if filled.is_sent and (answer := filled.carry_out(**sent)):
        text = gettext("The exchange is cancelled.")
        return done(text, EXCHANGE, after=answer["after"], exchange_id=exchange_id)
    return page(
        "student/cancel.html",
        status=filled.status,
        exchange=row,
        form=filled,
        terms=terms_of(row),
    )
