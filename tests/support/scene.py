"""A scene to be refused in: everybody and everything that a bad request can be about."""

from dataclasses import dataclass
from typing import Any

from tests.support.client import Account, good
from tests.support.partners import Offer, Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import World

NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Scene:
    """Two organisations, what the host offers, and an exchange whose form is still empty."""

    partners: Partners
    offer: Offer
    exchange: StudentExchange
    draft: str
    room_unseen: str

    @property
    def world(self) -> World:
        """Where it is."""
        return self.exchange.world

    @property
    def people(self) -> dict[str, Account]:
        """Who may try, by what they are."""
        return {
            "director": self.partners.hosting.director,
            "sending": self.exchange.sending,
            "hosting": self.exchange.hosting,
            "lore": self.exchange.lore,
            "mentor": self.offer.mentor,
            "student": self.exchange.student,
        }

    @property
    def places(self) -> dict[str, str]:
        """What addresses are made of."""
        return {
            "exchange": self.exchange.path,
            "student": self.exchange.student.person_id,
            "draft": self.draft,
            "project": self.offer.project_id,
            "room": self.offer.room_id,
            "room_unseen": self.room_unseen,
            "contact_person": self.offer.contact_person_id,
            "contract": self.partners.contract_id,
            "home": self.partners.sending.nmo_id,
            "host": self.partners.hosting.nmo_id,
            "nobody": NOBODY,
        }

    @property
    def tag(self) -> str:
        """The entity tag of the exchange."""
        return good(self.exchange.student.read(self.exchange.path)).headers["ETag"]

    def filled(self, value: Any) -> Any:
        """A text, or the texts of a body, with the places it names."""
        if isinstance(value, dict):
            return {name: self.filled(part) for name, part in value.items()}
        return value.format(**self.places) if isinstance(value, str) else value


def a_scene(world: World) -> Scene:
    """Two organisations with all that a story needs, and a student who has just begun."""
    between = partners(world)
    offer = an_offer(between.committee, between.period)
    mentor_id, _ = between.committee.mentor()
    draft = between.committee.draft(mentor_id)
    room_unseen = between.committee.offer_room(between.committee.provider())
    return Scene(between, offer, StudentExchange(between, offer), draft, room_unseen)
