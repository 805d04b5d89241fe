"""Who offers beds."""

from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.housing.domain.committee import Committee
from services.housing.domain.description import Description
from services.housing.domain.room import Room


class ProviderKind(StrEnum):
    """What sort of host it is."""

    HOST_FAMILY = "host_family"
    HALL_OF_RESIDENCE = "hall_of_residence"
    FLAT_OWNER = "flat_owner"


class Provider(Aggregate):
    """A person who offers beds to a committee, for themselves or for a hall of residence."""

    TOPIC = "housing:Provider"

    @staticmethod
    def create_id(person_id: UUID, committee: Committee) -> UUID:
        """One provider per person and committee, however often it is registered."""
        return uuid5(committee.lc_id, f"provider/{person_id}")

    @event("Created", topic="housing:Provider.Created")
    def __init__(self, person_id: UUID, kind: ProviderKind, committee: Committee) -> None:
        self.person_id = person_id
        self.kind = kind
        self.committee = committee
        self.lc_id = committee.lc_id
        self.nmo_id = committee.nmo_id

    def offer_room(self, room_id: UUID, description: Description) -> Room:
        """Offer a room to the committee; refused when no committee may take it."""
        description.check()
        return Room(
            id=room_id,
            provider_id=self.id,
            provider_person_id=self.person_id,
            committee=self.committee,
            description=description,
        )
