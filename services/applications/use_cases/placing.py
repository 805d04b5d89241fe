"""Steps 9 and 10: the placement process, and the card of acceptance.

A proposal asks projects and housing for a mentor slot, a bed and a contact person by being
published. They answer with facts, in any order; the placement collects the answers, and in the
same transaction the exchange tells what came of them:

    all three held           PlacementCompleted, the exchange is placed
    one no                   PlacementReleased with the reason, the exchange is placing again
    nobody decided in time   PlacementReleased (expired)
    withdrawn, cancelled …   PlacementReleased

``PlacementReleased`` tells projects and housing to let go of what they hold. When a contact
person hands the student over, housing holds the colleague for the same placement: that is told
as ContactPersonChanged, and nothing else about the placement changes.
"""

from uuid import UUID

from services.applications.domain.exchange import Exchange
from services.applications.domain.parties import Resource, Wanted
from services.applications.domain.placement import Placement
from services.applications.use_cases.exchanges import ExchangeUseCases


class PlacingUseCases(ExchangeUseCases):
    """From a committee's proposal to the host's final yes."""

    def propose_placement(
        self, *, exchange_id: UUID, project_id: UUID, room_id: UUID, contact_person_id: UUID
    ) -> tuple[Exchange, dict[str, UUID]]:
        """Ask for everything at once, to be held until the same moment (step 9)."""
        exchange = self._exchange(exchange_id)
        wanted = Wanted(self.new_id(), project_id, room_id, contact_person_id)
        until = exchange.propose_placement(wanted, self.now())
        self.add(Placement(exchange_id, wanted, until))
        return exchange, {"placement_id": wanted.placement_id}

    def withdraw_placement(self, *, exchange_id: UUID, placement_id: UUID | None) -> Exchange:
        """Take the open placement back, or only this one (step 9)."""
        exchange = self._exchange(exchange_id)
        self._let_go(exchange.placement_to_withdraw(placement_id))
        exchange.release_placement("withdrawn")
        return exchange

    def issue_card_of_acceptance(self, *, exchange_id: UUID, justification: str) -> Exchange:
        """Accept the student; nothing that is held expires any more (step 10)."""
        exchange = self._exchange(exchange_id)
        exchange.accept(self.now(), justification)
        self.also(Placement, exchange.holding.placement_id).keep()
        return exchange

    # -- answers, told by projects and housing ------------------------------------------------

    def wait_for_mentor(self, *, placement_id: UUID) -> None:
        """A slot is held; the placement now waits for the mentor."""
        if placement := self.find(Placement, placement_id):
            placement.wait_for_mentor()

    def confirm_mentor(self, *, placement_id: UUID, mentor_person_id: UUID) -> None:
        """The mentor takes the student."""
        if placement := self.find(Placement, placement_id):
            placement.confirm_mentor(mentor_person_id)
            self._place_when_complete(placement)

    def hold_bed(self, *, placement_id: UUID) -> None:
        """A bed is held."""
        if placement := self.find(Placement, placement_id):
            placement.hold_bed()
            self._place_when_complete(placement)

    def hold_contact_person(
        self, *, placement_id: UUID, contact_person_id: UUID, person_id: UUID
    ) -> None:
        """A contact person is kept free: the one asked for, or a colleague who takes over."""
        placement = self.find(Placement, placement_id)
        if placement is None:
            return
        if placement.change_contact_person(contact_person_id, person_id):
            self._exchange_of(placement).change_contact_person(placement.wanted, person_id)
        else:
            placement.hold_contact_person(person_id)
            self._place_when_complete(placement)

    def end_refused_placement(
        self, *, placement_id: UUID, refused_by: Resource, reason: str
    ) -> None:
        """One of the three said no: let go of the others, the committee can propose again."""
        placement = self.find(Placement, placement_id)
        if placement and placement.refuse():
            self._exchange_of(placement).release_placement(reason, refused_by)

    # -- the clock ----------------------------------------------------------------------------

    def expire_placement(self, placement_id: UUID) -> None:
        """The holds have run out: let go, the committee can propose again."""
        placement = self.also(Placement, placement_id)
        if placement.expire(self.now()):
            self._exchange_of(placement).release_placement("expired")

    def _place_when_complete(self, placement: Placement) -> None:
        if placement.placed:
            self._exchange_of(placement).complete_placement(placement.placed)

    def _exchange_of(self, placement: Placement) -> Exchange:
        return self.also(Exchange, placement.exchange_id)
