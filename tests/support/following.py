"""Following in tests: a target that remembers what it was given, and logs that are lists."""

from collections.abc import Sequence

from services.contracts.envelope import Envelope
from services.eventlog.following import Pull
from services.eventlog.standstill import PassedOver, Stop


class Notes:
    """A ledger that remembers."""

    def __init__(self) -> None:
        self.passed: list[PassedOver] = []
        self.stops: dict[str, Stop] = {}

    def passed_over(self) -> Sequence[PassedOver]:
        """What was passed over."""
        return self.passed

    def stop_of(self, source: str) -> Stop | None:
        """What stops the line of a source."""
        return self.stops.get(source)

    def keep_stop(self, stop: Stop) -> None:
        """Remember that a line is stopped."""
        self.stops[stop.source] = stop

    def drop_stop(self, source: str) -> None:
        """Remember that it goes on."""
        del self.stops[source]


class Memory:
    """A target that remembers what it was given."""

    def __init__(self) -> None:
        self.applied: list[int] = []
        self.broken = False
        self.rested = 0
        self.ledger = Notes()

    def processed(self, source: str) -> int:
        """How far it is."""
        return self.applied[-1] if self.applied else 0

    def process(self, envelopes: Sequence[Envelope]) -> None:
        """Remember them, unless it is broken."""
        for envelope in envelopes:
            if self.broken:
                raise RuntimeError("not now")
            self.applied.append(envelope.position)

    def rest(self, source: str) -> None:
        """Count how often there was nothing to do."""
        self.rested += 1


def pull_from(log: Sequence[Envelope]) -> Pull:
    """How to pull from a list, which may grow meanwhile."""
    return lambda position, limit: [e for e in log if e.position > position][:limit]
