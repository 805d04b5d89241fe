"""The clock of a home. Deadlines, holds and terms run on it; the domain is told the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until it is moved: for tests and for the sample season."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """The instant to which the clock was set."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Set the clock. Raises ValueError for an earlier moment: time does not run back."""
        if moment < self._now:
            raise ValueError(f"The clock stands at {self._now}, after {moment}")
        self._now = moment.astimezone(UTC)

    def advance(self, **duration: float) -> None:
        """Move on by a duration, given as for timedelta."""
        self.move_to(self._now + timedelta(**duration))
