"""Periods of whole days."""

from dataclasses import dataclass
from datetime import date

from services.housing.errors import DayInFuture, EndBeforeStart


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included. With its end before its start it has no day."""

    start: date
    end: date

    @classmethod
    def between(cls, start: date, end: date) -> "Period":
        """A period that somebody asks for: it has at least one day."""
        if end < start:
            raise EndBeforeStart(start=start, end=end)
        return cls(start, end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both."""
        return max(self.start, other.start) <= min(self.end, other.end)

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day <= self.end


def must_have_come(day: date, today: date) -> None:
    """Refuse a day on which nothing can have happened yet."""
    if day > today:
        raise DayInFuture(day=day)
