"""Deadlines: one warning per threshold, one miss."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.applications.domain.deadline import Deadline, next_look
from services.applications.domain.exchange import Exchange
from services.applications.domain.parties import Parties
from services.applications.domain.stage import DeadlineName
from tests.support.aggregates import names_of
from tests.unit.applications.samples import (
    HOST,
    IN_FEBRUARY,
    SENDING,
    STUDENT,
    a_form,
    accepted,
    assigned,
    confirmed,
    ended,
    placed,
    submitted,
)

DUE = date(2027, 5, 6)
PARTIES = Parties(uuid4(), STUDENT, SENDING, HOST)


def looked_at(*days_before: int) -> Deadline:
    deadline = Deadline(PARTIES.exchange_id, DeadlineName.ACCEPTANCE, DUE)
    for days in days_before:
        deadline.look(PARTIES, DUE - timedelta(days=days))
    return deadline


def test_nobody_is_warned_before_the_first_threshold() -> None:
    assert names_of(looked_at(29)) == ["Created"]


def test_the_acceptance_is_warned_of_twelve_ten_and_nine_weeks_before_the_start() -> None:
    start = DUE + timedelta(weeks=8)
    warned = [e.due_on - timedelta(e.days_left) for e in looked_at(28, 14, 7).pending_events[1:]]
    assert [(start - day).days // 7 for day in warned] == [12, 10, 9]


def test_a_threshold_is_warned_of_once() -> None:
    assert names_of(looked_at(28, 28, 20, 15)).count("Approached") == 1


def test_thresholds_that_were_passed_unseen_give_one_warning() -> None:
    deadline = looked_at(5)
    assert names_of(deadline) == ["Created", "Approached"]


def test_a_miss_is_recorded_once_after_the_day() -> None:
    assert names_of(looked_at(0)).count("Missed") == 0
    assert names_of(looked_at(-1, -2)).count("Missed") == 1


@pytest.mark.parametrize(
    ("days_left", "look_on"), [(None, 28), (28, 14), (14, 7), (10, 7), (7, -1), (0, -1)]
)
def test_a_deadline_is_looked_at_when_the_next_threshold_comes(
    days_left: int | None, look_on: int
) -> None:
    expected = DUE - timedelta(days=look_on)
    assert next_look(DeadlineName.ACCEPTANCE, DUE, days_left) == expected


def test_another_day_is_another_deadline() -> None:
    first = Deadline.create_id(PARTIES.exchange_id, DeadlineName.ACCEPTANCE, DUE)
    other = Deadline.create_id(PARTIES.exchange_id, DeadlineName.ACCEPTANCE, date(2027, 6, 6))
    assert first != other


def awaited(exchange: Exchange) -> list[str]:
    return [name.value for name in DeadlineName if exchange.awaits(name)]


def test_each_stage_awaits_its_step() -> None:
    forwarded = submitted()
    forwarded.forward()
    assert awaited(assigned()) == ["submission"]
    assert awaited(submitted()) == []
    assert awaited(forwarded) == ["acceptance"]
    assert awaited(placed()) == ["acceptance"]
    assert awaited(accepted()) == ["confirmation"]
    assert awaited(confirmed()) == []
    assert awaited(ended()) == ["evaluation"]


def test_an_evaluation_that_is_in_is_not_awaited() -> None:
    exchange = ended()
    exchange.evaluate({"project": 5}, date(2027, 8, 1))
    assert awaited(exchange) == []


def test_a_late_form_is_not_awaited_twice() -> None:
    exchange = assigned()
    exchange.submit(a_form(), IN_FEBRUARY)
    exchange.return_to_student("letter_missing")
    assert awaited(exchange) == []
