"""What a finished season holds, in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exchange.home import ExchangeHome


@dataclass(frozen=True)
class Summary:
    """Events by service, and what the programme's own statistics say."""

    events: dict[str, int]
    programme: dict[str, Any]

    @classmethod
    def of(cls, home: ExchangeHome) -> "Summary":
        """The numbers of a home whose facts are settled."""
        logs = {name: host.recorder.max_notification_id() or 0 for name, host in home.hosts.items()}
        return cls(logs, home.gateway_views.live.statistics.of_season(None))

    def lines(self) -> Iterator[str]:
        """The numbers as a person reads them."""
        stages = {row["stage"]: row["exchanges"] for row in self.programme["stages"]}
        yield f"events     {_counted(self.events)}"
        yield f"hosts      {_counted({name: self.programme[name] for name in HOSTS}, total=False)}"
        yield f"exchanges  {_counted(stages)}"


HOSTS = ("countries", "committees", "projects")


def _counted(numbers: dict[str, int], *, total: bool = True) -> str:
    parts = [f"{name} {number:,}" for name, number in numbers.items()]
    return ", ".join([f"{sum(numbers.values()):,} in all", *parts] if total else parts)
