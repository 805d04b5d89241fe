"""Exchanges for the domain's tests, taken to the stage that a test begins at."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from services.applications.domain.exchange import Exchange
from services.applications.domain.exchange.form import STANDARD_DOCUMENTS, Form, Offer, Wish
from services.applications.domain.logbook import Attendance, Logbook, Summary
from services.applications.domain.parties import Parties, Placed, Wanted
from services.applications.domain.rules import PinnedConditions, Rules, Work, working_days

START, END = date(2027, 7, 1), date(2027, 7, 28)
IN_FEBRUARY = date(2027, 2, 1)
IN_APRIL = datetime(2027, 4, 12, 9, 0, tzinfo=UTC)
IN_MAY = datetime(2027, 5, 3, 9, 0, tzinfo=UTC)
IN_JUNE = date(2027, 6, 1)
UNTIL = datetime(2027, 5, 24, 9, 0, tzinfo=UTC)

HOST, LC, STUDENT, SENDING = uuid4(), uuid4(), uuid4(), uuid4()
FULL = Summary(18, 20, is_appraised=True, objectives=("lab_work",))


def an_offer(**changes: Any) -> Offer:
    """A published project of the host, open in July."""
    values = {
        "project_id": uuid4(),
        "nmo_id": HOST,
        "lc_id": LC,
        "is_published": True,
        "weeks": (4, 8),
        "open_months": frozenset({"2027-07"}),
    }
    return Offer(**{**values, **changes})


def a_wish(offer: Offer | None = None, **changes: Any) -> Wish:
    """A wish with a letter of its own."""
    values = {"letter_id": uuid4(), "letter_digest": uuid4().hex}
    return Wish(offer or an_offer(), **{**values, **changes})


def a_form(*wishes: Wish, **changes: Any) -> Form:
    """A form that the host can consider."""
    values: dict[str, Any] = {
        "start": START,
        "weeks": 4,
        "student_type": "clinical",
        "documents": {kind: uuid4() for kind in STANDARD_DOCUMENTS},
    }
    return Form(wishes or (a_wish(),), **{**values, **changes})


def conditions(**changes: Any) -> PinnedConditions:
    """Terms that ask for nothing, except for what a test names."""
    return PinnedConditions(uuid4(), 1, **changes)


def assigned(rules: Rules | None = None, **terms: Any) -> Exchange:
    """An exchange whose form is with the student."""
    return Exchange(
        parties=Parties(uuid4(), STUDENT, SENDING, HOST),
        number="2027-PT-7K3M9Q",
        season="2027-2028",
        programme="research",
        contract_id=uuid4(),
        is_unilateral=False,
        conditions=conditions(**terms),
        rules=rules or Rules(),
        due_on=date(2027, 2, 15),
    )


def submitted(**terms: Any) -> Exchange:
    """The form is submitted."""
    exchange = assigned(**terms)
    exchange.submit(a_form(), IN_FEBRUARY)
    return exchange


def received(**terms: Any) -> Exchange:
    """The host considers the form."""
    exchange = submitted(**terms)
    exchange.forward()
    exchange.receive(list(exchange.conditions.special_documents))
    return exchange


def placing(**terms: Any) -> Exchange:
    """A committee looks for a place."""
    exchange = received(**terms)
    exchange.assign_to_committee(LC, HOST, incomings=0)
    return exchange


def wanted_for(exchange: Exchange, **changes: Any) -> Wanted:
    """A placement on the project that the student wants most."""
    values = {"project_id": exchange.choices[0].project_id, **changes}
    return Wanted(placement_id=uuid4(), room_id=uuid4(), contact_person_id=uuid4(), **values)


def proposed() -> Exchange:
    """A placement is open."""
    exchange = placing()
    exchange.propose_placement(wanted_for(exchange), UNTIL - timedelta(days=21))
    return exchange


def placed(until: datetime = UNTIL) -> Exchange:
    """Mentor, bed and contact person are held."""
    exchange = proposed()
    assert exchange.wanted
    exchange.complete_placement(holding(exchange.wanted, until))
    return exchange


def holding(wanted: Wanted, until: datetime = UNTIL) -> Placed:
    """Everything that was wanted is held."""
    trio = (wanted.project_id, wanted.room_id, wanted.contact_person_id)
    return Placed(wanted.placement_id, *trio, uuid4(), uuid4(), until)


def accepted() -> Exchange:
    """The card of acceptance is issued."""
    exchange = placed()
    exchange.accept(IN_MAY, "")
    return exchange


def confirmed() -> Exchange:
    """The student has confirmed."""
    exchange = accepted()
    exchange.confirm(date(2027, 6, 30), END, travel_complete=True, today=date(2027, 5, 20))
    return exchange


def arrived(on: date = START) -> Exchange:
    """The student has the keys."""
    exchange = confirmed()
    exchange.arrive(on)
    return exchange


def in_progress() -> Exchange:
    """The work has begun."""
    exchange = arrived()
    exchange.start_project(START, today=START, arrival_training_given=True, is_clear=True)
    return exchange


def ended() -> Exchange:
    """The work is over."""
    exchange = in_progress()
    exchange.end_project(END, END)
    return exchange


def a_logbook(end: date = END, days_per_week: int = 5) -> Logbook:
    """An empty logbook from the first of July on."""
    parties = Parties(uuid4(), STUDENT, SENDING, HOST, LC)
    return Logbook(parties, Work.between(START, end, days_per_week), Rules())


def attend(logbook: Logbook, attendance: Attendance, count: int, skip: int = 0) -> None:
    """Record so many working days, after the first ``skip``."""
    days = working_days(logbook.work.start, logbook.work.end, logbook.work.days_per_week)
    for day in days[skip : skip + count]:
        logbook.record_attendance(day, attendance, today=logbook.work.end)
