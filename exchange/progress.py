"""How long work is told: a bar on a terminal, else a line every few per cent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

PER_CENT = 5
TOLD_FROM = 0.01

Tell = Callable[[str, float, int], None]
"""Tells what is being made, the share of the whole that is done, and how many events stand."""


@dataclass
class Pace:
    """How fast it goes, from the share and the number of events with which it began."""

    begun_share: float
    begun_events: int
    seconds: float = 0.0

    def words(self, share: float, events: int) -> str:
        """How many events there are, their rate, and how long it took and is to take yet."""
        rate = (events - self.begun_events) / max(self.seconds, 0.1)
        return f"{events:,} events, {rate:,.0f}/s, {_hours(self.seconds)}{self._left(share)}"

    def _left(self, share: float) -> str:
        done = share - self.begun_share
        if done < TOLD_FROM:
            return ""
        return f", {_hours(self.seconds * (1 - share) / done)} left"


def _hours(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))


@dataclass
class Bar:
    """Shows progress on a terminal."""

    progress: Progress
    task: TaskID

    def show(self, what: str, share: float, pace: str) -> None:
        """Move the bar."""
        self.progress.update(self.task, description=what, completed=share, pace=pace)


@dataclass
class Lines:
    """Shows progress where nothing can be drawn over, a log for example."""

    due: int = 0

    def show(self, what: str, share: float, pace: str) -> None:
        """Say it, if there is enough new to say."""
        done = round(share * 100)
        if done >= self.due:
            click.echo(f"{done:>3} %  {what:<14} {pace}")
            self.due = done - done % PER_CENT + PER_CENT


@dataclass
class Telling:
    """Measures the pace of the work and shows it."""

    display: Bar | Lines
    begun: float = field(default_factory=monotonic)
    pace: Pace | None = None

    def __call__(self, what: str, share: float, events: int) -> None:
        """So much is done. What is done at the first time was done before."""
        if self.pace is None:
            self.pace = Pace(share, events)
            if share:
                click.echo(f"Continuing at {share * 100:.0f} %.")
        self.pace.seconds = monotonic() - self.begun
        self.display.show(what, share, self.pace.words(share, events))


@contextmanager
def telling() -> Iterator[Tell]:
    """For the time of a block, show how far it has come; gives the function to tell it to."""
    console = Console()
    if not console.is_terminal:
        yield Telling(Lines())
        return
    columns = (
        TextColumn("{task.description:<14}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[pace]}"),
    )
    with Progress(*columns, console=console) as progress:
        yield Telling(Bar(progress, progress.add_task("", total=1.0, pace="")))
