"""Offices, logbooks and deadlines as state machines: terms, days and thresholds, each once."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from services.applications.domain.deadline import WARN_DAYS_BEFORE, Deadline
from services.applications.domain.logbook import Attendance
from services.applications.domain.parties import Parties
from services.applications.domain.stage import DeadlineName
from services.people.domain import LONGEST_TERM
from tests.hostile.aggregate_machine import AggregateMachine, Draw
from tests.support.aggregates import names_of
from tests.support.effort import effort
from tests.unit.applications.samples import a_logbook
from tests.unit.people.given import registered

ONE_DAY = timedelta(days=1)
SPRING = date(2027, 3, 1)


# -- accounts and offices --------------------------------------------------------------------------


class PersonMachine(AggregateMachine):
    """Somebody with an account and offices, while the days go by."""

    happenings = {
        "wait": 2,
        "open_account": 2,
        "close_account": 1,
        "invite": 1,
        "grant": 8,
        "end": 6,
    }

    @initialize()
    def register(self) -> None:
        self.person = registered()
        self.kept = [self.person]
        self.units = [uuid4(), uuid4()]
        self.today, self.account = SPRING, "none"
        self.terms: dict[UUID, tuple[str, UUID, date, date]] = {}
        self.asked = [uuid4()]

    def wait(self, draw: Draw) -> None:
        days = draw(st.integers(1, 60))
        self.today += timedelta(days=days)

    def open_account(self, draw: Draw) -> None:
        self.person.open_account()
        self.account = "open"
        self.is_harmless(self.person.open_account)

    def close_account(self, draw: Draw) -> None:
        done = self.is_done(lambda: self.person.close_account("own_wish"))
        assert done == (self.account != "none")
        self.account = "closed" if done else self.account

    def invite(self, draw: Draw) -> None:
        assert self.is_done(self.person.invite) == (self.account == "open")

    def grant(self, draw: Draw) -> None:
        role = draw(st.sampled_from(["lore", "nore_in"]))
        unit = draw(st.integers(0, 1))
        begins = draw(st.integers(-30, 100))
        length = draw(st.sampled_from([-1, 0, 1, 30, 364, 399, 400]))
        grant_id, unit_id = uuid4(), self.units[unit]
        self.asked.append(grant_id)
        first = self.today + timedelta(days=begins)
        last = first + timedelta(days=length)
        is_held = any(
            (of, at) == (role, unit_id) and since <= last and first <= until
            for of, at, since, until in self.terms.values()
        )
        is_term = 0 <= length < LONGEST_TERM.days
        asked = (grant_id, role, "lc", unit_id, first, last)
        done = self.is_done(lambda: self.person.grant_role(*asked))
        assert done == (is_term and not is_held and self.account != "closed")
        if done:
            self.terms[grant_id] = (role, unit_id, first, last)
            self.is_harmless(lambda: self.person.grant_role(*asked))

    def end(self, draw: Draw) -> None:
        grant_id = draw(self.one_asked)
        days = draw(st.integers(-2, 400))
        ended_on = self.today + timedelta(days=days)
        until = self.terms[grant_id][3] if grant_id in self.terms else date.min
        is_in_term = grant_id in self.terms and self.today <= ended_on <= until
        is_repeated = grant_id in self.terms and ended_on == until + ONE_DAY
        done = self.is_done(
            lambda: self.person.end_role(grant_id, ended_on, "resigned", self.today)
        )
        assert done == (is_in_term or is_repeated)
        if is_in_term:
            self.terms[grant_id] = (*self.terms[grant_id][:3], ended_on - ONE_DAY)

    @invariant()
    def nobody_holds_one_office_twice_on_a_day(self) -> None:
        held = [
            (role.role, role.unit_id, role.valid_from + timedelta(days=n))
            for role in self.person.roles.values()
            for n in range((role.valid_until - role.valid_from).days + 1)
        ]
        assert len(held) == len(set(held))

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        roles = self.person.roles.items()
        known = {i: (r.role, r.unit_id, r.valid_from, r.valid_until) for i, r in roles}
        assert known == self.terms
        assert self.person.account == self.account


TestPeople = PersonMachine.TestCase
TestPeople.settings = effort(25, steps=40)


# -- logbooks --------------------------------------------------------------------------------------


class LogbookMachine(AggregateMachine):
    """A student, a mentor and their four weeks, while the days go by."""

    happenings = {
        "wait": 5,
        "attend": 8,
        "countersign": 1,
        "write_diary": 2,
        "sign_mid_appraisal": 1,
        "sign_end_appraisal": 1,
        "close": 1,
    }

    @initialize()
    def begin(self) -> None:
        self.logbook = a_logbook()
        self.kept = [self.logbook]
        self.first, self.last = self.logbook.work.start, self.logbook.work.end
        self.today, self.is_closed = self.first - ONE_DAY, False
        self.days: dict[date, str] = {}
        self.signed_up_to = date.min
        self.appraisals: set[str] = set()

    def is_day_of_work(self, day: date) -> bool:
        """Whether the day has come, lies in the weeks of work, and nobody closed the book."""
        return self.first <= day <= min(self.last, self.today) and not self.is_closed

    def wait(self, draw: Draw) -> None:
        days = draw(st.integers(1, 6))
        self.today += timedelta(days=days)

    def attend(self, draw: Draw) -> None:
        back = draw(st.integers(-1, 9))
        attendance = draw(st.sampled_from(Attendance))
        day = self.today - timedelta(days=back)
        is_fine = self.is_day_of_work(day) and day.weekday() < 5 and day > self.signed_up_to
        done = self.is_done(lambda: self.logbook.record_attendance(day, attendance, self.today))
        assert done == is_fine
        if done:
            self.days[day] = attendance.value

    def countersign(self, draw: Draw) -> None:
        back = draw(st.integers(-1, 9))
        day = self.today - timedelta(days=back)
        done = self.is_done(lambda: self.logbook.countersign(day, self.today))
        assert done == self.is_day_of_work(day)
        if done:
            self.signed_up_to = max(self.signed_up_to, day)
            self.is_harmless(lambda: self.logbook.countersign(day, self.today))

    def write_diary(self, draw: Draw) -> None:
        back = draw(st.integers(-1, 9))
        day = self.today - timedelta(days=back)
        done = self.is_done(lambda: self.logbook.write_diary(day, uuid4(), self.today))
        assert done == self.is_day_of_work(day)

    def sign_mid_appraisal(self, draw: Draw) -> None:
        is_time = self.today >= self.first + timedelta(days=7)
        done = self.is_done(lambda: self.logbook.sign_mid_appraisal(4, self.today))
        assert done == (is_time and "mid" not in self.appraisals and not self.is_closed)
        self.appraisals |= {"mid"} if done else set()

    def sign_end_appraisal(self, draw: Draw) -> None:
        is_time = self.today >= self.last - timedelta(days=7)
        said = (5, ("lab_work",), "poster", self.today)
        done = self.is_done(lambda: self.logbook.sign_end_appraisal(*said))
        assert done == (is_time and "end" not in self.appraisals and not self.is_closed)
        self.appraisals |= {"end"} if done else set()

    def close(self, draw: Draw) -> None:
        if self.today <= self.last:
            return
        self.logbook.close()
        self.is_closed = True
        self.is_harmless(self.logbook.close)

    @invariant()
    def the_sums_are_right(self) -> None:
        present = sum(what == "present" for what in self.days.values())
        missed = len(self.days) - present
        summary = self.logbook.summary
        assert {day: what.value for day, what in self.logbook.days.items()} == self.days
        assert (summary.present_days, summary.working_days) == (present, 20)
        assert summary.is_appraised == ("end" in self.appraisals)
        # 80 % of 20 days are 16: four may be missed, and no fifth.
        assert self.logbook.may_still_miss == 4 - missed


TestLogbooks = LogbookMachine.TestCase
TestLogbooks.settings = effort(25, steps=40)


# -- deadlines -------------------------------------------------------------------------------------


class DeadlineMachine(AggregateMachine):
    """A deadline that is looked at whenever somebody happens to."""

    happenings = {"look": 1}

    @initialize(name=st.sampled_from(DeadlineName), ahead=st.integers(0, 60))
    def schedule(self, name: DeadlineName, ahead: int) -> None:
        self.parties = Parties(uuid4(), uuid4(), uuid4(), uuid4())
        self.today, self.due_on = SPRING, SPRING + timedelta(days=ahead)
        self.deadline = Deadline(self.parties.exchange_id, name, self.due_on)
        self.kept = [self.deadline]
        self.thresholds = set(WARN_DAYS_BEFORE[name])
        self.passed: set[int] = set()
        """The thresholds that a look has come after."""

    def look(self, draw: Draw) -> None:
        days = draw(st.integers(0, 12))
        self.today += timedelta(days=days)
        before = names_of(self.deadline)
        self.deadline.look(self.parties, self.today)
        assert names_of(self.deadline)[len(before) :] == self.expected(before)
        self.is_harmless(lambda: self.deadline.look(self.parties, self.today))

    def expected(self, before: list[str]) -> list[str]:
        """One warning for all thresholds that were newly crossed; one miss, for good."""
        left = (self.due_on - self.today).days
        if left < 0:
            return [] if "Missed" in before else ["Missed"]
        crossed = {days for days in self.thresholds if days >= left} - self.passed
        self.passed |= crossed
        return ["Approached"] if crossed else []


TestDeadlines = DeadlineMachine.TestCase
TestDeadlines.settings = effort(25, steps=25)
