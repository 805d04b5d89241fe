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
from time import monotonic
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine, MetaData, inspect

from services.contracts.envelope import Envelope
from services.contracts.errors import LineNotStopped
from services.eventlog.engines import reading, writing
from services.eventlog.following import Pull
from services.eventlog.progress import Progress
from services.eventlog.rebuilding import Rebuilding, Rebuilt
from services.eventlog.standstill import PassedOver
from services.eventlog.view_applying import Applying
from services.eventlog.view_ledger import ViewLedger
from services.eventlog.view_positions import ViewPositions
from services.eventlog.view_shapes import LiveGenerations, shape_of
from services.eventlog.views import Views

log = logging.getLogger(__name__)

V = TypeVar("V", bound=Views)

LOOK_AGAIN_SECONDS = 1.0


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
        live = self._generations.live
        self._positions = ViewPositions(engine, name, self._own, live)
        self.ledger = ViewLedger(engine, name, self._own, live.scalar_subquery())
        self._applying = Applying(engine, name, views, self._positions, self.ledger)
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
        there = set(inspect(connection).get_table_names())
        if not there.issuperset(self._own.tables):
            return False
        live = self._generations.found(connection)
        return live is not None and there.issuperset(self._applying.generation(live)[1].tables)

    def _begin_anew(self, tx: Connection) -> None:
        before = self._generations.latest(tx)
        live = self._generations.begin(tx, is_complete=before is None)
        self._applying.make_tables(tx, live)
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
        return self._applying.generation(self._live)[0]

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
        """Apply consecutive facts of one source in one transaction.

        They are read before: lines of other sources wait for the lock.
        """
        self._views.read_ahead(envelopes)
        with writing(self._engine).begin() as tx:
            self._applying.apply(tx, self._generations.locked(tx), envelopes)
        self._progress.tell()

    def rest(self, source: str) -> None:
        """Views write everything at once; there is nothing left."""

    def pass_over(self, passed: PassedOver) -> None:
        """Let the live generation go past one fact. Raises LineNotStopped."""
        with writing(self._engine).begin() as tx:
            live = self._generations.locked(tx)
            if self._positions.of(tx, live, passed.source) >= passed.position:
                raise LineNotStopped(follower=self.name, source=passed.source)
            self._applying.go_past(tx, live, passed)
        self._progress.tell()

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
            return self._applying.advance(tx, live, source, pull, excused)

    # -- rebuilding ------------------------------------------------------------------------

    def rebuild(self, logs: Mapping[str, Pull]) -> Rebuilt:
        """Build the next generation from the logs beside the live one, compare, switch."""
        rebuilding = Rebuilding(
            self._engine, self._generations, self._applying, self.ledger, self.sources()
        )
        rebuilt = rebuilding.run(self._prepare_next(), logs)
        self._looked_at = float("-inf")
        return rebuilt

    def _prepare_next(self) -> int:
        """Empty tables for the next generation; what an older one left behind is dropped."""
        with writing(self._engine).begin() as tx:
            live = self._generations.locked(tx)
            self._forget(tx, but={live, *self._generations.of_others(tx)})
            number = self._generations.next(tx)
            self._applying.make_tables(tx, number)
            return number
