"""Where the lines of facts stand, for operators and metrics: how far, how late, what stops them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.eventlog.following import Follower
from services.eventlog.standstill import PassedOver, Stop


class LineState(StrEnum):
    """How a line fares."""

    LIVE = "live"
    WAITING = "waiting"
    STOPPED = "stopped"


@dataclass(frozen=True)
class LineStatus:
    """One follower's line from one source.

    ``stop`` is the fact that stops it, if one does; ``error`` what the line waits for otherwise
    (the storage). ``retry_in`` is in seconds, where this process is the one that follows.
    """

    follower: str
    source: str
    position: int
    newest: int
    lag_seconds: float
    stop: Stop | None
    error: str
    retry_in: float
    passed_over: tuple[PassedOver, ...]

    @property
    def lag_positions(self) -> int:
        """How far it is behind the newest fact of the source, in positions of the source's log."""
        return max(0, self.newest - self.position)

    @property
    def state(self) -> LineState:
        """How it fares."""
        if self.stop is not None:
            return LineState.STOPPED
        return LineState.WAITING if self.error else LineState.LIVE

    def to_json(self) -> dict[str, Any]:
        """The JSON form; ids, days and moments are still objects."""
        return {
            "follower": self.follower,
            "source": self.source,
            "state": self.state,
            "position": self.position,
            "newest": self.newest,
            "lag_positions": self.lag_positions,
            "lag_seconds": round(self.lag_seconds, 3),
            "error": self.error,
            "retry_in": round(self.retry_in, 3),
            "stop": None if self.stop is None else vars(self.stop),
            "passed_over": [vars(passed) for passed in self.passed_over],
        }


def status_of(
    follower: Follower, newest: int, now: datetime, error: str = "", retry_in: float = 0.0
) -> LineStatus:
    """Where a follower stands, when the newest fact of its source has that position."""
    position, ledger = follower.position, follower.ledger
    stop = ledger.stop_of(follower.source)
    passed = [one for one in ledger.passed_over() if one.source == follower.source]
    oldest = _oldest_due(follower, stop) if position < newest or stop else None
    return LineStatus(
        follower=follower.name,
        source=follower.source,
        position=position,
        newest=newest,
        lag_seconds=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
        stop=stop,
        error=stop.error if stop else error,
        retry_in=retry_in,
        passed_over=tuple(passed),
    )


def _oldest_due(follower: Follower, stop: Stop | None) -> datetime | None:
    """When the oldest fact happened that is due; of a damaged one, since when it stops the line."""
    return follower.oldest_due() or (stop.since if stop else None)
