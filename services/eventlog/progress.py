"""Waiting until views have applied something, without asking the database all the time."""

from collections.abc import Callable, Iterator
from itertools import repeat
from threading import Condition
from time import monotonic

FIRST_PAUSE_SECONDS = 0.005
LONGEST_PAUSE_SECONDS = 0.05


def pauses() -> Iterator[float]:
    """How long is waited between looks for what another process may have applied.

    Most is applied some 20 ms after it was told; what takes longer may take much longer.
    """
    pause = FIRST_PAUSE_SECONDS
    while pause < LONGEST_PAUSE_SECONDS:
        yield pause
        pause *= 2
    yield from repeat(LONGEST_PAUSE_SECONDS)


class Progress:
    """Wakes whoever waits in this process when something was applied in it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._steps = 0

    def tell(self) -> None:
        """Something was applied."""
        with self._changed:
            self._steps += 1
            self._changed.notify_all()

    def wait_for_next(self, known: int, timeout: float) -> int:
        """Wait until something was applied in this process since the answer ``known`` was given,
        or for so many seconds. What another process applies is not waited for.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._steps != known, timeout)
            return self._steps

    def wait_until(self, is_so: Callable[[], bool], timeout: float) -> bool:
        """Wait until something can be seen in the views; False when it took too long."""
        deadline, waits = monotonic() + timeout, pauses()
        while not is_so():
            remaining = deadline - monotonic()
            if remaining <= 0:
                return False
            with self._changed:
                self._changed.wait(min(remaining, next(waits)))
        return True
