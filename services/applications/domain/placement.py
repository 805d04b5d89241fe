"""Placements: a mentor slot, a bed and a contact person, asked for at once and held together."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from services.applications.domain.parties import Placed, Wanted


class PlacementState(StrEnum):
    """open → complete → kept (by the card of acceptance); released from any of them."""

    OPEN = "open"
    COMPLETE = "complete"
    KEPT = "kept"
    RELEASED = "released"


UNDECIDED = (PlacementState.OPEN, PlacementState.COMPLETE)


class Placement(Aggregate):
    """One proposal for one exchange, and the answers to it.

    Mentor, bed and contact person complete it in any order; one no, the time-out or a withdrawal
    releases it. Answers to a released placement come to nothing: who gave them lets go when told
    of the release. Its events are private: what it means for the exchange, the exchange tells.
    """

    TOPIC = "applications:Placement"

    @staticmethod
    def create_id(wanted: Wanted) -> UUID:
        """The id is given, so that the exchange can open the placement by it."""
        return wanted.placement_id

    @event("Created", topic="applications:Placement.Created")
    def __init__(self, exchange_id: UUID, wanted: Wanted, until: datetime) -> None:
        self.exchange_id = exchange_id
        self.wanted = wanted
        self.until = until
        self.state = PlacementState.OPEN
        self.is_mentor_asked = False
        self.mentor_person_id: UUID | None = None
        self.contact_person_person_id: UUID | None = None
        self.has_bed = False
        self.placed: Placed | None = None

    def wait_for_mentor(self) -> None:
        """A slot is held; whether the mentor takes the student is still open."""
        if self.state is PlacementState.OPEN and not self.is_mentor_asked:
            self._wait_for_mentor()

    @event("MentorAsked", topic="applications:Placement.MentorAsked")
    def _wait_for_mentor(self) -> None:
        self.is_mentor_asked = True

    def confirm_mentor(self, mentor_person_id: UUID) -> None:
        """The mentor takes the student on the held slot."""
        if self.state is PlacementState.OPEN and self.mentor_person_id is None:
            self._confirm_mentor(mentor_person_id)
            self._complete_when_all_is_held()

    @event("MentorConfirmed", topic="applications:Placement.MentorConfirmed")
    def _confirm_mentor(self, mentor_person_id: UUID) -> None:
        self.mentor_person_id = mentor_person_id

    def hold_bed(self) -> None:
        """A bed is held for the whole period."""
        if self.state is PlacementState.OPEN and not self.has_bed:
            self._hold_bed()
            self._complete_when_all_is_held()

    @event("BedHeld", topic="applications:Placement.BedHeld")
    def _hold_bed(self) -> None:
        self.has_bed = True

    def hold_contact_person(self, person_id: UUID) -> None:
        """The contact person is kept free for the whole period."""
        if self.state is PlacementState.OPEN and self.contact_person_person_id is None:
            self._hold_contact_person(person_id)
            self._complete_when_all_is_held()

    @event("ContactPersonHeld", topic="applications:Placement.ContactPersonHeld")
    def _hold_contact_person(self, person_id: UUID) -> None:
        self.contact_person_person_id = person_id

    def change_contact_person(self, contact_person_id: UUID, person_id: UUID) -> bool:
        """A colleague takes over from whoever was held. False when that is no news, or too late."""
        is_another = self.contact_person_person_id not in (None, person_id)
        is_news = is_another and self.state is not PlacementState.RELEASED
        if is_news:
            self._change_contact_person(contact_person_id, person_id)
        return is_news

    @event("ContactPersonChanged", topic="applications:Placement.ContactPersonChanged")
    def _change_contact_person(self, contact_person_id: UUID, person_id: UUID) -> None:
        self.wanted = self.wanted.handed_over_to(contact_person_id)
        self.contact_person_person_id = person_id
        if self.placed:
            self.placed = self.placed.handed_over_to(contact_person_id, person_id)

    def _complete_when_all_is_held(self) -> None:
        mentor, guide = self.mentor_person_id, self.contact_person_person_id
        if mentor and guide and self.has_bed:
            wanted = self.wanted
            placed = Placed(
                wanted.placement_id,
                wanted.project_id,
                wanted.room_id,
                wanted.contact_person_id,
                mentor,
                guide,
                self.until,
            )
            self._complete(placed)

    @event("Completed", topic="applications:Placement.Completed")
    def _complete(self, placed: Placed) -> None:
        self.state = PlacementState.COMPLETE
        self.placed = placed

    def keep(self) -> None:
        """The card of acceptance is issued: from now on nothing expires."""
        if self.state is PlacementState.COMPLETE:
            self._keep()

    @event("Kept", topic="applications:Placement.Kept")
    def _keep(self) -> None:
        self.state = PlacementState.KEPT

    def refuse(self) -> bool:
        """One of the answers is no. After the card of acceptance it comes too late: False."""
        return self._release_when(self.state in UNDECIDED)

    def expire(self, now: datetime) -> bool:
        """Nobody decided until the holds ran out. False when there still is time."""
        return self._release_when(self.state in UNDECIDED and self.until <= now)

    def release(self) -> None:
        """The exchange lets go of the placement, whatever is held."""
        self._release_when(self.state is not PlacementState.RELEASED)

    def _release_when(self, is_to_release: bool) -> bool:
        if is_to_release:
            self._release()
        return is_to_release

    @event("Released", topic="applications:Placement.Released")
    def _release(self) -> None:
        self.state = PlacementState.RELEASED
        self.placed = None
