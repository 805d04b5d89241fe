"""The distributed home with two replicas of each service: killed, stopped, away and back again."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import count, takewhile
from subprocess import CalledProcessError
from threading import Event
from typing import Any

import pytest
import requests

from services.hosting.distributed.topology import ORDERS, orders_queue
from services.hosting.service_list import NAMES
from tests.support.client import (
    LONGEST_ANSWER,
    Account,
    Api,
    Refused,
    eventually,
    good,
    is_problem,
)
from tests.support.distributed_home import DistributedRunning, distributed
from tests.support.hosts import A_ROOM, Committee, an_organisation
from tests.support.invariants import logs, views
from tests.support.pages import SignedIn
from tests.support.servers import Postgres, Rabbit
from tests.support.world import PASSWORD, World, world_of
from tests.system.conftest import A_MONDAY_IN_WINTER

BURST = 60
THREADS = 6
OPEN = 8
"""Streams of one person, of whom a process takes so many: two for each of its four."""


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

    def listen(self, accepted: dict[str, str]) -> requests.Response:
        """Listen to what changes of what the officer may see."""
        return self._lore.send("GET", "/live", headers=accepted, stream=True)

    def rooms(self) -> set[str]:
        """The ids of all rooms that can be seen."""
        return {room["room_id"] for room in self._lore.every("/rooms", limit=100)}


@pytest.fixture(scope="module")
def everybody(home: DistributedRunning) -> Iterator[World]:
    with world_of(home) as world:
        yield world


@pytest.fixture(scope="module")
def offering(everybody: World) -> Offering:
    return Offering(an_organisation(everybody, everybody.director()).committee())


def answered(offering: Offering) -> set[str]:
    """The rooms of a burst that were acknowledged."""
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda _: offering.offer(), range(BURST)))
    return {answer.json()["id"] for answer in answers if answer.ok}


def readiness(home: DistributedRunning, query: str = "") -> requests.Response:
    return requests.get(f"{home.address}/readyz{query}", timeout=LONGEST_ANSWER)


def relaying(home: DistributedRunning, service: str) -> str:
    """The replica of a service whose relay is the active one: one of them, once there is one."""
    processes = home.processes
    replicas = [name for name in processes.names if name.startswith(service)]

    def active() -> list[str]:
        told = {name: processes.readiness_of(name) for name in replicas}
        return [name for name, one in told.items() if one.get("relay_is_active")]

    (name,) = eventually(active, lambda names: len(names) == 1)
    return name


def test_commands_are_spread_over_the_replicas(
    home: DistributedRunning, offering: Offering
) -> None:
    assert len(answered(offering)) == BURST
    for name in ("housing-1", "housing-2"):
        address = f"{home.processes.health_of(name)}/metrics"
        metrics = requests.get(address, timeout=LONGEST_ANSWER).text
        assert 'exchange_commands_total{command="offer_room",result="ok"' in metrics


def test_one_replica_of_each_service_relays(home: DistributedRunning) -> None:
    for service in home.home.hosts:
        assert relaying(home, service)


def test_what_was_acknowledged_is_there_when_the_relays_holder_is_killed_amid_it(
    home: DistributedRunning, offering: Offering
) -> None:
    holder = relaying(home, "housing")
    with ThreadPoolExecutor(1) as thread:
        burst = thread.submit(answered, offering)
        good(eventually(offering.offer, lambda answer: answer.ok))
        home.processes.kill(holder)
        rooms = burst.result()

    assert rooms
    eventually(offering.rooms, lambda seen: rooms <= seen)
    home.processes.start(holder)
    home.processes.wait_until_ready(holder)


def test_no_command_fails_while_one_replica_after_the_other_is_exchanged(
    home: DistributedRunning, offering: Offering
) -> None:
    ended = Event()

    def offer_until_the_end() -> list[requests.Response]:
        return [offering.offer() for _ in takewhile(lambda _: not ended.is_set(), count())]

    with ThreadPoolExecutor(THREADS) as threads:
        offers = [threads.submit(offer_until_the_end) for _ in range(THREADS)]
        try:
            for name in ("housing-1", "housing-2"):
                assert home.processes.stop(name) == {name: 0}
                home.processes.start(name)
                home.processes.wait_until_ready(name)
        finally:
            ended.set()
    answers = [answer for offer in offers for answer in offer.result()]

    assert [answer.text for answer in answers if not answer.ok] == []
    assert len(answers) > THREADS


def test_while_a_service_is_away_reading_goes_on_and_writing_is_refused_at_once(
    home: DistributedRunning, offering: Offering, rabbit: Rabbit
) -> None:
    both = ("housing-1", "housing-2")
    offering.rooms()  # what it has not told when it goes, it tells when it is back
    home.processes.stop(*both)
    queues = partial(rabbit.queues_bound_to, home.place.vhost, ORDERS.name)
    eventually(queues, lambda bound: orders_queue("housing").name not in bound)

    answer = offering.offer()

    is_problem(Refused(answer), 503, "service_away")
    assert int(answer.headers["Retry-After"]) > 0
    assert offering.rooms()
    assert readiness(home).json() == {"status": "ready"}
    not_ready = eventually(
        lambda: readiness(home, "?for=commands"),
        lambda told: told.json().get("away") == {"housing": "service_away"},
    )
    assert not_ready.status_code == 503

    home.processes.start(*both)
    good(eventually(offering.offer, lambda answer: answer.ok))
    eventually(lambda: readiness(home, "?for=commands"), lambda told: told.ok)
    home.processes.wait_until_ready()


# -- as an operator reaches it from the command line


def test_every_line_is_seen_and_live(home: DistributedRunning, offering: Offering) -> None:
    answered(offering)

    def lines() -> list[dict[str, Any]]:
        told = home.processes.exchange("follow", "status", "--distributed", "--json")
        return list(json.loads(told))

    at_the_end = (0, "live")
    settled = eventually(
        lines,
        lambda told: {(line["lag_positions"], line["state"]) for line in told} == {at_the_end},
    )
    followers = {(line["follower"], line["source"]) for line in settled}
    assert ("gateway", "housing") in followers
    assert ("audit", "applications") in followers
    assert ("notifications-reactions", "housing") in followers
    assert len(followers) == len(settled)


def test_views_are_rebuilt_while_the_home_runs(home: DistributedRunning) -> None:
    told = home.processes.exchange("rebuild", "all", "--distributed").splitlines()
    assert [line.split()[0] for line in told] == [*NAMES, "gateway", "audit"]
    assert all(line.endswith("equal") for line in told)


def test_the_first_director_is_appointed_from_the_command_line(home: DistributedRunning) -> None:
    named = ("--given-name", "Zoë", "--family-name", "Brandão")
    told = home.processes.exchange("director", "zoe@example.org", *named, "--distributed")
    password = told.split("password ")[1].split()[0]
    Account(Api(home.address), "", "zoe@example.org", password).sign_in()


def test_a_fact_that_stops_no_line_is_not_passed_over(home: DistributedRunning) -> None:
    with pytest.raises(CalledProcessError) as refused:
        home.processes.exchange(
            "follow",
            "skip",
            "housing-reactions",
            "applications",
            "1",
            "--reason",
            "a try",
            "--distributed",
        )
    assert "line_not_stopped" in refused.value.stderr


def test_an_open_inbox_is_told_by_any_process_and_holds_up_no_other_request(
    home: DistributedRunning, everybody: World
) -> None:
    director = everybody.director()
    ana = everybody.account(director, {})
    pages = SignedIn(home.address, ana.email, PASSWORD)
    with ExitStack() as ends:
        streams = [ends.enter_context(pages.open("/inbox/live", stream=True)) for _ in range(OPEN)]
        heard = [stream.iter_lines() for stream in streams]
        assert all(next(lines).startswith(b"id: ") for lines in heard)

        with ThreadPoolExecutor(THREADS) as threads:
            asked = list(threads.map(lambda _: pages.open("/inbox/news"), range(BURST)))
        everybody.appoint(ana, "auditor", director, {})

        assert {answer.status_code for answer in asked} == {200}
        assert all(any(b"MessageAddressed" in line for line in lines) for lines in heard)


def test_who_listens_does_not_hold_up_the_gateways_end(
    home: DistributedRunning, offering: Offering
) -> None:
    events = {"Accept": "text/event-stream"}
    with offering.listen(events) as stream:
        told = stream.iter_lines()
        offering.offer()
        assert next(line for line in told if line.startswith(b"id: "))
        assert home.processes.stop("gateway") == {"gateway": 0}
        list(told)  # which comes to its end, instead of being cut off
    home.processes.start("gateway")
    home.processes.wait_until_ready("gateway")


# -- at the end


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
