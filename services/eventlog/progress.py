"""Waiting until views have applied something, without asking the database all the time."""

from collections.abc import Callable
from threading import Condition
from time import monotonic

POLL_SECONDS = 0.05
"""How soon is noticed what another process has applied."""


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
        deadline = monotonic() + timeout
        while not is_so():
            remaining = deadline - monotonic()
            if remaining <= 0:
                return False
            with self._changed:
                self._changed.wait(min(remaining, POLL_SECONDS))
        return True
