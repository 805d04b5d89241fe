"""Steps 15 and 17: the work begins, and ends or is broken off. The days between: the logbook."""

from datetime import date, timedelta

from eventsourcing.domain import event

from services.applications.domain.exchange.state import ExchangePart
from services.applications.domain.parties import Parties
from services.applications.domain.rules import Work
from services.applications.domain.stage import Stage
from services.applications.errors import (
    ArrivalTrainingMissing,
    DayNotYetCome,
    DayOutsideWork,
    EthicsClearanceMissing,
    TooEarly,
)


class Working(ExchangePart):
    """The weeks at the host."""

    def start_project(
        self,
        started_on: date,
        *,
        today: date,
        arrival_training_given: bool,
        is_clear: bool,
    ) -> None:
        """Begin the work (step 15). ``is_clear``: any ethics clearance it needs is there."""
        self.must_be_at(Stage.ARRIVED)
        if not arrival_training_given:
            raise ArrivalTrainingMissing
        if not is_clear:
            raise EthicsClearanceMissing
        _must_have_come(started_on, today)
        _must_lie_between(started_on, self.arrived_on, self.end)
        work = Work.between(started_on, self.end, self.conditions.days_per_week)
        self._start_project(self.parties, started_on, work)

    @event("Started", topic="applications:Exchange.Started")
    def _start_project(self, parties: Parties, started_on: date, work: Work) -> None:
        self.stage = Stage.IN_PROGRESS
        self.work = work

    def end_project(self, ended_on: date, today: date) -> None:
        """The work is over, in its last days (step 17)."""
        self.must_be_at(Stage.IN_PROGRESS)
        _must_have_come(ended_on, today)
        opens_on = max(self.end - timedelta(days=self.rules.last_days), self.work.start)
        if ended_on < opens_on:
            raise TooEarly(opens_on=opens_on)
        _must_lie_between(ended_on, opens_on, self.end)
        evaluate_by = ended_on + timedelta(weeks=self.rules.evaluation_weeks)
        self._end_project(self.parties, ended_on, evaluate_by)

    @event("Ended", topic="applications:Exchange.Ended")
    def _end_project(self, parties: Parties, ended_on: date, evaluate_by: date) -> None:
        self.stage = Stage.ENDED
        self.ended_on = ended_on
        self.evaluate_by = evaluate_by

    def interrupt(self, reason: str, interrupted_on: date, today: date) -> None:
        """Break the stay off (step 17)."""
        self.must_be_at(Stage.ARRIVED, Stage.IN_PROGRESS)
        _must_have_come(interrupted_on, today)
        _must_lie_between(interrupted_on, self.arrived_on, self.end)
        self.release_placement("interrupted")
        self._interrupt(self.parties, reason, interrupted_on)

    @event("Interrupted", topic="applications:Exchange.Interrupted")
    def _interrupt(self, parties: Parties, reason: str, interrupted_on: date) -> None:
        self.stage = Stage.INTERRUPTED


def _must_have_come(day: date, today: date) -> None:
    if day > today:
        raise DayNotYetCome(day=day)


def _must_lie_between(day: date, first: date, last: date) -> None:
    if not first <= day <= last:
        raise DayOutsideWork(day=day, first=first, last=last)
