"""Follower threads: a service's lines are applied by one thread, prompted and by timer.

A fact that cannot be applied stops its line: it is tried again with growing delay, later facts
of that line wait, other lines go on.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Condition, Event, Thread
from time import monotonic

from services.contracts.errors import Unavailable
from services.eventlog.following import Follower
from services.eventlog.standstill import PassedOver
from services.hosting.metrics import count_applied
from services.hosting.stalling import Stall

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
REST_SECONDS = 0.02
LONGEST_REST_SECONDS = 0.25
"""A thread rests after each round, as long as the round took, within these bounds. What comes in a
burst is then applied in batches, each in one transaction, the larger the more there is to do,
and half of the time is free for those who ask."""


class Line:
    """One follower's line of facts from one source, and how it fares.

    Lines with the same ``thread`` are applied by one thread, in their order.
    """

    def __init__(self, follower: Follower, thread: str) -> None:
        self.follower = follower
        self.thread = thread
        self._stall = Stall(self.name, self.source)

    @property
    def name(self) -> str:
        """Who follows."""
        return self.follower.name

    @property
    def source(self) -> str:
        """Who is followed."""
        return self.follower.source

    @property
    def failures(self) -> int:
        """How often in a row it has failed."""
        return self._stall.failures

    @property
    def error(self) -> str:
        """What stops the line."""
        return self._stall.error

    def seconds_left(self) -> float:
        """How long it waits before it is tried again."""
        return self._stall.seconds_left()

    def advance(self) -> int:
        """Catch up, unless the line waits after a failure; how many facts were applied. Never
        raises.
        """
        return 0 if self.seconds_left() else self._stall.attempt(self.settle) or 0

    def settle(self) -> int:
        """Catch up; how many facts were applied. Raises what stops the line."""
        applied = self.follower.catch_up()
        count_applied(self.follower, applied)
        return applied

    def pass_over(self, position: int, actor: str, at: datetime, reason: str) -> PassedOver:
        """Go past the fact that stops the line, and on. Raises what the follower does."""
        passed = self.follower.pass_over(position, actor, at, reason)
        self._stall.retry_now()
        self.advance()
        return passed


class Prompt:
    """Tells a thread which sources have news."""

    def __init__(self) -> None:
        self._sources: set[str] = set()
        self._told = Condition()

    def tell(self, source: str) -> None:
        """A source has news."""
        with self._told:
            self._sources.add(source)
            self._told.notify()

    def wait(self, seconds: float) -> set[str]:
        """The sources that were told of since the last time; none when there was no news."""
        with self._told:
            self._told.wait_for(lambda: self._sources, seconds)
            told, self._sources = self._sources, set()
        return told


class FollowerThreads:
    """A thread for each service or set of views that follows, and one for each timer."""

    def __init__(
        self, lines: Sequence[Line], ticks: Sequence[tuple[float, Callable[[], None]]]
    ) -> None:
        self.lines = list(lines)
        self._ticks = ticks
        self._prompts: dict[str, Prompt] = {}
        self._listeners: dict[str, list[Prompt]] = {}
        self._stopping = Event()
        self._threads: list[Thread] = []

    def add(self, line: Line) -> None:
        """One more line, before the threads are started."""
        self.lines.append(line)

    def prompt(self, source: str) -> None:
        """Say that a source has new facts."""
        for prompt in self._listeners.get(source, ()):
            prompt.tell(source)

    def start(self) -> None:
        """Start all threads."""
        names = dict.fromkeys(line.thread for line in self.lines)
        self._prompts = {name: Prompt() for name in names}
        self._listeners = {line.source: self._threads_after(line.source) for line in self.lines}
        self._threads = [
            Thread(target=self._follow, args=(name,), name=f"follow-{name}") for name in names
        ] + [
            Thread(target=self._repeat, args=tick, name=f"tick-{number}")
            for number, tick in enumerate(self._ticks)
        ]
        for thread in self._threads:
            thread.start()

    def _threads_after(self, source: str) -> list[Prompt]:
        names = dict.fromkeys(line.thread for line in self.lines if line.source == source)
        return [self._prompts[name] for name in names]

    def stop(self) -> None:
        """Let every thread finish what it is doing, and wait for it."""
        self._stopping.set()
        for prompt in self._prompts.values():
            prompt.tell("")  # wakes the thread; no line has this source
        for thread in self._threads:
            thread.join()
        self._threads = []

    def _follow(self, name: str) -> None:
        """Advance the lines whose sources have news; all of them at first, and now and then."""
        lines = [line for line in self.lines if line.thread == name]
        everybody = {line.source for line in lines}
        sources = everybody
        while not self._stopping.is_set():
            begun = monotonic()
            for line in lines:
                if line.source in sources or line.failures:
                    line.advance()
            took = monotonic() - begun
            self._stopping.wait(min(max(took, REST_SECONDS), LONGEST_REST_SECONDS))
            sources = self._prompts[name].wait(self._pause(lines)) or everybody

    @staticmethod
    def _pause(lines: Sequence[Line]) -> float:
        waiting = [line.seconds_left() for line in lines if line.failures]
        return max(0.01, min([LOOK_SECONDS, *waiting]))

    def _repeat(self, seconds: float, tick: Callable[[], None]) -> None:
        while not self._stopping.wait(seconds):
            try:
                tick()
            except Unavailable as reason:
                log.warning("A timed task waits: %s", reason)
            except Exception:
                log.exception("A timed task failed; it will be tried again")
