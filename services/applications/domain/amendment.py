"""Amendments: another number of places, which one organisation of a contract puts to the other."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event


class Amendment(Aggregate):
    """What was last asked for, until both ask for the same.

    It is an aggregate of its own because asking alone does not change the contract.
    """

    TOPIC = "applications:Amendment"

    @staticmethod
    def create_id(contract_id: UUID) -> UUID:
        """One per contract: a new wish takes the place of the one before."""
        return uuid5(contract_id, "amendment")

    @event("Created", topic="applications:Amendment.Created")
    def __init__(self, contract_id: UUID) -> None:
        self.places: int | None = None
        self.asked_by: UUID | None = None

    def ask(self, places: int, nmo_id: UUID) -> bool:
        """Ask for a number of places; whether the other organisation had asked for the same."""
        if places == self.places and nmo_id != self.asked_by:
            self._agree()
            return True
        self._ask(places, nmo_id)
        return False

    @event("Asked", topic="applications:Amendment.Asked")
    def _ask(self, places: int, asked_by: UUID) -> None:
        self.places = places
        self.asked_by = asked_by

    @event("Agreed", topic="applications:Amendment.Agreed")
    def _agree(self) -> None:
        self.places = None
        self.asked_by = None
