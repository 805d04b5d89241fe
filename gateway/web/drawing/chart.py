"""The geometry of charts. Each has a table beside it, so nothing is told by shapes alone."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 100.0


@dataclass(frozen=True)
class Bar:
    """A bar: what it stands for, how much, and how long it is out of a hundred."""

    label: str
    value: float
    length: float
    start: float = 0.0
    tone: str = ""


def bars(values: Sequence[tuple[str, float]]) -> list[Bar]:
    """Bars beside each other, the longest of full length."""
    most = max((value for _, value in values), default=0) or 1
    return [Bar(label, value, WIDTH * value / most) for label, value in values]


def stacked(parts: Sequence[tuple[str, float, str]]) -> list[Bar]:
    """The parts of a whole one after the other, each with its tone."""
    total = sum(value for _, value, _ in parts) or 1
    made, start = [], 0.0
    for label, value, tone in parts:
        length = WIDTH * value / total
        made.append(Bar(label, value, length, start, tone))
        start += length
    return made


def funnel(values: Sequence[tuple[str, float]]) -> list[Bar]:
    """Bars in the middle, of steps of which each has fewer left than the one before."""
    return [Bar(bar.label, bar.value, bar.length, (WIDTH - bar.length) / 2) for bar in bars(values)]


def sparkline(values: Sequence[float], height: float = 24.0) -> str:
    """The path of a line through values at equal distances, as SVG has it."""
    most, steps = max(values, default=0) or 1, max(len(values) - 1, 1)
    points = [
        f"{WIDTH * number / steps:.1f} {height - height * value / most:.1f}"
        for number, value in enumerate(values)
    ]
    return f"M{' L'.join(points)}" if points else ""
