"""Interleaved rounds: every contender runs once in each round, and ratios are taken within it.

What disturbs the machine for a while then disturbs a baseline as much as what is compared with
it. The order turns from round to round, so that nobody always runs after the same neighbour.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Run = Callable[[], float]
"""Runs once and tells a figure, for example events per second."""


@dataclass(frozen=True)
class Aim:
    """What a comparison should come to: the contender's ratio to a baseline."""

    contender: str
    baseline: str
    ratio: float
    is_most: bool = False

    def is_met_by(self, ratio: float) -> bool:
        """Whether a measured ratio is good enough."""
        return ratio <= self.ratio if self.is_most else ratio >= self.ratio

    def __str__(self) -> str:
        return f"{'≤' if self.is_most else '≥'} {self.ratio:g}"


@dataclass(frozen=True)
class Comparison:
    """The figures of several contenders, one of each in every round."""

    title: str
    unit: str
    figures: Mapping[str, Sequence[float]]
    aims: Sequence[Aim] = field(default=())

    def median_of(self, contender: str) -> float:
        """The contender's median figure."""
        return median(self.figures[contender])

    def ratio(self, contender: str, baseline: str) -> float:
        """The median of the contender's ratios to the baseline in the same round."""
        pairs = zip(self.figures[contender], self.figures[baseline], strict=True)
        return median(ours / theirs for ours, theirs in pairs)


def compare(
    title: str,
    unit: str,
    contenders: Mapping[str, Run],
    rounds: int,
    aims: Sequence[Aim] = (),
) -> Comparison:
    """Run all contenders in interleaved rounds, after one round that does not count."""
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    for turn in range(rounds):
        for name in _turned(list(contenders), turn):
            figures[name].append(contenders[name]())
    return Comparison(title, unit, figures, aims)


def _turned(names: list[str], turn: int) -> list[str]:
    first = turn % len(names)
    return names[first:] + names[:first]
