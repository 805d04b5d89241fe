"""The distributed home with two replicas of each service: killed, stopped, away and back again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import requests

from tests.support.client import Refused, eventually, good, is_problem
from tests.support.distributed_home import DistributedRunning, distributed
from tests.support.hosts import A_ROOM, Committee, an_organisation
from tests.support.invariants import logs, views
from tests.support.servers import Postgres, Rabbit
from tests.support.world import world_of
from tests.system.conftest import A_MONDAY_IN_WINTER

BURST = 60
THREADS = 6


@pytest.fixture(scope="module")
def home(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, rabbit: Rabbit
) -> Iterator[DistributedRunning]:
    folder = tmp_path_factory.mktemp("home")
    with distributed(folder, A_MONDAY_IN_WINTER, postgres, rabbit, replicas=2) as running:
        yield running


class Offering:
    """A committee that offers rooms, each with a key of its own."""

    def __init__(self, committee: Committee) -> None:
        self._lore = committee.lore
        self._path = f"/providers/{committee.provider()}/rooms"
        self._numbers = count(1)

    def offer(self) -> requests.Response:
        """Offer one more room; whatever is answered."""
        number = next(self._numbers)
        room = {**A_ROOM, "label": f"Residence, room {number:03d}"}
        key = {"Idempotency-Key": f"room-{number}"}
        return self._lore.send("POST", self._path, json=room, headers=key)

    def rooms(self) -> set[str]:
        """The ids of all rooms that can be seen."""
        return {room["room_id"] for room in self._lore.every("/rooms", limit=100)}


@pytest.fixture(scope="module")
def offering(home: DistributedRunning) -> Iterator[Offering]:
    with world_of(home) as world:
        yield Offering(an_organisation(world, world.director()).committee())


def answered(offering: Offering) -> set[str]:
    """The rooms of a burst that were acknowledged."""
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda _: offering.offer(), range(BURST)))
    return {answer.json()["id"] for answer in answers if answer.ok}


def readiness(home: DistributedRunning, query: str = "") -> requests.Response:
    return requests.get(f"{home.address}/readyz{query}", timeout=10)


def test_commands_are_spread_over_the_replicas(
    home: DistributedRunning, offering: Offering
) -> None:
    assert len(answered(offering)) == BURST
    for name in ("housing-1", "housing-2"):
        metrics = requests.get(f"{home.processes.health_of(name)}/metrics", timeout=10).text
        assert 'exchange_commands_total{command="offer_room",result="ok"' in metrics


def test_one_replica_of_each_service_relays(home: DistributedRunning) -> None:
    for service in home.home.hosts:
        replicas = [name for name in home.processes.names if name.startswith(service)]
        active = [home.processes.readiness_of(name)["relay_is_active"] for name in replicas]
        assert sorted(active) == [False, True]


def test_what_was_acknowledged_is_there_when_the_relays_holder_is_killed_amid_it(
    home: DistributedRunning, offering: Offering
) -> None:
    holder = next(
        name
        for name in ("housing-1", "housing-2")
        if home.processes.readiness_of(name)["relay_is_active"]
    )
    with ThreadPoolExecutor(1) as thread:
        burst = thread.submit(answered, offering)
        good(eventually(offering.offer, lambda answer: answer.ok))
        home.processes.kill(holder)
        rooms = burst.result()

    assert rooms
    eventually(offering.rooms, lambda seen: rooms <= seen)
    home.processes.start(holder)
    home.processes.wait_until_ready(holder)


def test_while_a_service_is_away_reading_goes_on_and_writing_is_refused_at_once(
    home: DistributedRunning, offering: Offering
) -> None:
    both = ("housing-1", "housing-2")
    home.processes.stop(*both)

    answer = eventually(offering.offer, lambda answer: answer.json()["code"] == "service_away")

    is_problem(Refused(answer), 503, "service_away")
    assert int(answer.headers["Retry-After"]) > 0
    assert offering.rooms()
    assert readiness(home).json()["status"] == "ready"
    assert readiness(home).json()["away"] == {"housing": "service_away"}
    assert readiness(home, "?for=commands").status_code == 503

    home.processes.start(*both)
    good(eventually(offering.offer, lambda answer: answer.ok))
    eventually(lambda: readiness(home, "?for=commands"), lambda told: told.ok)
    home.processes.wait_until_ready()


def test_everybody_ends_cleanly_and_the_logs_and_views_are_whole(
    home: DistributedRunning, offering: Offering
) -> None:
    home.positions()  # once nobody has anything left to do
    codes = home.processes.stop()

    assert {name: code for name, code in codes.items() if code} == {}
    stored = {name: list(host.recorder.all_events()) for name, host in home.home.hosts.items()}
    assert [gap for log in stored.values() for gap in logs.gaps_in_versions(log)] == []
    assert logs.done_twice(stored.values()) == []
    pulls = home.home.pulls()
    breaks = [gap for pull in pulls.values() for gap in logs.breaks_in_chain(logs.facts_of(pull))]
    assert breaks == []
    assert views.changed_by_rebuild(home.home.view_stores, pulls) == []
