"""The refusal of a mentor slot: a fact of its own, beside the project."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event


class SlotRefusal(Aggregate):
    """No slot for this placement, and why.

    An aggregate of a single event, so that refusing neither contends with the project's
    stream nor needs the project to exist.
    """

    TOPIC = "projects:SlotRefusal"

    @staticmethod
    def create_id(placement_id: UUID) -> UUID:
        """The id follows from the placement: it is refused once at most."""
        return uuid5(placement_id, "slot")

    @event("Created", topic="projects:SlotRefusal.Created")
    def __init__(
        self, placement_id: UUID, project_id: UUID, exchange_id: UUID, reason: str
    ) -> None:
        self.placement_id = placement_id
        self.project_id = project_id
        self.exchange_id = exchange_id
        self.reason = reason
