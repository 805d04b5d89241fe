"""A burst of commands: clients who each send one after the other, whatever happens meanwhile.

A client does what a phone on a bad network does: what is not answered, or cannot be stored now,
is sent again, with the same key, until it is. What was answered is kept, to be compared with
the logs.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Event
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import requests

from tests.support.client import PATIENCE, UNANSWERED, Account
from tests.support.invariants.logs import Acknowledged

BETWEEN_ATTEMPTS = 0.02


@dataclass(frozen=True)
class Deed:
    """A command that somebody sends."""

    by: Account
    method: str
    path: str
    body: dict[str, Any] = field(default_factory=dict)


Deeds = Generator[Deed, requests.Response, None]
"""What a client does next, given the answer to what it did last."""


@dataclass
class Burst:
    """What the clients were answered so far; nothing is waited for longer than ``patience``."""

    patience: float = PATIENCE
    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    faults: list[requests.Response] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    is_over: Event = field(default_factory=Event)
    is_served: Event = field(default_factory=Event)
    _news: Condition = field(default_factory=Condition)

    @property
    def answered(self) -> int:
        """How many commands were answered for good, one way or the other."""
        return len(self.acknowledged) + len(self.refused)

    def wait_for_more(self, number: int) -> None:
        """Wait until so many more commands were answered."""
        enough = self.answered + number
        self._wait_until(lambda: self.answered >= enough)

    def wait_for_fault(self, *codes: str) -> requests.Response:
        """Wait until a command that is sent from now on cannot be carried out for one of these
        reasons; the answer.
        """
        found: list[requests.Response] = []
        known = len(self.faults)

        def is_there() -> bool:
            found.extend(fault for fault in self.faults[known:] if fault.json()["code"] in codes)
            return bool(found)

        self._wait_until(is_there)
        return found[0]

    def _wait_until(self, condition: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(condition, self.patience), "No answers"

    @contextmanager
    def of(self, clients: Iterable[Deeds]) -> Iterator[None]:
        """Let the clients work for the time of a block; each ends with an answer."""
        waiting = list(clients)
        self.is_over.clear()
        with ThreadPoolExecutor(len(waiting)) as threads:
            working = [threads.submit(self._work, client) for client in waiting]
            try:
                yield
            finally:
                self.is_over.set()
        _raise_first(working)

    def _work(self, client: Deeds) -> None:
        deed = next(client)
        while not self.is_over.is_set():
            deed = client.send(self._done(deed))

    def _done(self, deed: Deed) -> requests.Response:
        """Send until there is an answer for good, or it is over and there is a fault."""
        key, deadline = str(uuid4()), monotonic() + 3 * self.patience
        while monotonic() < deadline:
            assert self.is_served.wait(self.patience), "The home did not come back"
            try:
                answer = self._sent(deed, key)
            except UNANSWERED:
                self.repeated.add(key)
                continue
            self._keep(f"{deed.by.person_id}:{key}", answer)
            if answer.status_code < 500 or self.is_over.wait(BETWEEN_ATTEMPTS):
                return answer
        raise AssertionError(f"{deed} was never answered")

    @staticmethod
    def _sent(deed: Deed, key: str) -> requests.Response:
        headers = {"Idempotency-Key": key}
        return deed.by.send(deed.method, deed.path, json=deed.body, headers=headers)

    def _keep(self, command_id: str, answer: requests.Response) -> None:
        with self._news:
            if answer.ok:
                done = answer.json()
                self.acknowledged.append(
                    Acknowledged(command_id, UUID(done["id"]), done["version"])
                )
            elif answer.status_code < 500:
                self.refused[command_id] = answer.json()["code"]
            else:
                self.faults.append(answer)
            self._news.notify_all()


def _raise_first(working: Iterable[Future[None]]) -> None:
    for future in working:
        future.result()
