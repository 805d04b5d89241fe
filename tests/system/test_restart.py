"""``exchange run`` is stopped, and killed while it works: nothing is lost, nothing is doubled."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import count, repeat
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
import requests

from tests.support.client import PATIENCE, UNANSWERED, Account, Api, eventually, good
from tests.support.exchange_process import ExchangeProcess
from tests.support.hosts import A_ROOM, Committee, an_organisation
from tests.support.running_home import one_process
from tests.support.world import PASSWORD, world_of

UNDER_WAY = 10
THREADS = 4
TOLD_OF_A_ROOM = "room_to_inspect"

Failures = tuple[type[requests.RequestException], ...]


class Burst:
    """A committee offers several rooms at once, each with a key of its own, and keeps the answers.

    It has no end of its own: whoever stops the process stops it amid commands.
    """

    def __init__(self, lore: Account, provider_id: str) -> None:
        self.answers: dict[int, Any] = {}
        self.rooms = 0
        """How many are there in the end: those of the run, and some for when it goes on."""
        self.is_under_way = Event()
        self._lore = lore
        self._path = f"/providers/{provider_id}/rooms"
        self._name = uuid4().hex[:8]

    @property
    def labels(self) -> list[str]:
        """What the rooms are called."""
        return [self._label(number) for number in range(self.rooms)]

    def _label(self, number: int) -> str:
        return f"Residence {self._name}, room {number:03d}"

    def offer(self, number: int) -> Any:
        """Offer a room; what is answered, the same however often it is asked."""
        answer = self._lore.send(
            "POST",
            self._path,
            json={**A_ROOM, "label": self._label(number)},
            headers={"Idempotency-Key": f"{self._name}-{number}"},
        )
        answered = good(answer).json()
        return answered["id"], answered["version"]

    def run(self, until: Failures = (requests.ConnectionError,)) -> None:
        """Offer one room after the other, until nobody answers any more."""
        numbers = count()
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(partial(self._offer_each, until), repeat(numbers, THREADS)))
        self.rooms = next(numbers) + UNDER_WAY

    def _offer_each(self, until: Failures, numbers: Iterator[int]) -> None:
        with suppress(*until):
            for number in numbers:
                self.answers[number] = self.offer(number)
                if len(self.answers) >= UNDER_WAY:
                    self.is_under_way.set()


@pytest.fixture(scope="module")
def process() -> Iterator[ExchangeProcess]:
    """A process that runs on a folder of its own."""
    running = ExchangeProcess()
    yield running
    running.close()


@pytest.fixture(scope="module")
def committee(process: ExchangeProcess) -> Committee:
    """A committee in the folder, before the process runs on it."""
    with one_process(process.data, datetime.now(UTC)) as home, world_of(home) as world:
        made = an_organisation(world, world.director()).committee()
        made.provider()
        home.positions()  # once everybody has heard of it
    process.start()
    return made


@pytest.fixture(scope="module")
def lore(process: ExchangeProcess, committee: Committee) -> Iterator[Account]:
    """The committee's officer, as a client of the process."""
    api = Api(process.address)
    yield Account(api, committee.lore.person_id, committee.lore.email, PASSWORD)
    api.close()


@pytest.fixture
def burst(lore: Account, committee: Committee) -> Burst:
    """A burst of commands that has not begun."""
    providers = lore.get(f"/committees/{committee.lc_id}/providers")["items"]
    return Burst(lore, providers[0]["provider_id"])


def test_stopped_amid_commands_it_ends_cleanly_and_keeps_what_it_answered(
    process: ExchangeProcess, lore: Account, burst: Burst
) -> None:
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(burst.run)
        assert burst.is_under_way.wait(PATIENCE)
        exit_code = process.stop_and_tell()
        running.result()

    assert exit_code == 0
    process.start()
    everything_is_there_once(lore, burst)


def test_killed_amid_commands_and_amid_mails_it_carries_on(
    process: ExchangeProcess, lore: Account, burst: Burst
) -> None:
    before = len(rooms_of(lore))
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(burst.run, UNANSWERED)
        assert burst.is_under_way.wait(PATIENCE)
        process.kill()
        running.result()
    mails = len(process.mails())
    process.start()
    everything_is_there_once(lore, burst)

    eventually(lambda: len(process.mails()), lambda number: number > mails)
    process.kill()
    process.start()

    everything_is_there_once(lore, burst)
    number = len(rooms_of(lore))
    assert number == before + burst.rooms
    told_of_each_room_once(process, lore, number)


def everything_is_there_once(lore: Account, burst: Burst) -> None:
    """What was answered is answered again, what was not is carried out; there is no other room."""
    answered = dict(burst.answers)
    again = {number: burst.offer(number) for number in range(burst.rooms)}

    assert answered.items() <= again.items()
    labels = Counter(room["label"] for room in rooms_of(lore) if room["label"] in burst.labels)
    assert labels == Counter(burst.labels)
    burst.answers = again


def rooms_of(lore: Account) -> list[Any]:
    """All the committee's rooms."""
    return list(lore.every("/rooms", limit=100))


def told_of_each_room_once(process: ExchangeProcess, lore: Account, number: int) -> None:
    """The officer has a message about each room in the inbox, and a mail."""
    assert eventually(lambda: told_of_rooms(lore), lambda told: told >= number) == number

    mails = eventually(process.mails, lambda written: len(written) >= number)
    assert len(mails) == number
    assert len({mail["Message-ID"] for mail in mails}) == number
    assert {mail["To"].addresses[0].addr_spec for mail in mails} == {lore.email}


def told_of_rooms(lore: Account) -> int:
    """How many messages about rooms are in the officer's inbox."""
    messages = lore.every("/inbox", limit=100)
    return sum(message["template"] == TOLD_OF_A_ROOM for message in messages)
