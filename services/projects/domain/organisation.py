"""The national member organisation: the medical students' organisation of a country."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

ORGANISATIONS = UUID("2b0f7c52-0a3e-5d0b-9d43-61f1c7a5e0d4")


class NationalOrganisation(Aggregate):
    """An NMO takes part in a programme for its country: one per country and programme."""

    TOPIC = "projects:NationalOrganisation"

    @staticmethod
    def create_id(programme: str, country: str) -> UUID:
        """The id follows from programme and country, so that there can be only one of each."""
        return uuid5(ORGANISATIONS, f"{programme}/{country}")

    @event("Created", topic="projects:NationalOrganisation.Created")
    def __init__(self, programme: str, country: str, name: str) -> None:
        self.programme = programme
        self.country = country
        self.name = name
