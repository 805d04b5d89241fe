"""Placements that got no bed or no contact person.

Each refusal is its own aggregate of one event: so it is told like everything else, does not
make two proposals wait for each other, and can also be about a room that there is not.
"""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.housing.domain.placement import Placement


class BedRefusal(Aggregate):
    """No bed for a placement; ``reason`` is the refusal's stable code."""

    TOPIC = "housing:BedRefusal"

    @staticmethod
    def create_id(placement_id: UUID) -> UUID:
        """A placement asks for a bed once."""
        return uuid5(placement_id, "bed")

    @classmethod
    def of(cls, placement: Placement, room_id: UUID, reason: str) -> "BedRefusal":
        """The refusal of a bed in that room."""
        return cls(
            placement_id=placement.placement_id,
            exchange_id=placement.exchange_id,
            room_id=room_id,
            reason=reason,
        )

    @event("Created", topic="housing:BedRefusal.Created")
    def __init__(self, placement_id: UUID, exchange_id: UUID, room_id: UUID, reason: str) -> None:
        self.reason = reason


class ContactPersonRefusal(Aggregate):
    """No contact person for a placement; ``reason`` is the refusal's stable code."""

    TOPIC = "housing:ContactPersonRefusal"

    @staticmethod
    def create_id(placement_id: UUID) -> UUID:
        """A placement asks for a contact person once."""
        return uuid5(placement_id, "contact_person")

    @classmethod
    def of(
        cls, placement: Placement, contact_person_id: UUID, reason: str
    ) -> "ContactPersonRefusal":
        """The refusal of that contact person."""
        return cls(
            placement_id=placement.placement_id,
            exchange_id=placement.exchange_id,
            contact_person_id=contact_person_id,
            reason=reason,
        )

    @event("Created", topic="housing:ContactPersonRefusal.Created")
    def __init__(
        self, placement_id: UUID, exchange_id: UUID, contact_person_id: UUID, reason: str
    ) -> None:
        self.reason = reason
