"""Who sends students to whom: the sample's contracts, and the plan of each student."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from uuid import UUID

from exchange.season.calendar import begin_of_forms, months_around, season_of, seasons_around
from exchange.season.cast import Cast
from exchange.season.hosts import Organisation
from exchange.season.scale import Scale
from exchange.season.scripts import COURSES, Plan

Pair = tuple[Organisation, Organisation]

PARTNERS = 4
SUMMER = (7, 8)


class Partners:
    """Signs contracts between organisations, and plans who travels on them."""

    def __init__(self, cast: Cast, scale: Scale, today: date) -> None:
        self._cast = cast
        self._scale = scale
        self._today = today
        self._contracts: dict[tuple[UUID, UUID, str], str] = {}

    def sign_contracts(self, organisations: Sequence[Organisation]) -> None:
        """A contract for each season between each two partners."""
        pairs, seasons = pairs_of(organisations), seasons_around(self._today)
        for (sending, hosting), season in product(pairs, seasons):
            contract_id = self._contract(sending, hosting, season)
            self._contracts[sending.nmo_id, hosting.nmo_id, season] = contract_id
        self._cast.settle()

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
            places=self._places(hosting),
        )
        contract_id: str = answer["id"]
        for actor, party in ((sending.nore_out, sending), (hosting.nore_in, hosting)):
            self._cast.say(
                actor,
                "applications",
                "sign_contract",
                contract_id=contract_id,
                nmo_id=str(party.nmo_id),
            )
        return contract_id

    @staticmethod
    def _places(hosting: Organisation) -> int:
        """More than are needed: places that stay open are part of every season."""
        return max(5, 4 * len(hosting.committees))

    def plans(self, organisations: Sequence[Organisation]) -> list[Plan]:
        """A plan for each student: hosts take as many as they have committees for."""
        turns = _turns(pairs_of(organisations))
        months = self._months_of_starts()
        return [
            self._plan(*turns[number % len(turns)], months[number % len(months)], number)
            for number in range(self._scale.students)
        ]

    def _months_of_starts(self) -> list[date]:
        """The months for which forms are out, those of the summer several times."""
        return [
            month
            for month in months_around(self._today)
            if begin_of_forms(month) <= self._today
            for _ in range(self._scale.starts_in_summer if month.month in SUMMER else 1)
        ]

    def _plan(self, sending: Organisation, hosting: Organisation, start: date, number: int) -> Plan:
        contract_id = self._contracts[sending.nmo_id, hosting.nmo_id, season_of(start)]
        committee = self._cast.random.choice([c for c in hosting.committees if c.projects])
        course = COURSES[(number * 7) % len(COURSES)]
        return Plan(sending, hosting, committee, contract_id, start, course, number)


def pairs_of(organisations: Sequence[Organisation]) -> list[Pair]:
    """Each organisation sends to the next four: enough partners to compare."""
    count = len(organisations)
    steps = range(1, min(PARTNERS + 1, count))
    return [(o, organisations[(n + s) % count]) for n, o in enumerate(organisations) for s in steps]


def _turns(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs in turn, each as often as its host has committees."""
    most = max((len(hosting.committees) for _, hosting in pairs), default=0)
    return [pair for turn in range(most) for pair in pairs if len(pair[1].committees) > turn]
