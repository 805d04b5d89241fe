"""Steps 5 to 8: the form goes from the student over the sending organisation to the host."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from eventsourcing.domain import event

from services.applications.domain.exchange.form import Form
from services.applications.domain.exchange.state import ExchangePart
from services.applications.domain.parties import Choice, Parties
from services.applications.domain.rules import month_of
from services.applications.domain.stage import WITH_STUDENT, Stage
from services.applications.errors import (
    CommitteeNotOpen,
    CommitteeOfAnotherHost,
    FormDeadlinePassed,
    HostIsFull,
    PlacementStillOpen,
    SpecialDocumentsNotVerified,
)


class Applying(ExchangePart):
    """From the form that the student fills in to the committee that looks for a place."""

    def submit(self, form: Form, today: date) -> None:
        """Lock the filled-in form (step 5)."""
        self.must_be_at(*WITH_STUDENT)
        form.check(self.rules, self.conditions, self.season, self.parties.hosting_nmo_id)
        self._must_be_in_time(form.start, today)
        is_late = today > self.due_on and self.stage is Stage.ASSIGNED
        self._submit(
            self.parties,
            form.choices,
            form.start,
            form.end,
            form.weeks,
            form.student_type,
            form.documents,
            is_late,
        )

    def _must_be_in_time(self, start: date, today: date) -> None:
        """A form that was returned keeps its place in the queue if the start stays the same."""
        if self.stage is Stage.RETURNED and start == self.start:
            return
        closes_on = self.rules.form_closes_on(start)
        if today > closes_on:
            raise FormDeadlinePassed(closed_on=closes_on)

    @event("Submitted", topic="applications:Exchange.Submitted")
    def _submit(
        self,
        parties: Parties,
        choices: tuple[Choice, ...],
        start: date,
        end: date,
        weeks: int,
        student_type: str,
        documents: dict[str, UUID],
        is_late: bool,
    ) -> None:
        self.stage = Stage.SUBMITTED
        self.choices = choices
        self.start = start
        self.end = end

    def forward(self) -> None:
        """Send the complete form to the host (step 6)."""
        self.must_be_at(Stage.SUBMITTED)
        self._forward(self.parties, self.rules.accept_by(self.start))

    @event("Forwarded", topic="applications:Exchange.Forwarded")
    def _forward(self, parties: Parties, accept_by: date) -> None:
        self.stage = Stage.FORWARDED

    @property
    def is_with_sending(self) -> bool:
        """Whether the form is with the sending organisation, which may return it."""
        return self.stage is Stage.SUBMITTED

    def return_to_student(self, reason: str) -> None:
        """Give the form back to be corrected (steps 6 and 7)."""
        self._must_be_undecided(Stage.SUBMITTED)
        side = "sending" if self.is_with_sending else "hosting"
        self._return(replace(self.parties, hosting_lc_id=None), side, reason)

    @event("Returned", topic="applications:Exchange.Returned")
    def _return(self, parties: Parties, returned_by: str, reason: str) -> None:
        self.stage = Stage.RETURNED
        self.parties = parties

    def receive(self, verified: list[str]) -> None:
        """Consider the form: the special documents are verified (step 7)."""
        self.must_be_at(Stage.FORWARDED)
        missing = [kind for kind in self.conditions.special_documents if kind not in verified]
        if missing:
            raise SpecialDocumentsNotVerified(missing=", ".join(missing))
        self._receive(self.parties, verified)

    @event("Received", topic="applications:Exchange.Received")
    def _receive(self, parties: Parties, verified: list[str]) -> None:
        self.stage = Stage.RECEIVED

    def reject(self, reason: str) -> None:
        """Not take the student; this exchange is over (step 7)."""
        self._must_be_undecided()
        self._reject(self.parties, reason)

    @event("Rejected", topic="applications:Exchange.Rejected")
    def _reject(self, parties: Parties, reason: str) -> None:
        self.stage = Stage.REJECTED

    def assign_to_committee(self, lc_id: UUID, nmo_id: UUID | None, incomings: int) -> None:
        """Let a committee look for mentor, bed and contact person (step 8).

        ``nmo_id`` is whose committee it is, ``incomings`` how many students the host has already.
        A committee that finds no place can be exchanged for another one.
        """
        self.must_be_at(Stage.RECEIVED, Stage.PLACING)
        self._must_have_no_open_placement()
        if nmo_id != self.parties.hosting_nmo_id:
            raise CommitteeOfAnotherHost(lc_id=lc_id)
        self._must_have_capacity(lc_id, incomings)
        self._assign_to_committee(replace(self.parties, hosting_lc_id=lc_id))

    @event("AssignedToCommittee", topic="applications:Exchange.AssignedToCommittee")
    def _assign_to_committee(self, parties: Parties) -> None:
        self.stage = Stage.PLACING
        self.parties = parties

    def _must_have_capacity(self, lc_id: UUID, incomings: int) -> None:
        month = month_of(self.start)
        if not self.conditions.is_open(lc_id, month):
            raise CommitteeNotOpen(lc_id=lc_id, month=month)
        if 0 < self.conditions.incomings <= incomings:
            raise HostIsFull(incomings=self.conditions.incomings)

    def _must_be_undecided(self, *also: Stage) -> None:
        """The host has not placed the student yet, and no placement is on the way."""
        self.must_be_at(*also, Stage.FORWARDED, Stage.RECEIVED, Stage.PLACING)
        self._must_have_no_open_placement()

    def _must_have_no_open_placement(self) -> None:
        if self.wanted:
            raise PlacementStillOpen
