"""What a student's exchange takes: two organisations with a contract, and what the host offers."""

from dataclasses import dataclass
from typing import Any

from tests.support.client import Account
from tests.support.hosts import Committee, Organisation, an_organisation
from tests.support.world import Period, World

FREE_OF = {"slots": "project_id", "rooms": "room_id", "contact-persons": "contact_person_id"}


@dataclass(frozen=True)
class Offer:
    """What a committee has for a student: a project with its mentor, a bed, a contact person."""

    project_id: str
    mentor: Account
    room_id: str
    contact_person_id: str
    contact_person: Account

    @property
    def resources(self) -> dict[str, str]:
        """What a placement asks for."""
        return {
            "project_id": self.project_id,
            "room_id": self.room_id,
            "contact_person_id": self.contact_person_id,
        }


def an_offer(committee: Committee, period: Period, students: int = 1, **described: Any) -> Offer:
    """Places, beds and a contact person for so many students in a period."""
    mentor_id, mentor = committee.mentor()
    described = {"weeks": [period.weeks], **described}
    project_id = committee.project(mentor_id, period, students, **described)
    contact_person_id, contact_person = committee.contact_person(students)
    room_id = committee.room(period, students)
    return Offer(project_id, mentor, room_id, contact_person_id, contact_person)


@dataclass(frozen=True)
class Partners:
    """Two organisations with a contract in force; a committee of the one hosts in a period."""

    sending: Organisation
    committee: Committee
    contract_id: str
    period: Period

    @property
    def hosting(self) -> Organisation:
        """The organisation that takes the students."""
        return self.committee.organisation

    def places(self) -> dict[str, int]:
        """How many places of the contract are open, assigned, used and lost."""
        contract = self.sending.nore.get(f"/contracts/{self.contract_id}")
        return {state: contract[state] for state in ("open", "assigned", "used", "lost")}

    def free(self, what: str) -> set[str]:
        """The slots, rooms or contact persons of the committee that are free in the period."""
        lore, period = self.committee.lore, self.period
        answer = lore.get(
            f"/{what}/free",
            committee=self.committee.lc_id,
            start=period.start.isoformat(),
            end=period.end.isoformat(),
        )
        return {item[FREE_OF[what]] for item in answer["items"]}

    def is_free(self, offer: Offer) -> bool:
        """Whether everything in the offer is free."""
        return all(offer.resources[name] in self.free(what) for what, name in FREE_OF.items())


def partners(world: World, *, weeks: int = 4, places: int = 2, **terms: Any) -> Partners:
    """Two organisations that exchange students, and a host that is ready for them."""
    director = world.director()
    period = Period(world.a_monday_ahead(), weeks)
    sending, hosting = (an_organisation(world, director, name) for name in ("Home", "Host"))
    hosting.publish_conditions(period.season, **terms)
    contract_id = sending.sends_to(hosting, period.season, places)
    return Partners(sending, hosting.committee(), contract_id, period)
