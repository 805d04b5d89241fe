"""The calendar of a room: which beds are taken on which days, as bars in lanes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gateway.views.periods import Period, days_of, months_between

WIDTH = 100.0


@dataclass(frozen=True)
class Stretch:
    """Some days in a row: where the bar begins and how long it is, out of a hundred."""

    start: float
    length: float
    tone: str
    text: str = ""


@dataclass(frozen=True)
class Window:
    """The days that a calendar shows, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def stretch(self, period: Period, tone: str, text: str = "") -> Stretch | None:
        """The part of a period that lies in the window."""
        start, end = max(period[0], self.first), min(period[1], self.last)
        if start > end:
            return None
        length = (end - start).days + 1
        return Stretch(
            WIDTH * (start - self.first).days / self.days, WIDTH * length / self.days, tone, text
        )

    def stretches(self, periods: Iterable[tuple[Period, str, str]]) -> list[Stretch]:
        """The parts of these periods, each with its tone and text, that lie in the window."""
        made = (self.stretch(*one) for one in periods)
        return [one for one in made if one]

    def months(self) -> list[tuple[str, Stretch]]:
        """The months of the window, as the calendar's head."""
        found = ((m, self.stretch(days_of(m), "")) for m in months_between(self.first, self.last))
        return [(month, stretch) for month, stretch in found if stretch]
