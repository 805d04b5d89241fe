"""The people of the sample season: registered in the vault, some with an office."""

from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from unicodedata import normalize
from uuid import UUID

from exchange.season.chronicle import Chronicle
from exchange.season.world import Country
from services.contracts.roles import SYSTEM, Actor, Grant, Role

TERM_DAYS = 365


class Cast:
    """Invents people and makes them known through the real commands."""

    def __init__(self, chronicle: Chronicle, random: Random) -> None:
        self._chronicle = chronicle
        self.random = random
        self.addresses: dict[UUID | None, str] = {}
        self._numbers = count(1)

    def say(self, actor: Actor, service: str, command: str, **data: Any) -> Any:
        """An actor sends a command; its answer. Raises Refusal."""
        return self._chronicle.send(actor, service, command, data)

    def now(self) -> datetime:
        """The simulated instant."""
        return self._chronicle.clock.now()

    def settle(self) -> None:
        """Let everybody learn what has happened."""
        self._chronicle.settle()

    def person(self, country: Country, by: Actor, **units: UUID | None) -> Actor:
        """A new person of a country, registered by an officer for a unit; without an office."""
        given = {name: str(unit) for name, unit in units.items() if unit}
        person_id = self.say(by, "people", "register_person", **given)["id"]
        data = self._personal_data(country)
        self.say(by, "people", "set_personal_data", person_id=person_id, data=data)
        person = Actor(UUID(person_id))
        self.addresses[person.person_id] = data["email"]
        return person

    def with_account(self, country: Country, by: Actor, **units: UUID | None) -> Actor:
        """A new person who can sign in, once they have accepted the invitation."""
        person = self.person(country, by, **units)
        self.say(by, "people", "open_account", person_id=str(person.person_id))
        return person

    def appoint(self, person: Actor, role: Role, by: Actor = SYSTEM, **units: UUID | None) -> Actor:
        """Grant the person an office for two terms, the first begun a month ago; the officer.

        One term alone would end before the day on which the season is looked at.
        """
        first = self.now().date() - timedelta(days=30)
        second = first + timedelta(days=TERM_DAYS)
        grants = [self._grant(person, role, by, begin, units) for begin in (first, second)]
        return Actor(person.person_id, (*person.grants, *grants))

    def _grant(
        self, person: Actor, role: Role, by: Actor, begin: date, units: dict[str, UUID | None]
    ) -> Grant:
        end = begin + timedelta(days=TERM_DAYS - 1)
        self.say(
            by,
            "people",
            "grant_role",
            person_id=str(person.person_id),
            role=role.value,
            valid_from=begin.isoformat(),
            valid_until=end.isoformat(),
            **{name: str(unit) for name, unit in units.items() if unit},
        )
        return Grant(role, units.get("lc_id") or units.get("nmo_id"), begin, end)

    def _personal_data(self, country: Country) -> dict[str, Any]:
        given = self.random.choice(country.given_names)
        family = self.random.choice(country.family_names)
        number = next(self._numbers)
        data = {
            "given_name": given,
            "family_name": family,
            "email": f"{_plain(given)}.{_plain(family)}.{number}@example.org",
            "phone": f"+000 555 {number:04d}",
            "birth_date": f"{self.random.randint(1999, 2005)}-{self.random.randint(1, 12):02d}-15",
            "nationality": country.code,
            "passport_number": f"X{number:07d}",
            "language": country.language,
            "time_zone": country.time_zone,
            "languages": [{"language": "en", "level": self.random.choice(("B2", "C1"))}],
        }
        if country.native_names:
            data["native_name"] = self.random.choice(country.native_names)
        return data


def _plain(name: str) -> str:
    """A name as part of an e-mail address: unaccented Latin letters only."""
    latin = normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(letter for letter in latin if letter.isalpha()) or "someone"
