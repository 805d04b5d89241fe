"""A circuit: while a service does not answer, who calls it is told so at once.

closed ──some failures in a row──▶ open ──after a while──▶ one call tries ──answered──▶ closed
                                     ▲                          │
                                     └──────────fails───────────┘
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic

FAILURES = 3
FIRST_REST_SECONDS = 0.5
LONGEST_REST_SECONDS = 2.0


class Circuit:
    """The state of the way to one service, shared by all threads."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._failures = 0
        self._closed_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the service does not answer at present."""
        return self._failures >= FAILURES

    def seconds_left(self) -> float:
        """How long nobody is to call; 0 lets the one who asks call, and whoever comes next wait."""
        with self._lock:
            if not self.is_open:
                return 0.0
            left = self._closed_at - self._now()
            if left <= 0:
                self._closed_at = self._now() + self._rest()
                return 0.0
            return left

    def succeeded(self) -> None:
        """The service has answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """No answer came."""
        with self._lock:
            self._failures += 1
            self._closed_at = self._now() + self._rest()

    def _rest(self) -> float:
        beyond = min(max(0, self._failures - FAILURES), 10)
        return min(FIRST_REST_SECONDS * 2.0**beyond, LONGEST_REST_SECONDS)
