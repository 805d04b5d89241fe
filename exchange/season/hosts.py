"""The hosts of the sample season: organisations with their officers, conditions, committees."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from exchange.season.calendar import seasons_around
from exchange.season.cast import Cast
from exchange.season.world import Country
from services.contracts.roles import Actor, Role


@dataclass
class Committee:
    """A committee of the sample with what it can offer."""

    lc_id: UUID
    nmo_id: UUID
    city: str
    faculty: str
    lore: Actor
    provider: Actor = field(init=False)
    projects: list[tuple[str, Actor]] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    contact_persons: list[tuple[str, Actor]] = field(default_factory=list)


@dataclass
class Organisation:
    """An organisation of the sample with its officers and committees."""

    nmo_id: UUID
    country: Country
    nore_out: Actor
    nore_in: Actor
    committees: list[Committee] = field(default_factory=list)


@dataclass(frozen=True)
class Faculty:
    """A faculty to make a committee of."""

    name: str
    city: str
    web_page: str = ""


class Hosts:
    """Builds the hosts, each step by who takes it in real life."""

    def __init__(self, cast: Cast, today: date) -> None:
        self._cast = cast
        self._today = today

    def organisation(
        self, country: Country, faculties: Sequence[Faculty], director: Actor
    ) -> Organisation:
        """Register an organisation with its officers, conditions and committees."""
        say = self._cast.say
        answer = say(
            director,
            "projects",
            "register_organisation",
            country=country.code,
            name=country.organisation,
        )
        nmo_id = UUID(answer["id"])
        self._cast.settle()
        made = Organisation(
            nmo_id,
            country,
            self._national_officer(country, Role.NORE_OUT, nmo_id, director),
            self._national_officer(country, Role.NORE_IN, nmo_id, director),
        )
        for faculty in faculties:
            made.committees.append(self._committee(made, faculty))
        self._publish_conditions(made)
        return made

    def _national_officer(
        self, country: Country, role: Role, nmo_id: UUID, director: Actor
    ) -> Actor:
        person = self._cast.with_account(country, director, nmo_id=nmo_id)
        return self._cast.appoint(person, role, director, nmo_id=nmo_id)

    def _committee(self, organisation: Organisation, faculty: Faculty) -> Committee:
        nmo_id, nore = organisation.nmo_id, organisation.nore_in
        answer = self._cast.say(
            nore,
            "projects",
            "register_committee",
            nmo_id=str(nmo_id),
            faculty=faculty.name,
            city=faculty.city,
            web_page=faculty.web_page,
        )
        lc_id = UUID(answer["id"])
        self._cast.settle()
        person = self._cast.with_account(organisation.country, nore, lc_id=lc_id, nmo_id=nmo_id)
        lore = self._cast.appoint(person, Role.LORE, nore, lc_id=lc_id, nmo_id=nmo_id)
        return Committee(lc_id, nmo_id, faculty.city, faculty.name, lore)

    def _publish_conditions(self, organisation: Organisation) -> None:
        for season in seasons_around(self._today):
            self._cast.say(
                organisation.nore_in,
                "projects",
                "publish_conditions",
                nmo_id=str(organisation.nmo_id),
                season=season,
                terms=self._terms(organisation.country),
            )

    def _terms(self, country: Country) -> dict[str, Any]:
        random = self._cast.random
        return {
            "student_types": ["preclinical", "clinical"],
            "languages": [{"language": "en", "level": "B2"}],
            "start_day_rule": "First working day of the month",
            "hours_per_day": 7,
            "unilateral_fee": str(random.randrange(150, 400, 25)),
            "currency": country.currency,
            "lodging_kinds": random.sample(["hall of residence", "host family", "flat"], 2),
            "meals_where": "Hospital canteen",
            "special_documents": random.sample(["curriculum_vitae", "insurance"], 1),
            "cancellation_terms": "Free of charge until eight weeks before the start.",
        }
