"""A hosting side for tests of housing: a committee with rooms, contact persons and students."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from services.contracts import applications, projects
from services.contracts.envelope import Envelope
from services.contracts.roles import Actor, Role
from tests.support.actors import officer, person
from tests.support.bench import Bench

UNTIL = datetime(2027, 5, 1, 12, tzinfo=UTC)
START, END = date(2027, 7, 1), date(2027, 7, 28)
ROOM: dict[str, Any] = {
    "label": "Residence A, room 12",
    "kind": "room",
    "beds": 1,
    "is_private": False,
    "furnished": True,
    "kitchen": True,
    "heating": True,
    "minutes_to_hospital": 20,
    "diets_served": ["vegetarian"],
}


@dataclass(frozen=True)
class Proposal:
    """A placement that was proposed, and the message that told it."""

    placement_id: UUID
    exchange_id: UUID
    student: Actor
    room_id: UUID
    contact_person_id: UUID
    message: Envelope

    @property
    def of_placement(self) -> dict[str, UUID]:
        """What every later fact about the placement says of it."""
        return {
            "placement_id": self.placement_id,
            "exchange_id": self.exchange_id,
            "room_id": self.room_id,
            "contact_person_id": self.contact_person_id,
        }


@dataclass(frozen=True)
class HousingSide:
    """A committee of a host, its officers and its provider."""

    bench: Bench
    lc_id: UUID = field(default_factory=uuid4)
    nmo_id: UUID = field(default_factory=uuid4)
    provider: Actor = field(default_factory=person)

    @property
    def lore(self) -> Actor:
        """The local officer."""
        return officer(Role.LORE, self.lc_id)

    @property
    def nore(self) -> Actor:
        """The national officer for incoming students."""
        return officer(Role.NORE_IN, self.nmo_id)

    def register_committee(self) -> None:
        """The committee is known to the programme."""
        self.bench.tell(projects.CommitteeRegistered, lc_id=self.lc_id, nmo_id=self.nmo_id)

    # -- rooms

    def register_provider(self) -> UUID:
        """A host family of the committee."""
        return self._sent(
            "register_provider",
            lc_id=self.lc_id,
            person_id=self.provider.person_id,
            kind="host_family",
        )

    def offer(self, provider_id: UUID, **changes: Any) -> UUID:
        """A room that nobody has seen yet."""
        return self._sent("offer_room", provider_id=provider_id, **{**ROOM, **changes})

    def open(self, provider_id: UUID, **changes: Any) -> UUID:
        """A room with beds to be had from June to September."""
        room_id = self.offer(provider_id, **changes)
        self.inspect(room_id)
        self._sent(
            "open_room", room_id=room_id, available_from="2027-06-01", available_to="2027-09-30"
        )
        return room_id

    def inspect(self, room_id: UUID) -> None:
        """The room passes its inspection."""
        self._sent("inspect_room", room_id=room_id, passed=True, inspected_on="2027-02-20")

    # -- contact persons

    def enrol(self, student: Actor, load_limit: int = 2) -> UUID:
        """A local student becomes a contact person."""
        return self._sent(
            "enrol_contact_person",
            lc_id=self.lc_id,
            person_id=student.person_id,
            load_limit=load_limit,
        )

    # -- placements, as applications tells them

    def propose(self, room_id: UUID, contact_person_id: UUID, **changes: Any) -> Proposal:
        """A placement is proposed for a new exchange."""
        student = person()
        ids: dict[str, Any] = {"placement_id": uuid4(), "exchange_id": uuid4(), **changes}
        message = self.bench.tell(
            applications.PlacementProposed,
            **{
                "student_id": student.person_id,
                "hosting_lc_id": self.lc_id,
                "hosting_nmo_id": self.nmo_id,
                "room_id": room_id,
                "contact_person_id": contact_person_id,
                "until": UNTIL,
                **ids,
            },
        )
        return Proposal(
            ids["placement_id"], ids["exchange_id"], student, room_id, contact_person_id, message
        )

    def accept(self, proposal: Proposal) -> Envelope:
        """The card of acceptance is issued."""
        return self.bench.tell(applications.CardOfAcceptanceIssued, **proposal.of_placement)

    def release(self, proposal: Proposal, reason: str = "cancelled") -> Envelope:
        """The placement is off."""
        return self.bench.tell(
            applications.PlacementReleased, **proposal.of_placement, reason=reason, refused_by=""
        )

    def _sent(self, command: str, **data: Any) -> UUID:
        return UUID(self.bench.send(command, actor=self.lore, **data)["id"])


def housing_side(bench: Bench) -> HousingSide:
    """A committee that the programme knows."""
    side = HousingSide(bench)
    side.register_committee()
    return side
