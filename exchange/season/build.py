"""Builds a sample season in a home, through the real commands, in simulated time.

The same seed on the same day makes the same season.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from random import Random
from uuid import UUID

from exchange.season.calendar import months_around, months_open, season_of, seasons_around
from exchange.season.cast import Cast
from exchange.season.catalogue import Catalogue
from exchange.season.hosts import Faculty, Hosts, Organisation
from exchange.season.offers import Offers
from exchange.season.scale import Scale
from exchange.season.scripts import COURSES, Plan, StudentScript
from exchange.season.stage import Stage
from exchange.season.world import COUNTRIES, Country
from services.contracts.roles import SYSTEM, Actor, Role
from services.hosting.clock import SetClock
from services.hosting.one_process import OneProcessHome

FORM_WEEKS_BEFORE_START = 20
BUILDING_WEEKS = 2
SHARE_FOR_HOSTS = 0.35

Report = Callable[[str, float], None]


@dataclass
class Season:
    """What was built: enough to tell people how to sign in."""

    organisations: list[Organisation]
    director: Actor
    auditor: Actor
    operator: Actor
    students: dict[str, Actor] = field(default_factory=dict)


def first_instant(today: date) -> datetime:
    """When the simulated time of a season made today begins."""
    first_start = months_around(today)[0]
    begun = first_start - timedelta(weeks=FORM_WEEKS_BEFORE_START + BUILDING_WEEKS)
    return datetime.combine(begun, time(8), UTC)


class SeasonBuilder:
    """Builds one season."""

    def __init__(
        self,
        home: OneProcessHome,
        clock: SetClock,
        scale: Scale,
        seed: int,
        now: datetime,
        faculties: Callable[[Country, int], Sequence[Faculty]] | None = None,
    ) -> None:
        self._home = home
        self._clock = clock
        self._scale = scale
        self._now = now
        self._random = Random(seed)  # noqa: S311 - reproducible on purpose, nothing secret
        self._cast = Cast(home, self._random)
        self._faculties = faculties or invented_faculties
        self._contracts: dict[tuple[UUID, UUID, str], str] = {}

    def build(self, report: Report) -> Season:
        """Build everything; ``report`` is told what is being made and the share done, 0 to 1."""
        report("Officers", 0.0)
        season = Season(
            [],
            self._programme_officer(Role.DIRECTOR),
            self._programme_officer(Role.AUDITOR),
            self._programme_officer(Role.OPERATOR),
        )
        self._build_hosts(season, report)
        self._sign_contracts(season.organisations)
        scripts = [StudentScript(self._cast, plan) for plan in self._plans(season.organisations)]
        stage = Stage(self._home, self._clock, self._now)
        for script in scripts:
            stage.add(script.play(), script.begins(FORM_WEEKS_BEFORE_START))
        stage.run(
            lambda share: report("Exchanges", SHARE_FOR_HOSTS + share * (1 - SHARE_FOR_HOSTS))
        )
        season.students = {script.phase: script.student for script in scripts if script.student}
        return season

    def _programme_officer(self, role: Role) -> Actor:
        person = self._cast.with_account(COUNTRIES[0], SYSTEM)
        return self._cast.appoint(person, role)

    def _build_hosts(self, season: Season, report: Report) -> None:
        today = self._now.date()
        hosts, months = Hosts(self._cast, today), months_open(today)
        offers = Offers(self._cast, self._scale, months)
        for number, country in enumerate(COUNTRIES[: self._scale.organisations]):
            report("Organisations", SHARE_FOR_HOSTS * number / self._scale.organisations / 2)
            faculties = self._faculties(country, self._scale.committees_each)
            made = hosts.organisation(country, faculties, season.director)
            for committee in made.committees:
                offers.furnish(made, committee)
            season.organisations.append(made)
            self._home.settle()
        report("Projects", SHARE_FOR_HOSTS / 2)
        catalogue = Catalogue(self._cast, self._scale.projects, months)
        catalogue.projects(season.organisations, season.director)
        self._home.settle()

    # -- contracts and plans ---------------------------------------------------------------

    def _sign_contracts(self, organisations: Sequence[Organisation]) -> None:
        neighbours = self._pairs(organisations)
        for (sending, hosting), season in product(neighbours, seasons_around(self._now.date())):
            contract_id = self._contract(sending, hosting, season)
            self._contracts[sending.nmo_id, hosting.nmo_id, season] = contract_id
        self._home.settle()

    @staticmethod
    def _pairs(organisations: Sequence[Organisation]) -> list[tuple[Organisation, Organisation]]:
        """Each organisation sends to the next four: enough partners to compare."""
        count = len(organisations)
        steps = range(1, min(5, count))
        return [
            (o, organisations[(n + s) % count]) for n, o in enumerate(organisations) for s in steps
        ]

    def _contract(self, sending: Organisation, hosting: Organisation, season: str) -> str:
        answer = self._cast.say(
            sending.nore_out,
            "applications",
            "propose_contract",
            nmo_id=str(sending.nmo_id),
            sending_nmo_id=str(sending.nmo_id),
            hosting_nmo_id=str(hosting.nmo_id),
            season=season,
            kind="bilateral",
            places=max(5, self._scale.students // 10),
        )
        for actor, nmo_id in (
            (sending.nore_out, sending.nmo_id),
            (hosting.nore_in, hosting.nmo_id),
        ):
            self._cast.say(
                actor,
                "applications",
                "sign_contract",
                contract_id=answer["id"],
                nmo_id=str(nmo_id),
            )
        contract_id: str = answer["id"]
        return contract_id

    def _plans(self, organisations: Sequence[Organisation]) -> list[Plan]:
        months = months_around(self._now.date())
        pairs = self._pairs(organisations)
        return [
            self._plan(*pairs[number % len(pairs)], months[number % len(months)], number)
            for number in range(self._scale.students)
        ]

    def _plan(self, sending: Organisation, hosting: Organisation, start: date, number: int) -> Plan:
        contract_id = self._contracts[sending.nmo_id, hosting.nmo_id, season_of(start)]
        committee = self._random.choice([c for c in hosting.committees if c.projects])
        course = COURSES[(number * 7) % len(COURSES)]
        return Plan(sending, hosting, committee, contract_id, start, course)


def invented_faculties(country: Country, count: int) -> list[Faculty]:
    """Faculties of the sample's own, one a city."""
    return [Faculty(f"Faculty of Medicine, {city}", city) for city in country.cities[:count]]
