"""What has become of each proposed placement, by what applications has told."""

from dataclasses import dataclass, field
from typing import Any

from services.eventlog.following import Pull

BATCH = 500
OPEN, HELD_ALL, ACCEPTED, RELEASED = "open", "held all", "accepted", "released"
STATE_AFTER = {
    "PlacementProposed": OPEN,
    "PlacementCompleted": HELD_ALL,
    "CardOfAcceptanceIssued": ACCEPTED,
    "PlacementReleased": RELEASED,
}


@dataclass
class Proposals:
    """The state of each placement, and which exchange and contact person it is about."""

    log: Pull
    since: int
    state: dict[str, str] = field(default_factory=dict)
    exchange_of: dict[str, str] = field(default_factory=dict)
    contact_of: dict[str, str] = field(default_factory=dict)
    project_of: dict[str, str] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)

    def read_on(self) -> None:
        """Take in what was told since the last time."""
        while facts := self.log(self.since, BATCH):
            for fact in facts:
                self._note(fact.name, fact.data)
            self.since = facts[-1].position

    def _note(self, name: str, data: dict[str, Any]) -> None:
        if name == "ExchangeCancelled":
            self.cancelled.add(data["exchange_id"])
        if "placement_id" in data:
            placement_id = data["placement_id"]
            self.state[placement_id] = STATE_AFTER.get(name, self.state.get(placement_id, OPEN))
            self.exchange_of[placement_id] = data["exchange_id"]
            self.project_of[placement_id] = data["project_id"]
            self.contact_of[placement_id] = data["contact_person_id"]

    def of(self, exchange_id: str) -> list[str]:
        """The states of an exchange's placements, the latest last."""
        return [
            self.state[p] for p, exchange in self.exchange_of.items() if exchange == exchange_id
        ]
