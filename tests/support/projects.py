"""A hosting side for tests of projects: organisation, committee, mentor, and their officers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from services.contracts.roles import Actor, Role
from tests.support.actors import officer, person
from tests.support.bench import Bench

DIRECTOR = officer(Role.DIRECTOR)
DESCRIPTION: dict[str, Any] = {
    "title": "Microglia in early Parkinson's disease",
    "type": "basic_science",
    "languages": ["en"],
    "learning_objectives": ["lab_work"],
}


@dataclass(frozen=True)
class HostingSide:
    """What a test needs to know of a host; each host has its own country."""

    bench: Bench
    nmo_id: UUID
    lc_id: UUID
    mentor_id: UUID
    mentor: Actor

    @property
    def nore(self) -> Actor:
        """The national officer for incoming students."""
        return officer(Role.NORE_IN, self.nmo_id)

    @property
    def lore(self) -> Actor:
        """The local officer."""
        return officer(Role.LORE, self.lc_id)

    def draft(self, **changes: Any) -> UUID:
        """A drafted project of the committee."""
        answer = self.bench.send(
            "draft_project",
            actor=self.lore,
            lc_id=self.lc_id,
            mentor_id=self.mentor_id,
            description={**DESCRIPTION, **changes},
        )
        return UUID(answer["id"])

    def publish(self, **places: int) -> UUID:
        """A published project with places such as ``july=2`` in 2027."""
        project_id = self.draft()
        self.bench.send("approve_project_locally", actor=self.lore, project_id=project_id)
        self.bench.send("approve_project_nationally", actor=self.nore, project_id=project_id)
        self.bench.send("publish_project", actor=DIRECTOR, project_id=project_id)
        for month, number in places.items():
            self.open_places(project_id, {"july": "2027-07", "august": "2027-08"}[month], number)
        return project_id

    def open_places(self, project_id: UUID, month: str, places: int) -> None:
        """The committee opens places."""
        self.bench.send(
            "open_places", actor=self.lore, project_id=project_id, month=month, places=places
        )


def hosting_side(bench: Bench, country: str = "PT") -> HostingSide:
    """A country with one committee that has one mentor."""
    nmo_id = register_organisation(bench, country)
    lc_id = register_committee(bench, nmo_id)
    mentor = person()
    answer = bench.send("register_mentor", lc_id=lc_id, person_id=mentor.person_id)
    return HostingSide(bench, nmo_id, lc_id, UUID(answer["id"]), mentor)


def register_organisation(bench: Bench, country: str = "PT") -> UUID:
    """An organisation, registered by the director."""
    answer = bench.send(
        "register_organisation", actor=DIRECTOR, country=country, name=f"Students of {country}"
    )
    return UUID(answer["id"])


def register_committee(bench: Bench, nmo_id: UUID, faculty: str | None = None) -> UUID:
    """A committee, registered by the director."""
    answer = bench.send(
        "register_committee", actor=DIRECTOR, nmo_id=nmo_id, faculty=faculty or f"Faculty {uuid4()}"
    )
    return UUID(answer["id"])
