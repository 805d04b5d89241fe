"""Steps 15 to 17: the work begins, the logbook is kept, the work ends or is broken off."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.applications.domain.exchange import Stage
from services.applications.domain.logbook import Attendance, Logbook, logbook_id
from services.applications.domain.rules import Rules, Work
from services.applications.errors import (
    AlreadySigned,
    ArrivalTrainingMissing,
    AttendanceCountersigned,
    DayNotYetCome,
    DayOutsideWork,
    EthicsClearanceMissing,
    LogbookClosed,
    NotAtThisStage,
    NotAWorkingDay,
    TooEarly,
)
from tests.support.aggregates import names_of, replayed, state_of
from tests.unit.applications.samples import (
    END,
    START,
    a_logbook,
    arrived,
    attend,
    confirmed,
    in_progress,
)

FRIDAY, SATURDAY, MONDAY = date(2027, 7, 2), date(2027, 7, 3), date(2027, 7, 5)


def test_work_begins_after_the_arrival_training() -> None:
    with pytest.raises(ArrivalTrainingMissing):
        arrived().start_project(START, today=START, arrival_training_given=False, is_clear=True)


def test_work_begins_with_ethics_clearance_where_the_project_needs_it() -> None:
    with pytest.raises(EthicsClearanceMissing):
        arrived().start_project(START, today=START, arrival_training_given=True, is_clear=False)


def test_work_begins_when_the_student_has_arrived() -> None:
    with pytest.raises(NotAtThisStage):
        confirmed().start_project(START, today=START, arrival_training_given=True, is_clear=True)


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(START - timedelta(days=1), DayOutsideWork), (MONDAY, DayNotYetCome)],
)
def test_work_begins_between_arrival_and_today(day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        arrived().start_project(day, today=FRIDAY, arrival_training_given=True, is_clear=True)


@pytest.mark.parametrize(
    ("start", "days_per_week", "days"), [(START, 5, 20), (MONDAY, 5, 18), (START, 6, 24)]
)
def test_working_days_are_counted_from_the_start_to_the_end(
    start: date, days_per_week: int, days: int
) -> None:
    assert Work.between(start, END, days_per_week).working_days == days


def test_work_ends_in_its_last_days() -> None:
    exchange = in_progress()
    with pytest.raises(TooEarly):
        exchange.end_project(date(2027, 7, 20), END)
    exchange.end_project(date(2027, 7, 21), END)
    assert exchange.stage is Stage.ENDED
    assert exchange.evaluate_by == date(2027, 8, 18)


def test_work_does_not_end_in_the_future_or_after_its_end() -> None:
    with pytest.raises(DayNotYetCome):
        in_progress().end_project(END, END - timedelta(days=1))
    with pytest.raises(DayOutsideWork):
        in_progress().end_project(END + timedelta(days=1), END + timedelta(days=1))


def test_a_stay_is_broken_off_at_any_time_after_arrival() -> None:
    for exchange in (arrived(), in_progress()):
        exchange.interrupt("illness", MONDAY, today=MONDAY)
        assert exchange.stage is Stage.INTERRUPTED


def test_a_stay_is_not_broken_off_before_it_began_or_in_the_future() -> None:
    with pytest.raises(NotAtThisStage):
        confirmed().interrupt("illness", MONDAY, today=MONDAY)
    with pytest.raises(DayNotYetCome):
        in_progress().interrupt("illness", MONDAY, today=FRIDAY)


def test_an_exchange_has_one_logbook() -> None:
    logbook = a_logbook()
    assert logbook.id == logbook_id(logbook.parties.exchange_id)


def test_attendance_is_recorded_for_working_days_that_have_come() -> None:
    logbook = a_logbook()
    for day, refusal in (
        (SATURDAY, NotAWorkingDay),
        (date(2027, 7, 6), DayNotYetCome),
        (START - timedelta(days=1), DayOutsideWork),
    ):
        with pytest.raises(refusal):
            logbook.record_attendance(day, Attendance.PRESENT, today=MONDAY)
    logbook.record_attendance(FRIDAY, Attendance.PRESENT, today=MONDAY)
    assert logbook.days == {FRIDAY: Attendance.PRESENT}


def test_a_week_of_six_days_has_a_saturday() -> None:
    logbook = a_logbook(days_per_week=6)
    logbook.record_attendance(SATURDAY, Attendance.PRESENT, today=MONDAY)
    assert logbook.summary.present_days == 1


def test_attendance_is_corrected_until_it_is_countersigned() -> None:
    logbook = a_logbook()
    logbook.record_attendance(FRIDAY, Attendance.ABSENT, today=MONDAY)
    logbook.record_attendance(FRIDAY, Attendance.PRESENT, today=MONDAY)
    assert logbook.pending_events[-1].present_days == 1
    logbook.countersign(FRIDAY, today=MONDAY)
    with pytest.raises(AttendanceCountersigned):
        logbook.record_attendance(FRIDAY, Attendance.ABSENT, today=MONDAY)


def test_a_countersignature_does_not_go_back() -> None:
    logbook = a_logbook()
    logbook.countersign(MONDAY, today=MONDAY)
    logbook.countersign(FRIDAY, today=MONDAY)
    assert logbook.countersigned_up_to == MONDAY
    assert names_of(logbook).count("AttendanceCountersigned") == 1


@pytest.mark.parametrize("missed", [Attendance.ABSENT, Attendance.EXCUSED])
def test_a_student_may_miss_a_fifth_of_the_days_excused_or_not(missed: Attendance) -> None:
    logbook = a_logbook()
    left = []
    for skip in range(5):
        attend(logbook, missed, 1, skip=skip)
        left.append(logbook.may_still_miss)
    assert left == [3, 2, 1, 0, -1]
    assert logbook.summary.present_days == 0


def test_the_days_that_may_be_missed_are_whole_days() -> None:
    logbook = a_logbook(end=date(2027, 7, 27))
    assert logbook.work.working_days == 19
    assert logbook.may_still_miss == 3  # 16 of 19 are needed: 15 would be 78.9 %


@pytest.mark.parametrize(
    ("present", "of", "enough"), [(16, 20, True), (15, 20, False), (79, 100, False), (4, 5, True)]
)
def test_eighty_per_cent_is_exactly_eighty_per_cent(present: int, of: int, enough: bool) -> None:
    assert Rules().is_enough(present, of) is enough


def test_a_diary_is_about_a_day_of_work() -> None:
    logbook = a_logbook()
    logbook.write_diary(SATURDAY, uuid4(), today=MONDAY)
    with pytest.raises(DayOutsideWork):
        logbook.write_diary(START - timedelta(days=1), uuid4(), today=MONDAY)


def test_the_mid_appraisal_is_signed_once_from_the_second_week_on() -> None:
    logbook = a_logbook()
    with pytest.raises(TooEarly):
        logbook.sign_mid_appraisal(4, today=date(2027, 7, 7))
    logbook.sign_mid_appraisal(4, today=date(2027, 7, 8))
    with pytest.raises(AlreadySigned):
        logbook.sign_mid_appraisal(5, today=date(2027, 7, 9))


def test_the_end_appraisal_is_signed_once_in_the_last_week_or_later() -> None:
    logbook = a_logbook()
    with pytest.raises(TooEarly):
        logbook.sign_end_appraisal(5, ("lab_work",), "poster", today=date(2027, 7, 20))
    logbook.sign_end_appraisal(5, ("lab_work",), "poster", today=END + timedelta(days=9))
    with pytest.raises(AlreadySigned):
        logbook.sign_end_appraisal(5, (), "none", today=END + timedelta(days=9))
    assert logbook.summary.is_appraised
    assert logbook.summary.objectives == ("lab_work",)


def test_a_closed_logbook_stays_as_it_is() -> None:
    logbook: Logbook = a_logbook()
    logbook.close()
    logbook.close()
    assert names_of(logbook).count("Closed") == 1
    for entry in (
        lambda: logbook.record_attendance(FRIDAY, Attendance.PRESENT, today=END),
        lambda: logbook.countersign(FRIDAY, today=END),
        lambda: logbook.write_diary(FRIDAY, uuid4(), today=END),
        lambda: logbook.sign_mid_appraisal(5, today=END),
        lambda: logbook.sign_end_appraisal(5, (), "none", today=END),
    ):
        with pytest.raises(LogbookClosed):
            entry()


def test_a_logbook_is_restored_from_its_events() -> None:
    logbook = a_logbook()
    attend(logbook, Attendance.PRESENT, 4)
    logbook.countersign(FRIDAY, today=MONDAY)
    assert state_of(replayed(logbook.pending_events)) == state_of(logbook)
