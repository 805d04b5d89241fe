"""Following in tests: a target that remembers what it was given, and logs that are lists."""

from collections.abc import Sequence

from services.contracts.envelope import Envelope
from services.eventlog.following import Pull


class Memory:
    """A target that remembers what it was given."""

    def __init__(self) -> None:
        self.applied: list[int] = []
        self.broken = False
        self.rested = 0

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
