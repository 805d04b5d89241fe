"""Steps 11 to 14 and x: from the final yes to the keys, or to the end before it began."""

from datetime import date

from eventsourcing.domain import event

from services.applications.domain.exchange.state import ExchangePart
from services.applications.domain.parties import Parties
from services.applications.domain.rules import working_days
from services.applications.domain.stage import BEFORE_ARRIVAL, EXPECTED, Stage
from services.applications.errors import (
    NotYetNoShow,
    PassportNotVerified,
    TravelDataMissing,
    TravelDatesDoNotFit,
)


class Travelling(ExchangePart):
    """The student prepares, travels and arrives; or does not come."""

    def issue_invitation_letter(self, passport_verified: bool) -> None:
        """Invite the student for the visa, from verified passport data (step 11)."""
        self.must_be_at(*EXPECTED)
        if not passport_verified:
            raise PassportNotVerified
        if not self.is_invited:
            self._invite(self.parties)

    @event("Invited", topic="applications:Exchange.Invited")
    def _invite(self, parties: Parties) -> None:
        self.is_invited = True

    def confirm(self, arrive_on: date, depart_on: date, travel_complete: bool, today: date) -> None:
        """The student's final yes; sent again, it changes the travel dates (step 12)."""
        self.must_be_at(*EXPECTED)
        if not travel_complete:
            raise TravelDataMissing
        self._must_cover_the_work(arrive_on, depart_on)
        is_late = self.stage is Stage.ACCEPTED and today > self.confirm_by
        self._confirm(self.parties, arrive_on, depart_on, is_late)
        self._clear_when_ready()

    def _must_cover_the_work(self, arrive_on: date, depart_on: date) -> None:
        arrive_by = self.rules.arrive_by(self.start)
        leave_from = working_days(self.start, self.end, self.conditions.days_per_week)[-1]
        if arrive_on > arrive_by or depart_on < leave_from:
            raise TravelDatesDoNotFit(arrive_by=arrive_by, leave_from=leave_from)

    @event("Confirmed", topic="applications:Exchange.Confirmed")
    def _confirm(self, parties: Parties, arrive_on: date, depart_on: date, is_late: bool) -> None:
        if self.stage is Stage.ACCEPTED:
            self.stage = Stage.CONFIRMED

    def record_training(self) -> None:
        """The student took part in the training before departure (step 13)."""
        self.must_be_at(*BEFORE_ARRIVAL)
        if not self.is_trained:
            self._record_training(self.parties)
            self._clear_when_ready()

    @event("PreDepartureTrained", topic="applications:Exchange.PreDepartureTrained")
    def _record_training(self, parties: Parties) -> None:
        self.is_trained = True

    def settle_visa(self, is_needed: bool) -> None:
        """The visa is granted, or none is needed (step 13)."""
        self.must_be_at(*EXPECTED)
        if not self.is_visa_settled:
            self._settle_visa(self.parties, is_needed)
            self._clear_when_ready()

    @event("VisaSettled", topic="applications:Exchange.VisaSettled")
    def _settle_visa(self, parties: Parties, is_needed: bool) -> None:
        self.is_visa_settled = True

    def _clear_when_ready(self) -> None:
        """Ready to travel; the address is known since the bed is held (step 13)."""
        if self.stage is Stage.CONFIRMED and self.is_trained and self.is_visa_settled:
            self._clear(self.parties)

    @event("Cleared", topic="applications:Exchange.Cleared")
    def _clear(self, parties: Parties) -> None:
        self.stage = Stage.CLEARED

    def arrive(self, arrived_on: date) -> bool:
        """The student has the keys (step 14). Whether this is news and was still expected."""
        if self.stage not in EXPECTED:
            return False
        self._arrive(self.parties, arrived_on)
        return True

    @event("Arrived", topic="applications:Exchange.Arrived")
    def _arrive(self, parties: Parties, arrived_on: date) -> None:
        self.stage = Stage.ARRIVED
        self.arrived_on = arrived_on

    def is_overdue(self, today: date) -> bool:
        """Whether the last day to arrive is over and the student is still expected."""
        return self.stage in EXPECTED and today > self.rules.arrive_by(self.start)

    def declare_no_show(self, today: date) -> None:
        """The student did not come (step 14); possible from the last day to arrive on."""
        self.must_be_at(*EXPECTED)
        arrive_by = self.rules.arrive_by(self.start)
        if today < arrive_by:
            raise NotYetNoShow(earliest=arrive_by)
        self.release_placement("no_show")
        self._declare_no_show(self.parties, today)

    @event("NoShowDeclared", topic="applications:Exchange.NoShowDeclared")
    def _declare_no_show(self, parties: Parties, declared_on: date) -> None:
        self.stage = Stage.NO_SHOW

    def cancel(self, cancelled_by: str, reason: str) -> None:
        """The exchange does not take place (step x): at any stage before the arrival."""
        self.must_be_at(*BEFORE_ARRIVAL)
        self.release_placement("cancelled")
        self._cancel(self.parties, cancelled_by, reason, self.rules.policy_version)

    @event("Cancelled", topic="applications:Exchange.Cancelled")
    def _cancel(
        self, parties: Parties, cancelled_by: str, reason: str, policy_version: int
    ) -> None:
        self.stage = Stage.CANCELLED
