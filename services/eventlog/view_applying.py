"""How facts come into the tables of a generation of views: once each, with how far they reach.

Whoever applies facts has the live generation locked, or builds one that nobody reads yet.
"""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine, MetaData, inspect

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.eventlog.following import BATCH, Pull
from services.eventlog.standstill import PassedOver, passed_as_unknown, place_of_damage, unknown_in
from services.eventlog.view_digests import Contents, contents_of
from services.eventlog.view_ledger import ViewLedger
from services.eventlog.view_positions import ViewPositions
from services.eventlog.views import Tables, Views

V = TypeVar("V", bound=Views)

NOTHING: Mapping[int, PassedOver] = {}


class Applying(Generic[V]):
    """The views of each generation, by its number, and how facts are applied to them."""

    def __init__(
        self,
        engine: Engine,
        name: str,
        views: type[V],
        positions: ViewPositions,
        ledger: ViewLedger,
    ) -> None:
        self._engine = engine
        self._name = name
        self._views = views
        self._positions = positions
        self._ledger = ledger
        self._made: dict[int, tuple[V, MetaData]] = {}
        self._making = Lock()

    def generation(self, number: int) -> tuple[V, MetaData]:
        """The views of a generation, and their tables."""
        with self._making:
            if number not in self._made:
                metadata = MetaData()
                views = self._views(Tables(metadata, self._name, f"_g{number}"))
                views.engine = self._engine
                self._made[number] = (views, metadata)
            return self._made[number]

    def make_tables(self, tx: Connection, generation: int) -> None:
        """Create those tables of a generation that are missing.

        One look finds them all; to ask for each by itself takes as long as to create them.
        """
        metadata, there = self.generation(generation)[1], inspect(tx).get_table_names()
        missing = [table for name, table in metadata.tables.items() if name not in there]
        metadata.create_all(tx, tables=missing, checkfirst=False)

    def contents(self, tx: Connection, generation: int) -> Contents:
        """Rows and digest of every table, by its name without the generation."""
        tables = self.generation(generation)[1].sorted_tables
        return contents_of(tx, tables, f"_g{generation}")

    def position(self, tx: Connection, generation: int, source: str) -> int:
        """How far a generation has come in a source."""
        return self._positions.of(tx, generation, source)

    def apply(
        self,
        tx: Connection,
        generation: int,
        envelopes: Sequence[Envelope],
        excused: Mapping[int, PassedOver] = NOTHING,
    ) -> None:
        """Apply consecutive facts of one source, as far as they are new."""
        source = envelopes[0].source
        done = self._positions.of(tx, generation, source)
        views = self.generation(generation)[0]
        due = [envelope for envelope in envelopes if envelope.position > done]
        for envelope in due:
            if envelope.position in excused:
                self._try(tx, generation, envelope, excused[envelope.position])
            else:
                views.apply(tx, envelope)
        views.conclude(tx, [envelope for envelope in due if envelope.position not in excused])
        for envelope in unknown_in(due):
            self._ledger.record(tx, generation, passed_as_unknown(envelope))
        self._positions.mark(tx, generation, source, max(done, envelopes[-1].position))

    def _try(self, tx: Connection, generation: int, envelope: Envelope, passed: PassedOver) -> None:
        """Apply what was passed over before, if that is possible now; or pass over it again."""
        views = self.generation(generation)[0]
        try:
            with tx.begin_nested():
                views.apply(tx, envelope)
                views.conclude(tx, [envelope])
        except Exception:  # noqa: BLE001 - whatever stopped it then may stop it still
            self._ledger.record(tx, generation, passed)

    def go_past(self, tx: Connection, generation: int, passed: PassedOver) -> None:
        """Let a generation go past one fact, which is recorded."""
        self._ledger.record(tx, generation, passed)
        self._positions.mark(tx, generation, passed.source, passed.position)

    def advance(
        self,
        tx: Connection,
        generation: int,
        source: str,
        pull: Pull,
        excused: Mapping[int, PassedOver],
    ) -> int:
        """Apply the next stretch; of how many facts. Raises StoredEventUnreadable for a damaged
        event, unless somebody let the live generation go past it.
        """
        try:
            envelopes = pull(self._positions.of(tx, generation, source), BATCH)
        except StoredEventUnreadable as damage:
            passed = excused.get(place_of_damage(damage, source).position)
            if passed is None:
                raise
            self.go_past(tx, generation, passed)
            return 1
        if envelopes:
            self.apply(tx, generation, envelopes, excused)
        return len(envelopes)
