"""Steps 11 to 14 and x: prepared, arrived, not come, cancelled."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services.applications.domain.exchange import Exchange, Stage
from services.applications.errors import (
    NotAtThisStage,
    NotYetNoShow,
    PassportNotVerified,
    TravelDataMissing,
    TravelDatesDoNotFit,
)
from tests.support.aggregates import names_of
from tests.unit.applications.samples import (
    END,
    START,
    accepted,
    arrived,
    assigned,
    confirmed,
    in_progress,
    placed,
    placing,
    received,
    submitted,
)

IN_TIME, LATE = date(2027, 6, 3), date(2027, 6, 4)
BEFORE, AFTER = date(2027, 6, 30), date(2027, 7, 29)


def test_a_letter_is_written_from_verified_passport_data() -> None:
    exchange = accepted()
    with pytest.raises(PassportNotVerified):
        exchange.issue_invitation_letter(passport_verified=False)
    exchange.issue_invitation_letter(passport_verified=True)
    exchange.issue_invitation_letter(passport_verified=True)
    assert names_of(exchange).count("Invited") == 1


def test_a_letter_follows_the_acceptance() -> None:
    with pytest.raises(NotAtThisStage):
        placed().issue_invitation_letter(passport_verified=True)


@pytest.mark.parametrize(("today", "is_late"), [(IN_TIME, False), (LATE, True)])
def test_a_confirmation_after_its_day_is_late_and_allowed(today: date, is_late: bool) -> None:
    exchange = accepted()
    exchange.confirm(BEFORE, AFTER, travel_complete=True, today=today)
    assert exchange.stage is Stage.CONFIRMED
    assert exchange.pending_events[-1].is_late is is_late


def test_a_confirmation_comes_with_travel_data() -> None:
    with pytest.raises(TravelDataMissing):
        accepted().confirm(BEFORE, AFTER, travel_complete=False, today=IN_TIME)


@pytest.mark.parametrize(
    ("arrive_on", "depart_on", "fits"),
    [
        (START + timedelta(days=1), END, True),
        (START + timedelta(days=2), END, False),
        (START, END, True),
        (START, END - timedelta(days=1), False),
    ],
)
def test_a_student_is_there_for_the_work(arrive_on: date, depart_on: date, fits: bool) -> None:
    exchange = accepted()
    if fits:
        exchange.confirm(arrive_on, depart_on, travel_complete=True, today=IN_TIME)
    else:
        with pytest.raises(TravelDatesDoNotFit):
            exchange.confirm(arrive_on, depart_on, travel_complete=True, today=IN_TIME)


def test_travel_dates_can_be_changed_and_are_not_late_then() -> None:
    exchange = confirmed()
    exchange.confirm(START, AFTER, travel_complete=True, today=date(2027, 6, 20))
    assert exchange.stage is Stage.CONFIRMED
    assert not exchange.pending_events[-1].is_late


STEPS: dict[str, Callable[[Exchange], None]] = {
    "confirm": lambda e: e.confirm(BEFORE, AFTER, travel_complete=True, today=IN_TIME),
    "train": lambda e: e.record_training(),
    "visa": lambda e: e.settle_visa(is_needed=True),
}


@pytest.mark.parametrize("last", STEPS)
def test_a_student_is_cleared_when_confirmed_trained_and_with_visa(last: str) -> None:
    exchange = accepted()
    for name, step in STEPS.items():
        if name != last:
            step(exchange)
    assert exchange.stage is not Stage.CLEARED
    STEPS[last](exchange)
    assert exchange.stage is Stage.CLEARED


def test_a_student_is_cleared_trained_and_settled_once() -> None:
    exchange = accepted()
    for step in (*STEPS.values(), *STEPS.values()):
        step(exchange)
    names = names_of(exchange)
    assert [names.count(n) for n in ("Cleared", "PreDepartureTrained", "VisaSettled")] == [1, 1, 1]


def test_the_training_may_come_before_the_acceptance() -> None:
    exchange = placing()
    exchange.record_training()
    assert exchange.stage is Stage.PLACING


@pytest.mark.parametrize("expected", [accepted, confirmed])
def test_whoever_is_expected_can_arrive(expected: Callable[[], Exchange]) -> None:
    exchange = expected()
    assert exchange.arrive(START)
    assert exchange.stage is Stage.ARRIVED


def test_arriving_twice_is_arriving_once() -> None:
    exchange = arrived()
    assert not exchange.arrive(START)
    assert names_of(exchange).count("Arrived") == 1


def test_keys_after_a_cancellation_or_before_acceptance_are_no_arrival() -> None:
    exchange = accepted()
    exchange.cancel("student", "exam_moved")
    assert not exchange.arrive(START)
    assert not placing().arrive(START)


def test_a_no_show_is_declared_from_the_last_day_to_arrive_on() -> None:
    exchange = confirmed()
    with pytest.raises(NotYetNoShow):
        exchange.declare_no_show(START)
    exchange.declare_no_show(START + timedelta(days=1))
    assert exchange.stage is Stage.NO_SHOW


def test_the_clock_declares_a_no_show_when_that_day_is_over() -> None:
    exchange = confirmed()
    assert not exchange.is_overdue(START + timedelta(days=1))
    assert exchange.is_overdue(START + timedelta(days=2))
    assert not arrived().is_overdue(START + timedelta(days=9))


def test_who_has_arrived_is_no_no_show() -> None:
    with pytest.raises(NotAtThisStage):
        arrived().declare_no_show(AFTER)


@pytest.mark.parametrize(
    "stage", [assigned, submitted, received, placing, placed, accepted, confirmed]
)
def test_an_exchange_is_cancelled_at_any_stage_before_arrival(
    stage: Callable[[], Exchange],
) -> None:
    exchange = stage()
    exchange.cancel("sending", "exam_moved")
    cancelled = exchange.pending_events[-1]
    assert exchange.stage is Stage.CANCELLED
    assert (cancelled.cancelled_by, cancelled.reason) == ("sending", "exam_moved")
    assert cancelled.policy_version == 1


def test_an_exchange_is_not_cancelled_after_arrival_or_twice() -> None:
    for exchange in (arrived(), in_progress()):
        with pytest.raises(NotAtThisStage):
            exchange.cancel("student", "exam_moved")
    exchange = accepted()
    exchange.cancel("student", "exam_moved")
    with pytest.raises(NotAtThisStage):
        exchange.cancel("student", "exam_moved")
