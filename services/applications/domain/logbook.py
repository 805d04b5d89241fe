"""The logbook: attendance, diary and appraisals of one exchange's weeks of work.

It is an aggregate of its own so that daily entries leave the exchange's version alone: whoever
has read the exchange can act on it although somebody wrote in the logbook meanwhile.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.applications.domain.parties import Parties
from services.applications.domain.rules import Rules, Work, is_working_day
from services.applications.errors import (
    AlreadySigned,
    AttendanceCountersigned,
    DayNotYetCome,
    DayOutsideWork,
    LogbookClosed,
    NotAWorkingDay,
    TooEarly,
)


class Attendance(StrEnum):
    """What became of a working day. An excused day is no day of work: it does not count."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Summary:
    """What the logbook says towards the certificate."""

    present_days: int
    working_days: int
    is_appraised: bool
    objectives: tuple[str, ...]


class Logbook(Aggregate):
    """What the student and the mentor write down, day by day."""

    TOPIC = "applications:Logbook"

    @staticmethod
    def create_id(parties: Parties) -> UUID:
        """One logbook per exchange."""
        return logbook_id(parties.exchange_id)

    @event("Created", topic="applications:Logbook.Created")
    def __init__(self, parties: Parties, work: Work, rules: Rules) -> None:
        self.parties = parties
        self.work = work
        self.rules = rules
        self.days: dict[date, Attendance] = {}
        self.countersigned_up_to: date | None = None
        self.is_mid_signed = False
        self.is_end_signed = False
        self.objectives: tuple[str, ...] = ()
        self.is_closed = False

    @property
    def summary(self) -> Summary:
        """What counts for the certificate."""
        present = _present(self.days)
        return Summary(present, self.work.working_days, self.is_end_signed, self.objectives)

    @property
    def may_still_miss(self) -> int:
        """How many more days may be missed; below zero the certificate is out of reach."""
        return self._may_still_miss(self.days)

    def record_attendance(self, day: date, attendance: Attendance, today: date) -> None:
        """Write down a working day; until it is countersigned it can be corrected."""
        self._must_be_open()
        self._must_be_day_of_work(day, today)
        if not is_working_day(day, self.work.days_per_week):
            raise NotAWorkingDay(day=day)
        if self.countersigned_up_to and day <= self.countersigned_up_to:
            raise AttendanceCountersigned(up_to=self.countersigned_up_to)
        days = {**self.days, day: attendance}
        self._record_attendance(
            self.parties,
            day,
            attendance,
            _present(days),
            self.work.working_days,
            self._may_still_miss(days),
        )

    @event("AttendanceRecorded", topic="applications:Logbook.AttendanceRecorded")
    def _record_attendance(
        self,
        parties: Parties,
        day: date,
        attendance: Attendance,
        present_days: int,
        working_days: int,
        may_still_miss: int,
    ) -> None:
        self.days[day] = attendance

    def _may_still_miss(self, days: dict[date, Attendance]) -> int:
        total = self.work.working_days
        needed = -(-total * self.rules.attendance_percent // 100)
        missed = len(days) - _present(days)
        return total - needed - missed

    def countersign(self, up_to: date, today: date) -> None:
        """The mentor vouches for the attendance up to a day."""
        self._must_be_open()
        self._must_be_day_of_work(up_to, today)
        if self.countersigned_up_to is None or up_to > self.countersigned_up_to:
            self._countersign(self.parties, up_to)

    @event("AttendanceCountersigned", topic="applications:Logbook.AttendanceCountersigned")
    def _countersign(self, parties: Parties, up_to: date) -> None:
        self.countersigned_up_to = up_to

    def write_diary(self, day: date, document_id: UUID, today: date) -> None:
        """Keep what the student wrote about a day; the text lies in the vault."""
        self._must_be_open()
        self._must_be_day_of_work(day, today)
        self._write_diary(self.parties, day, document_id)

    @event("DiaryWritten", topic="applications:Logbook.DiaryWritten")
    def _write_diary(self, parties: Parties, day: date, document_id: UUID) -> None:
        pass

    def sign_mid_appraisal(self, score: int, today: date) -> None:
        """The mentor's appraisal at half-way."""
        opens_on = self.work.start + timedelta(days=self.rules.mid_appraisal_after_days)
        self._must_be_signable(self.is_mid_signed, opens_on, today)
        self._sign_mid_appraisal(self.parties, score)

    @event("MidAppraisalSigned", topic="applications:Logbook.MidAppraisalSigned")
    def _sign_mid_appraisal(self, parties: Parties, score: int) -> None:
        self.is_mid_signed = True

    def sign_end_appraisal(
        self, score: int, objectives: tuple[str, ...], outcome: str, today: date
    ) -> None:
        """The mentor's appraisal at the end, with what was learned and what came of it."""
        opens_on = self.work.end - timedelta(days=self.rules.last_days)
        self._must_be_signable(self.is_end_signed, opens_on, today)
        self._sign_end_appraisal(self.parties, score, objectives, outcome)

    @event("EndAppraisalSigned", topic="applications:Logbook.EndAppraisalSigned")
    def _sign_end_appraisal(
        self, parties: Parties, score: int, objectives: tuple[str, ...], outcome: str
    ) -> None:
        self.is_end_signed = True
        self.objectives = objectives

    def close(self) -> None:
        """Keep everything as it is from now on."""
        if not self.is_closed:
            self._close()

    @event("Closed", topic="applications:Logbook.Closed")
    def _close(self) -> None:
        self.is_closed = True

    def _must_be_open(self) -> None:
        if self.is_closed:
            raise LogbookClosed

    def _must_be_day_of_work(self, day: date, today: date) -> None:
        if day > today:
            raise DayNotYetCome(day=day)
        if not self.work.start <= day <= self.work.end:
            raise DayOutsideWork(day=day, first=self.work.start, last=self.work.end)

    def _must_be_signable(self, is_signed: bool, opens_on: date, today: date) -> None:
        self._must_be_open()
        if is_signed:
            raise AlreadySigned
        if today < opens_on:
            raise TooEarly(opens_on=opens_on)


def logbook_id(exchange_id: UUID) -> UUID:
    """The id of an exchange's logbook."""
    return uuid5(exchange_id, "logbook")


def _present(days: dict[date, Attendance]) -> int:
    return sum(attendance is Attendance.PRESENT for attendance in days.values())
