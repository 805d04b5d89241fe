"""Steps 9 and 10: a placement is proposed and completes, and the host says its final yes."""

from datetime import date, datetime, timedelta
from uuid import UUID

from eventsourcing.domain import event

from services.applications.domain.exchange.state import ExchangePart
from services.applications.domain.parties import Parties, Placed, Wanted
from services.applications.domain.stage import Stage
from services.applications.errors import (
    AnotherPlacementOpen,
    LateAcceptanceUnjustified,
    NoOpenPlacement,
    PlacementExpired,
    PlacementStillOpen,
    ProjectNotChosen,
    TooLateToAccept,
)


class Placing(ExchangePart):
    """From the committee's proposals to the card of acceptance."""

    def propose_placement(self, wanted: Wanted, now: datetime) -> datetime:
        """Ask for a mentor slot, a bed and a contact person; until when they are held (step 9)."""
        self.must_be_at(Stage.PLACING)
        if self.wanted:
            raise PlacementStillOpen
        chosen = {choice.project_id: choice.lc_id for choice in self.choices}
        if chosen.get(wanted.project_id) != self.parties.hosting_lc_id:
            raise ProjectNotChosen(project_id=wanted.project_id)
        until = now + timedelta(days=self.rules.hold_days)
        self._propose_placement(self.parties, wanted, self.start, self.end, until)
        return until

    @event("PlacementProposed", topic="applications:Exchange.PlacementProposed")
    def _propose_placement(
        self, parties: Parties, wanted: Wanted, start: date, end: date, until: datetime
    ) -> None:
        self.wanted = wanted

    def complete_placement(self, placed: Placed) -> None:
        """Mentor, bed and contact person are held by the open placement (step 9)."""
        if self.stage is Stage.PLACING and self.open_placement_id == placed.placement_id:
            self._complete_placement(self.parties, placed)

    @event("PlacementCompleted", topic="applications:Exchange.PlacementCompleted")
    def _complete_placement(self, parties: Parties, placed: Placed) -> None:
        self.stage = Stage.PLACED
        self.placed = placed

    def change_contact_person(self, wanted: Wanted, person_id: UUID) -> None:
        """A colleague takes over in the open placement, which is otherwise as it was."""
        if self.open_placement_id == wanted.placement_id and self.wanted != wanted:
            self._change_contact_person(self.parties, wanted, person_id)

    @event("ContactPersonChanged", topic="applications:Exchange.ContactPersonChanged")
    def _change_contact_person(self, parties: Parties, wanted: Wanted, person_id: UUID) -> None:
        self.wanted = wanted
        if self.placed:
            self.placed = self.placed.handed_over_to(wanted.contact_person_id, person_id)

    def placement_to_withdraw(self, meant: UUID | None = None) -> UUID:
        """The placement that the committee may still take back; refused when there is none.

        Whoever has a certain one in mind does not take back another one, proposed since.
        """
        self.must_be_at(Stage.PLACING, Stage.PLACED)
        if self.open_placement_id is None:
            raise NoOpenPlacement
        if meant not in (None, self.open_placement_id):
            raise AnotherPlacementOpen
        return self.open_placement_id

    def accept(self, now: datetime, justification: str) -> None:
        """Issue the card of acceptance; a late one is marked and justified (step 10)."""
        self.must_be_at(Stage.PLACED)
        if now >= self.holding.until:
            raise PlacementExpired(until=self.holding.until)
        if now.date() >= self.start:
            raise TooLateToAccept(start=self.start)
        due_on = self.rules.accept_by(self.start)
        is_late = now.date() > due_on
        if is_late and not justification:
            raise LateAcceptanceUnjustified(due_on=due_on)
        self._accept(
            self.parties,
            self.holding,
            self.start,
            self.end,
            is_late,
            justification if is_late else "",
            self.rules.confirm_by(self.start, now.date()),
        )

    @event("Accepted", topic="applications:Exchange.Accepted")
    def _accept(
        self,
        parties: Parties,
        placed: Placed,
        start: date,
        end: date,
        is_late: bool,
        justification: str,
        confirm_by: date,
    ) -> None:
        self.stage = Stage.ACCEPTED
        self.confirm_by = confirm_by
