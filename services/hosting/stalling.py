"""Stalling: what cannot be applied is tried again with growing delay, and says why."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from services.contracts.errors import ServiceAway, Unavailable
from services.eventlog.faults import storage_refusal
from services.eventlog.standstill import said_of
from services.hosting.conversation import conversation_of
from services.hosting.metrics import FOLLOWER_FAILURES, STALLED

log = logging.getLogger(__name__)

T = TypeVar("T")

WORTH_TELLING = 4
FIRST_DELAY_SECONDS = 0.1
LONGEST_DELAY_SECONDS = 60.0
LONGEST_DELAY_WHILE_AWAY_SECONDS = 2.0
"""What is away comes back by itself, and then nobody is to wait for a minute more."""


class Stall:
    """How one line of facts fares: what stopped it, how often in a row, when it is tried again.

    ``error`` is in words for everybody: a failure of ours speaks for itself, while what another
    error says may quote a fact.
    """

    def __init__(self, follower: str, source: str) -> None:
        self.failures = 0
        self.error = ""
        self.retry_at = 0.0
        self._follower = follower
        self._source = source

    def seconds_left(self) -> float:
        """How long the line waits yet."""
        return max(0.0, self.retry_at - monotonic())

    def retry_now(self) -> None:
        """Whatever stopped the line is out of the way: it need not wait any longer."""
        self.retry_at = 0.0

    def attempt(self, run: Callable[[], T]) -> T | None:
        """Run something; None when it failed, whatever it raised."""
        try:
            outcome = run()
        except Exception as error:  # noqa: BLE001 - whatever it is, the line must wait and retry
            self._begin(error)
            return None
        self._end()
        return outcome

    def _begin(self, error: Exception) -> None:
        failure = storage_refusal(error) or error
        self.failures += 1
        self.error = said_of(failure)
        self.retry_at = monotonic() + self._delay(failure)
        FOLLOWER_FAILURES.labels(self._follower, self._source).inc()
        STALLED.labels(self._follower, self._source).set(1)
        self._tell(failure)

    def _delay(self, failure: Exception) -> float:
        is_away = isinstance(failure, Unavailable)
        longest = LONGEST_DELAY_WHILE_AWAY_SECONDS if is_away else LONGEST_DELAY_SECONDS
        return min(FIRST_DELAY_SECONDS * 2.0 ** min(self.failures, 20), longest)

    def _tell(self, failure: Exception) -> None:
        """Tell it the first, second, fourth, eighth … time; that somebody is away, a bit later."""
        if self.failures & (self.failures - 1):
            return
        if not isinstance(failure, Unavailable):
            log.error(
                "%s cannot apply the next fact of %s",
                self._follower,
                self._source,
                exc_info=failure,
                extra=_conversation_of(failure),
            )
        elif self.failures >= WORTH_TELLING or not isinstance(failure, ServiceAway):
            log.warning("%s waits with %s: %s", self._follower, self._source, failure)

    def _end(self) -> None:
        if self.failures:
            self.failures, self.error, self.retry_at = 0, "", 0.0
        STALLED.labels(self._follower, self._source).set(0)


def _conversation_of(failure: Exception) -> dict[str, str]:
    """What the log says beside the failure: to which conversation the fact belongs."""
    conversation = conversation_of(failure)
    return {"correlation_id": conversation} if conversation else {}
