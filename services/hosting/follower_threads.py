"""Follower threads: a service's lines are applied by one thread, prompted and by timer.

A fact that cannot be applied stops its line: it is tried again with growing delay, later facts
of that line wait, other lines go on.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

from services.contracts.errors import Unavailable
from services.eventlog.faults import storage_refusal
from services.eventlog.following import Follower
from services.hosting.metrics import FACTS_APPLIED, FOLLOWER_FAILURES, STALLED

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
FIRST_DELAY_SECONDS = 0.1
LONGEST_DELAY_SECONDS = 60.0


@dataclass
class Line:
    """One follower's line of facts from one source, and how it fares.

    Lines with the same ``thread`` are applied by one thread, in their order.
    """

    follower: Follower
    thread: str
    failures: int = 0
    error: str = ""
    retry_at: float = field(default=0.0)

    @property
    def name(self) -> str:
        """Who follows."""
        return self.follower.name

    @property
    def source(self) -> str:
        """Who is followed."""
        return self.follower.source

    def advance(self) -> None:
        """Catch up, unless the line waits after a failure. Never raises."""
        if monotonic() < self.retry_at:
            return
        try:
            self.settle()
        except Exception as error:  # noqa: BLE001 - whatever it is, the line must wait and retry
            self._stall(error)
        else:
            self.failures, self.error, self.retry_at = 0, "", 0.0
            STALLED.labels(self.name, self.source).set(0)

    def settle(self) -> int:
        """Catch up; how many facts were applied. Raises what stops the line."""
        applied = self.follower.catch_up()
        if applied:
            FACTS_APPLIED.labels(self.name, self.source).inc(applied)
        return applied

    def _stall(self, error: Exception) -> None:
        self.failures += 1
        self.error = f"{type(error).__name__}: {error}"
        delay = min(FIRST_DELAY_SECONDS * 2**self.failures, LONGEST_DELAY_SECONDS)
        self.retry_at = monotonic() + delay
        FOLLOWER_FAILURES.labels(self.name, self.source).inc()
        STALLED.labels(self.name, self.source).set(1)
        if storage_refusal(error):
            log.warning("%s waits with %s for the storage: %s", self.name, self.source, error)
        else:
            log.exception("%s cannot apply the next fact of %s", self.name, self.source)


class FollowerThreads:
    """A thread for each service or set of views that follows, and one for each timer."""

    def __init__(
        self, lines: Sequence[Line], ticks: Sequence[tuple[float, Callable[[], None]]]
    ) -> None:
        self.lines = list(lines)
        self._ticks = ticks
        self._prompts: dict[str, Event] = {}
        self._stopping = Event()
        self._threads: list[Thread] = []

    def add(self, line: Line) -> None:
        """One more line, before the threads are started."""
        self.lines.append(line)

    def prompt(self, source: str) -> None:
        """Say that a source has new facts."""
        for line in self.lines:
            if line.source == source and line.thread in self._prompts:
                self._prompts[line.thread].set()

    def start(self) -> None:
        """Start all threads."""
        names = dict.fromkeys(line.thread for line in self.lines)
        self._prompts = {name: Event() for name in names}
        self._threads = [
            Thread(target=self._follow, args=(name,), name=f"follow-{name}") for name in names
        ] + [
            Thread(target=self._repeat, args=tick, name=f"tick-{number}")
            for number, tick in enumerate(self._ticks)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let every thread finish what it is doing, and wait for it."""
        self._stopping.set()
        for prompt in self._prompts.values():
            prompt.set()
        for thread in self._threads:
            thread.join()
        self._threads = []

    def _follow(self, name: str) -> None:
        lines = [line for line in self.lines if line.thread == name]
        prompt = self._prompts[name]
        while not self._stopping.is_set():
            prompt.clear()
            for line in lines:
                line.advance()
            prompt.wait(self._pause(lines))

    @staticmethod
    def _pause(lines: Sequence[Line]) -> float:
        waiting = [line.retry_at - monotonic() for line in lines if line.failures]
        return max(0.01, min([LOOK_SECONDS, *waiting]))

    def _repeat(self, seconds: float, tick: Callable[[], None]) -> None:
        while not self._stopping.wait(seconds):
            try:
                tick()
            except Unavailable as reason:
                log.warning("A timed task waits: %s", reason)
            except Exception:
                log.exception("A timed task failed; it will be tried again")
