"""Builds a sample season in a home, through the real commands, in simulated time.

The same seed on the same day makes the same season.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from exchange.season.calendar import begin_of_forms, months_around, months_open
from exchange.season.cast import Cast
from exchange.season.catalogue import Catalogue
from exchange.season.chronicle import Chronicle
from exchange.season.hosts import Faculty, Hosts, Organisation
from exchange.season.offers import Offers
from exchange.season.partners import Partners
from exchange.season.scale import Scale
from exchange.season.scripts import StudentScript
from exchange.season.shares import Shares
from exchange.season.stage import Stage
from exchange.season.world import COUNTRIES, Country
from services.contracts.roles import SYSTEM, Actor, Role

BUILDING_WEEKS = 2

Report = Callable[[str, float], None]


@dataclass
class Season:
    """What was built: enough to tell people how to sign in."""

    organisations: list[Organisation]
    director: Actor
    auditor: Actor
    operator: Actor
    students: dict[str, Actor] = field(default_factory=dict)
    helpers: dict[str, Actor] = field(default_factory=dict)
    addresses: dict[UUID | None, str] = field(default_factory=dict)


def first_instant(today: date) -> datetime:
    """When the simulated time of a season made today begins."""
    first_start = months_around(today)[0]
    begun = begin_of_forms(first_start) - timedelta(weeks=BUILDING_WEEKS)
    return datetime.combine(begun, time(8), UTC)


class SeasonBuilder:
    """Builds one season."""

    def __init__(
        self,
        chronicle: Chronicle,
        scale: Scale,
        seed: int,
        now: datetime,
        faculties: Callable[[Country, int], Sequence[Faculty]] | None = None,
    ) -> None:
        self._chronicle = chronicle
        self._scale = scale
        self._now = now
        self._cast = Cast(chronicle, Random(seed))  # noqa: S311 - reproducible, nothing secret
        self._faculties = faculties or invented_faculties

    def build(self, report: Report) -> Season:
        """Build everything; ``report`` is told what is being made and the share done, 0 to 1."""
        shares = Shares(self._scale, report)
        season = Season(
            [],
            self._programme_officer(Role.DIRECTOR),
            self._programme_officer(Role.AUDITOR),
            self._programme_officer(Role.OPERATOR),
            addresses=self._cast.addresses,
        )
        self._build_hosts(season, shares)
        self._write_catalogue(season, shares)
        self._play_exchanges(season, shares)
        return season

    def _programme_officer(self, role: Role) -> Actor:
        person = self._cast.with_account(COUNTRIES[0], SYSTEM)
        return self._cast.appoint(person, role)

    def _build_hosts(self, season: Season, shares: Shares) -> None:
        today = self._now.date()
        hosts, offers = Hosts(self._cast, today), Offers(self._cast, self._scale, today)
        for number, country in enumerate(COUNTRIES[: self._scale.organisations]):
            shares.organisations(number / self._scale.organisations)
            faculties = self._faculties(country, self._scale.committees_of(number))
            made = hosts.organisation(country, faculties, season.director)
            for committee in made.committees:
                offers.furnish(made, committee)
            season.organisations.append(made)
            self._cast.settle()

    def _write_catalogue(self, season: Season, shares: Shares) -> None:
        months = months_open(self._now.date())
        catalogue = Catalogue(self._cast, self._scale.projects, months)
        catalogue.projects(season.organisations, season.director, shares.projects)

    def _play_exchanges(self, season: Season, shares: Shares) -> None:
        partners = Partners(self._cast, self._scale, self._now.date())
        partners.sign_contracts(season.organisations)
        plans = partners.plans(season.organisations)
        scripts = [StudentScript(self._cast, plan) for plan in plans]
        stage = Stage(self._chronicle, self._now)
        for script in scripts:
            stage.add(script.play(), script.begins())
        stage.run(shares.exchanges)
        season.students = {script.phase: script.student for script in scripts if script.student}
        season.helpers = {role: who for one in scripts for role, who in one.helpers.items()}


ORDINALS = ("", "Second ", "Third ", "Fourth ", "Fifth ", "Sixth ")


def invented_faculties(country: Country, count: int) -> list[Faculty]:
    """Faculties of the sample's own: one in each city, then a second one, and so on."""
    cities = country.cities
    return [
        Faculty(f"{ordinal}Faculty of Medicine, {city}", city)
        for ordinal in ORDINALS
        for city in cities
    ][:count]
