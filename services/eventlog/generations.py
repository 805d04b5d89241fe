"""The generations of a set of views: one is live, the next is built beside it and switched to.

A small table records which generation is live, another how far each generation has processed
each source. Every batch of facts is applied in one transaction with its position, under a lock
on the live generation's record, so that a switch never loses or repeats a fact, whoever
makes it and wherever the facts are applied.

Code that knows other tables has a live generation of its own (see ``view_shapes``): while an older
and a newer release run side by side, each reads and feeds its own.
"""

import logging
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine, MetaData, inspect

from services.contracts.envelope import Envelope
from services.contracts.errors import LineNotStopped, StoredEventUnreadable
from services.eventlog.engines import reading, writing
from services.eventlog.following import BATCH, Pull
from services.eventlog.progress import Progress
from services.eventlog.standstill import PassedOver, passed_as_unknown, place_of_damage, unknown_in
from services.eventlog.view_digests import Contents, contents_of
from services.eventlog.view_ledger import ViewLedger
from services.eventlog.view_positions import ViewPositions
from services.eventlog.view_shapes import LiveGenerations, shape_of
from services.eventlog.views import Tables, Views

log = logging.getLogger(__name__)

V = TypeVar("V", bound=Views)

LOOK_AGAIN_SECONDS = 1.0
NOTHING: Mapping[int, PassedOver] = {}


@dataclass(frozen=True)
class Rebuilt:
    """The outcome of a rebuild: what was replayed, and which tables differ (hopefully none)."""

    generation: int
    facts: int
    rows: int
    different: tuple[str, ...]


class ViewStore(Generic[V]):
    """A set of views in a database: applies facts, answers through ``live``, rebuilds."""

    def __init__(self, engine: Engine, name: str, views: type[V]) -> None:
        self.name = name
        self.is_fed_anew = False
        self._engine = engine
        self._views = views
        self._own = MetaData()
        shape = shape_of(views)  # type: ignore[arg-type]  # which doubts that classes hash
        self._generations = LiveGenerations(name, shape, self._own)
        live = self._generations.live.scalar_subquery()
        self._positions = ViewPositions(engine, name, self._own, live)
        self.ledger = ViewLedger(engine, name, self._own, live)
        self._made: dict[int, tuple[V, MetaData]] = {}
        self._making = Lock()
        self._live = 0
        self._looked_at = float("-inf")
        self._progress = Progress()
        self.wait_for_progress = self._progress.wait_for_next
        self.wait_until = self._progress.wait_until

    # -- the live generation ---------------------------------------------------------------

    def create(self) -> None:
        """Create the tables of the live generation where they are missing.

        Views whose shape is new begin anew, and whoever follows feeds them from the logs'
        beginning. Those of the release before stay, for whoever still runs it; older ones go.
        """
        self._own.create_all(self._engine)
        with writing(self._engine).begin() as tx:
            if not self._is_whole(tx):
                self._begin_anew(tx)

    def is_ready(self) -> bool:
        """Whether there are tables of the shape that this code knows, as full as those before."""
        with self._engine.connect() as connection:
            return self._is_whole(connection) and self._generations.is_complete(connection)

    def _is_whole(self, connection: Connection) -> bool:
        kept = inspect(connection)
        if not all(kept.has_table(table.name) for table in self._own.sorted_tables):
            return False
        live = self._generations.found(connection)
        if live is None:
            return False
        return all(kept.has_table(table.name) for table in self._generation(live)[1].sorted_tables)

    def _begin_anew(self, tx: Connection) -> None:
        before = self._generations.latest(tx)
        live = self._generations.begin(tx, is_complete=before is None)
        self._generation(live)[1].create_all(tx)
        if before is not None:
            log.warning("the views of %s have another shape now and are fed anew", self.name)
            self.ledger.carry_over(tx, before, live)
            self.is_fed_anew = True
        self._forget(tx, but={live, *self._generations.of_others(tx)[-1:]})

    def _forget(self, tx: Connection, but: Collection[int]) -> None:
        """Drop all generations but these."""
        self._generations.keep_only(tx, but)
        self._positions.keep_only(tx, but)
        self.ledger.keep_only(tx, but)

    @property
    def live(self) -> V:
        """The views to query: the live generation, looked up again at most once a second."""
        if monotonic() - self._looked_at > LOOK_AGAIN_SECONDS:
            with reading(self._engine) as connection:
                self._live = connection.execute(self._generations.live).scalar_one()
            self._looked_at = monotonic()
        return self._generation(self._live)[0]

    def _generation(self, number: int) -> tuple[V, MetaData]:
        with self._making:
            if number not in self._made:
                metadata = MetaData()
                views = self._views(Tables(metadata, self.name, f"_g{number}"))
                views.engine = self._engine
                self._made[number] = (views, metadata)
            return self._made[number]

    def sources(self) -> list[str]:
        """The services whose facts feed these views."""
        return self._views.sources()

    # -- following -------------------------------------------------------------------------

    def processed(self, source: str) -> int:
        """How far the live generation has processed the source."""
        return self._positions.of_live(source)

    def seen(self) -> Hashable:
        """What the live generation has processed of each source; while it is the same, so are
        its tables.
        """
        return self._positions.all_of_live()

    def positions(self) -> dict[str, int]:
        """How far the live generation has processed each source."""
        return self._positions.by_source(self.sources())

    def process(self, envelopes: Sequence[Envelope]) -> None:
        """Apply consecutive facts of one source in one transaction."""
        with writing(self._engine).begin() as tx:
            self._apply(tx, self._generations.locked(tx), envelopes)
        self._progress.tell()

    def rest(self, source: str) -> None:
        """Views write everything at once; there is nothing left."""

    def pass_over(self, passed: PassedOver) -> None:
        """Let the live generation go past one fact. Raises LineNotStopped."""
        with writing(self._engine).begin() as tx:
            live = self._generations.locked(tx)
            if self._positions.of(tx, live, passed.source) >= passed.position:
                raise LineNotStopped(follower=self.name, source=passed.source)
            self._go_past(tx, live, passed)
        self._progress.tell()

    def _go_past(self, tx: Connection, generation: int, passed: PassedOver) -> None:
        self.ledger.record(tx, generation, passed)
        self._positions.mark(tx, generation, passed.source, passed.position)

    def _apply(
        self,
        tx: Connection,
        generation: int,
        envelopes: Sequence[Envelope],
        excused: Mapping[int, PassedOver] = NOTHING,
    ) -> None:
        source = envelopes[0].source
        done = self._positions.of(tx, generation, source)
        views = self._generation(generation)[0]
        due = [envelope for envelope in envelopes if envelope.position > done]
        for envelope in due:
            if envelope.position in excused:
                self._try(tx, generation, envelope, excused[envelope.position])
            else:
                views.apply(tx, envelope)
        for envelope in unknown_in(due):
            self.ledger.record(tx, generation, passed_as_unknown(envelope))
        self._positions.mark(tx, generation, source, max(done, envelopes[-1].position))

    def _try(self, tx: Connection, generation: int, envelope: Envelope, passed: PassedOver) -> None:
        """Apply what was passed over before, if that is possible now; or pass over it again."""
        try:
            with tx.begin_nested():
                self._generation(generation)[0].apply(tx, envelope)
        except Exception:  # noqa: BLE001 - whatever stopped it then may stop it still
            self.ledger.record(tx, generation, passed)

    def wait_for(self, source: str, position: int, timeout: float) -> bool:
        """Wait until the live generation has processed a position; False when it took too long."""
        return self.wait_until(lambda: self.processed(source) >= position, timeout)

    def missing(self) -> int:
        """How many positions they lie behind those of another shape."""
        return self._positions.missing(self.sources())

    def feed(self, logs: Mapping[str, Pull], tell: Callable[[int], None] = lambda _: None) -> None:
        """Bring the live generation up to date with the logs, while others may do so as well.

        From then on it is as full as those before. ``tell`` hears how many facts each step was.
        Raises StoredEventUnreadable.
        """
        for source in self.sources():
            excused = self.ledger.excused(source)
            while count := self._feed_once(source, logs[source], excused):
                tell(count)
                self._progress.tell()
        with writing(self._engine).begin() as tx:
            self._generations.complete(tx)

    def _feed_once(self, source: str, pull: Pull, excused: Mapping[int, PassedOver]) -> int:
        with writing(self._engine).begin() as tx:
            live = self._generations.locked(tx)
            return self._advance(tx, live, source, pull, excused)

    # -- rebuilding ------------------------------------------------------------------------

    def rebuild(self, logs: Mapping[str, Pull]) -> Rebuilt:
        """Build the next generation from the logs beside the live one, compare, switch.

        The last stretch is done while no fact can be applied, so that both generations
        stand at the same positions when they are compared.
        """
        number = self._prepare_next()
        facts = sum(self._replay(number, source, logs[source]) for source in self._views.sources())
        with writing(self._engine).begin() as tx:
            live = self._generations.locked(tx)
            facts += sum(
                self._align(tx, live, number, source, logs[source])
                for source in self._views.sources()
            )
            before, after = self._contents(tx, live), self._contents(tx, number)
            self._generations.switch(tx, number)
        self._looked_at = float("-inf")
        different = tuple(name for name in after if after[name] != before.get(name))
        return Rebuilt(number, facts, sum(rows for rows, _ in after.values()), different)

    def _prepare_next(self) -> int:
        """Empty tables for the next generation; what an older one left behind is dropped."""
        with writing(self._engine).begin() as tx:
            live = self._generations.locked(tx)
            self._forget(tx, but={live, *self._generations.of_others(tx)})
            number = self._generations.next(tx)
            self._generation(number)[1].create_all(tx)
            return number

    def _replay(self, generation: int, source: str, pull: Pull) -> int:
        applied, excused = 0, self.ledger.excused(source)
        while True:
            with writing(self._engine).begin() as tx:
                count = self._advance(tx, generation, source, pull, excused)
            if not count:
                return applied
            applied += count

    def _align(self, tx: Connection, live: int, number: int, source: str, pull: Pull) -> int:
        """Bring both generations to the same position of a source."""
        applied, excused = 0, self.ledger.excused(source)
        for generation in (live, number):
            while count := self._advance(tx, generation, source, pull, excused):
                applied += count
        return applied

    def _advance(
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
            self._go_past(tx, generation, passed)
            return 1
        if envelopes:
            self._apply(tx, generation, envelopes, excused)
        return len(envelopes)

    def _contents(self, tx: Connection, generation: int) -> Contents:
        """Rows and digest of every table, by its name without the generation."""
        tables = self._generation(generation)[1].sorted_tables
        return contents_of(tx, tables, f"_g{generation}")
