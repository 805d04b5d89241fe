"""Simulated time: many scripts, one clock, everything in order of time.

A script is a generator that yields the instant at which it goes on. All scripts that are due
at one instant run, then the facts settle; so what a script caused is known everywhere when any
script goes on later. Between instants the services' timers are let run once a simulated day.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from exchange.season.chronicle import Chronicle

Script = Iterator[datetime]

ONE_DAY = timedelta(days=1)


class Stage:
    """Runs scripts in a home whose clock it moves, until a last instant."""

    def __init__(self, chronicle: Chronicle, until: datetime) -> None:
        self._chronicle = chronicle
        self._clock = chronicle.clock
        self._until = until
        self._due: list[tuple[datetime, int, Script]] = []
        self._order = count()

    def add(self, script: Script, at: datetime) -> None:
        """Let a script begin at an instant."""
        heappush(self._due, (at, next(self._order), script))

    def run(self, on_progress: Callable[[float], None]) -> None:
        """Play until the last instant; what would go on later stays as it is then.

        ``on_progress`` is told the share of the simulated time that has passed, 0 to 1.
        """
        began = self._clock.now()
        span = max((self._until - began).total_seconds(), 1.0)
        next_day = began
        while self._due and self._due[0][0] <= self._until:
            next_day = self._let_timers_run(next_day)
            self._play_instant(self._due[0][0])
            on_progress((self._clock.now() - began).total_seconds() / span)
        self._clock.move_to(self._until)
        self._chronicle.tick()
        on_progress(1.0)

    def _let_timers_run(self, next_day: datetime) -> datetime:
        while next_day <= self._due[0][0]:
            self._clock.move_to(max(next_day, self._clock.now()))
            self._chronicle.tick()
            next_day += ONE_DAY
        return next_day

    def _play_instant(self, instant: datetime) -> None:
        self._clock.move_to(max(instant, self._clock.now()))
        while self._due and self._due[0][0] <= instant:
            script = heappop(self._due)[2]
            if (again := next(script, None)) is not None:
                self.add(script, again)
        self._chronicle.settle()
