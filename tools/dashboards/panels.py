"""What a dashboard is made of: panels, each with what it asks, its unit and what it tells."""

from dataclasses import dataclass

Questions = tuple[tuple[str, str], ...]
"""What is asked of Prometheus, and the name of each line in the answer."""


@dataclass(frozen=True)
class Panel:
    """A picture over time. ``unit`` is one of Grafana's; ``wide`` takes the whole width."""

    title: str
    tells: str
    unit: str
    questions: Questions
    wide: bool = False
    is_stacked: bool = False


@dataclass(frozen=True)
class Board:
    """A dashboard: a file of that name."""

    name: str
    title: str
    tells: str
    panels: tuple[Panel, ...]


def rate(metric: str, *by: str, where: str = "") -> str:
    """How often something happens a second."""
    return f"sum by ({', '.join(by)}) (rate({metric}{_braced(where)}[$__rate_interval]))"


def quantile(share: float, histogram: str, *by: str, where: str = "") -> str:
    """The time within which this share of what is measured comes to its end."""
    buckets = rate(f"{histogram}_bucket", "le", *by, where=where)
    return f"histogram_quantile({share}, {buckets})"


def _braced(where: str) -> str:
    return f"{{{where}}}" if where else ""
