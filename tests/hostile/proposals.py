"""What has become of each proposed placement, by what was told of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from services.contracts.envelope import Envelope
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
class Reader:
    """Reads a log on from where it stood."""

    log: Pull
    read: int

    def news(self) -> Iterator[Envelope]:
        """The facts that were told since the last time."""
        while facts := self.log(self.read, BATCH):
            yield from facts
            self.read = facts[-1].position


@dataclass
class Proposals:
    """The state of each placement, and which exchange and contact person it is about."""

    state: dict[str, str] = field(default_factory=dict)
    exchange_of: dict[str, str] = field(default_factory=dict)
    contact_of: dict[str, str] = field(default_factory=dict)
    project_of: dict[str, str] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)

    def tell(self, fact: Envelope) -> None:
        """Note what a fact says about a proposal, if it says anything."""
        if fact.name == "ExchangeCancelled":
            self.cancelled.add(fact.data["exchange_id"])
        if fact.name == "MentorConfirmed":
            self.confirmed.add(fact.data["placement_id"])
        if fact.source == "applications" and "placement_id" in fact.data:
            self._note(fact.data["placement_id"], fact.name, fact.data)

    def _note(self, placement_id: str, name: str, data: dict[str, Any]) -> None:
        self.state[placement_id] = STATE_AFTER.get(name, self.state.get(placement_id, OPEN))
        self.exchange_of[placement_id] = data["exchange_id"]
        self.project_of[placement_id] = data["project_id"]
        self.contact_of[placement_id] = data["contact_person_id"]

    def of(self, exchange_id: str) -> list[str]:
        """The states of an exchange's placements, the latest last."""
        return [
            self.state[p] for p, exchange in self.exchange_of.items() if exchange == exchange_id
        ]
