"""The hosts and senders of a story: organisations and committees, and what they offer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.support.client import Account
from tests.support.world import Period, World

TERMS = {
    "special_documents": ["curriculum_vitae"],
    "languages": [{"language": "en", "level": "B2"}],
}
A_ROOM = {
    "label": "Residence A, room 12",
    "kind": "room",
    "beds": 1,
    "is_private": True,
    "furnished": True,
    "kitchen": True,
    "heating": True,
    "minutes_to_hospital": 20,
}


@dataclass
class Organisation:
    """A national member organisation, and its officer (NORE)."""

    world: World
    nmo_id: str
    director: Account
    nore: Account

    def publish_conditions(self, season: str, **terms: Any) -> None:
        """Say what the organisation asks of students and offers them in a season."""
        self.nore.post(
            f"/organisations/{self.nmo_id}/conditions", season=season, terms={**TERMS, **terms}
        )

    def committee(self, faculty: str = "Faculty of Medicine") -> "Committee":
        """A committee with an officer (LORE)."""
        lc_id = self.nore.post("/committees", nmo_id=self.nmo_id, faculty=faculty)["id"]
        units = {"lc_id": lc_id, "nmo_id": self.nmo_id}
        lore = self.world.account(self.nore, units)
        self.world.appoint(lore, "lore", self.nore, units)
        return Committee(self, lc_id, lore)

    def sends_to(self, host: "Organisation", season: str, places: int = 2) -> str:
        """A contract that both have signed; its id."""
        contract_id: str = self.nore.post(
            "/contracts",
            nmo_id=self.nmo_id,
            sending_nmo_id=self.nmo_id,
            hosting_nmo_id=host.nmo_id,
            season=season,
            kind="bilateral",
            places=places,
        )["id"]
        for side in (self, host):
            side.nore.post(f"/contracts/{contract_id}/signature", nmo_id=side.nmo_id)
        return contract_id

    def student(self) -> Account:
        """A student who can sign in."""
        return self.world.account(self.nore, {"nmo_id": self.nmo_id})


@dataclass
class Committee:
    """A committee of an organisation, its officer (LORE), and what it can offer students."""

    organisation: Organisation
    lc_id: str
    lore: Account

    @property
    def _units(self) -> dict[str, str]:
        return {"lc_id": self.lc_id, "nmo_id": self.organisation.nmo_id}

    def _member(self) -> Account:
        return self.organisation.world.account(self.lore, self._units)

    # -- projects --------------------------------------------------------------------------

    def mentor(self) -> tuple[str, Account]:
        """A researcher who supervises projects: the mentor's id, and the person."""
        person = self._member()
        answer = self.lore.post("/mentors", lc_id=self.lc_id, person_id=person.person_id)
        return answer["id"], person

    def project(self, mentor_id: str, period: Period, places: int = 1, **described: Any) -> str:
        """A project in the catalogue, with places in each month of a period; its id."""
        project_id: str = self.draft(mentor_id, **described)
        self.lore.post(f"/projects/{project_id}/local-approval")
        self.organisation.nore.post(f"/projects/{project_id}/national-approval")
        self.organisation.director.post(f"/projects/{project_id}/publication")
        for month in period.months:
            self.lore.put(f"/projects/{project_id}/places/{month}", places=places)
        return project_id

    def draft(self, mentor_id: str, **described: Any) -> str:
        """A project that is written down; its id."""
        description = {"title": "Microglia", "type": "basic_science", "weeks": [4], **described}
        project_id: str = self.lore.post(
            "/projects", lc_id=self.lc_id, mentor_id=mentor_id, description=description
        )["id"]
        return project_id

    # -- housing ---------------------------------------------------------------------------

    def provider(self) -> str:
        """Somebody who offers beds; the provider's id."""
        person_id = self.organisation.world.person(self.lore, self._units)
        answer = self.lore.post(
            "/providers", lc_id=self.lc_id, person_id=person_id, kind="host_family"
        )
        provider_id: str = answer["id"]
        return provider_id

    def room(self, period: Period, beds: int = 1) -> str:
        """A room that was inspected and is open for a period; its id."""
        room_id = self.offer_room(self.provider(), beds)
        today = self.organisation.world.today.isoformat()
        self.lore.post(f"/rooms/{room_id}/inspection", passed=True, inspected_on=today)
        self.lore.put(
            f"/rooms/{room_id}/availability",
            available_from=(period.start - timedelta(days=7)).isoformat(),
            available_to=(period.end + timedelta(days=7)).isoformat(),
        )
        return room_id

    def offer_room(self, provider_id: str, beds: int = 1) -> str:
        """A room that is offered and that nobody has seen yet; its id."""
        described = {**A_ROOM, "beds": beds, "is_private": beds == 1}
        answer = self.lore.post(f"/providers/{provider_id}/rooms", **described)
        room_id: str = answer["id"]
        return room_id

    def contact_person(self, load_limit: int = 1) -> tuple[str, Account]:
        """A local student who takes care of students: the contact person's id, and the person."""
        person = self._member()
        answer = self.lore.post(
            "/contact-persons",
            lc_id=self.lc_id,
            person_id=person.person_id,
            load_limit=load_limit,
        )
        return answer["id"], person


def an_organisation(world: World, director: Account, name: str = "An organisation") -> Organisation:
    """A national organisation with one officer for both directions."""
    registered = director.post("/organisations", country=world.new_country(), name=name)
    nmo_id = registered["id"]
    nore = world.account(director, {"nmo_id": nmo_id})
    for role in ("nore_out", "nore_in"):
        world.appoint(nore, role, director, {"nmo_id": nmo_id})
    return Organisation(world, nmo_id, director, nore)
