"""A rebuild: the next generation of views is built beside the live one, compared, switched to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine

from services.contracts.envelope import Envelope
from services.eventlog.engines import writing
from services.eventlog.following import Pull
from services.eventlog.view_applying import Applying
from services.eventlog.view_digests import Contents
from services.eventlog.view_ledger import ViewLedger
from services.eventlog.view_shapes import LiveGenerations
from services.eventlog.views import Views

V = TypeVar("V", bound=Views)


@dataclass(frozen=True)
class Rebuilt:
    """The outcome of a rebuild: what was replayed, and which tables differ (hopefully none)."""

    generation: int
    facts: int
    rows: int
    different: tuple[str, ...]


@dataclass(frozen=True)
class Rebuilding(Generic[V]):
    """One rebuild of a set of views from the logs of its sources."""

    engine: Engine
    generations: LiveGenerations
    applying: Applying[V]
    ledger: ViewLedger
    sources: Sequence[str]

    def run(self, number: int, logs: Mapping[str, Pull]) -> Rebuilt:
        """Fill the generation with this number, whose tables are empty, and let it be live.

        The last stretch is done while no fact can be applied, so that both generations
        stand at the same positions when they are compared.
        """
        facts = sum(self._replay(number, source, logs[source]) for source in self.sources)
        with writing(self.engine).begin() as tx:
            live = self.generations.locked(tx)
            facts += sum(self._align(tx, live, number, one, logs[one]) for one in self.sources)
            before, after = (self.applying.contents(tx, one) for one in (live, number))
            self.generations.switch(tx, number)
        return _compared(number, facts, before, after)

    def _replay(self, generation: int, source: str, pull: Pull) -> int:
        applied, excused = 0, self.ledger.excused(source)
        while True:
            with writing(self.engine).begin() as tx:
                count = self.applying.advance(tx, generation, source, pull, excused)
            if not count:
                return applied
            applied += count

    def _align(self, tx: Connection, live: int, number: int, source: str, pull: Pull) -> int:
        """Bring both generations to the same position of a source, though its log may grow."""
        applied = self._catch_up(tx, live, source, pull)
        end = self.applying.position(tx, live, source)
        return applied + self._catch_up(tx, number, source, _up_to(end, pull))

    def _catch_up(self, tx: Connection, generation: int, source: str, pull: Pull) -> int:
        applied, excused = 0, self.ledger.excused(source)
        while count := self.applying.advance(tx, generation, source, pull, excused):
            applied += count
        return applied


def _up_to(end: int, pull: Pull) -> Pull:
    """A log as it was when it reached up to this position."""

    def pull_older(after: int, limit: int) -> Sequence[Envelope]:
        newer = pull(after, limit) if after < end else ()
        return [envelope for envelope in newer if envelope.position <= end]

    return pull_older


def _compared(number: int, facts: int, before: Contents, after: Contents) -> Rebuilt:
    different = tuple(name for name in after if after[name] != before.get(name))
    return Rebuilt(number, facts, sum(rows for rows, _ in after.values()), different)
