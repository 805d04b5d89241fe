"""The generations of a set of views: one is live, the next is built beside it and switched to.

A small table records which generation is live, another how far each generation has processed
each source. Every batch of facts is applied in one transaction with its position, under a lock
on the live generation's record, so that a switch never loses or repeats a fact, whoever
makes it and wherever the facts are applied.
"""

import hashlib
import logging
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from threading import Condition, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Executable,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    bindparam,
    delete,
    func,
    inspect,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from services.contracts.envelope import Envelope
from services.eventlog.engines import writing
from services.eventlog.following import BATCH, Pull
from services.eventlog.view_shapes import has_another_shape
from services.eventlog.views import Tables, Views, upsert

log = logging.getLogger(__name__)

V = TypeVar("V", bound=Views)

LOOK_AGAIN_SECONDS = 1.0
POLL_SECONDS = 0.05
ROWS_AT_ONCE = 1_000


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
        self._generations = Table(
            f"{name}_view_generations",
            self._own,
            Column("name", String, primary_key=True),
            Column("live", Integer, nullable=False),
        )
        self._tracking = Table(
            f"{name}_view_tracking",
            self._own,
            Column("generation", Integer, primary_key=True),
            Column("source", String, primary_key=True),
            Column("position", BigInteger, nullable=False),
        )
        self._live_generation = select(self._generations.c.live)
        self._processed = self._position_in(self._live_generation.scalar_subquery())
        self._all_processed = (
            select(self._tracking)
            .where(self._tracking.c.generation == self._live_generation.scalar_subquery())
            .order_by(self._tracking.c.source)
        )
        self._processed_by = self._position_in(bindparam("generation"))
        self._made: dict[int, tuple[V, MetaData]] = {}
        self._making = Lock()
        self._live = 0
        self._looked_at = float("-inf")
        self._progress = Condition()

    # -- the live generation ---------------------------------------------------------------

    def create(self) -> None:
        """Create the tables of the live generation where they are missing.

        Views that were fed by code that knew other tables or columns begin anew: they are
        emptied, and whoever follows feeds them from the logs' beginning.
        """
        self._own.create_all(self._engine)
        with writing(self._engine).begin() as tx:
            tx.execute(self._first_generation(tx.dialect.name))
            live = self._locked_generation(tx)
            tables = self._generation(live)[1]
            if self._is_fed(tx, live) and has_another_shape(tx, tables):
                log.warning("the views of %s have another shape now and are fed anew", self.name)
                tables.drop_all(tx)
                tx.execute(delete(self._tracking))
                self.is_fed_anew = True
            tables.create_all(tx)

    def _is_fed(self, tx: Connection, generation: int) -> bool:
        fed = select(self._tracking).where(self._tracking.c.generation == generation)
        return tx.execute(fed.limit(1)).first() is not None

    def _first_generation(self, dialect: str) -> Executable:
        kind: Any = postgresql if dialect == "postgresql" else sqlite
        first: Executable = kind.insert(self._generations).values(name=self.name, live=1)
        return first.on_conflict_do_nothing()  # type: ignore[attr-defined,no-any-return]

    @property
    def live(self) -> V:
        """The views to query: the live generation, looked up again at most once a second."""
        if monotonic() - self._looked_at > LOOK_AGAIN_SECONDS:
            with self._engine.connect() as connection:
                self._live = connection.execute(self._live_generation).scalar_one()
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

    def _locked_generation(self, tx: Connection) -> int:
        return int(tx.execute(self._live_generation.with_for_update()).scalar_one())

    def sources(self) -> list[str]:
        """The services whose facts feed these views."""
        return self._views.sources()

    # -- following -------------------------------------------------------------------------

    def processed(self, source: str) -> int:
        """How far the live generation has processed the source."""
        with self._engine.connect() as connection:
            return connection.execute(self._processed, {"source": source}).scalar() or 0

    def seen(self) -> Hashable:
        """What the live generation has processed of each source; while it is the same, so are
        its tables.
        """
        with self._engine.connect() as connection:
            return tuple(map(tuple, connection.execute(self._all_processed)))

    def _position_in(self, generation: Any) -> Select[Any]:
        """The question how far a generation has processed the ``source``; made once."""
        tracked = self._tracking.c
        return select(tracked.position).where(
            tracked.generation == generation, tracked.source == bindparam("source")
        )

    def _position(self, tx: Connection, generation: int, source: str) -> int:
        asked = {"generation": generation, "source": source}
        return tx.execute(self._processed_by, asked).scalar() or 0

    def process(self, envelopes: Sequence[Envelope]) -> None:
        """Apply consecutive facts of one source in one transaction."""
        with writing(self._engine).begin() as tx:
            self._apply(tx, self._locked_generation(tx), envelopes)
        with self._progress:
            self._progress.notify_all()

    def rest(self, source: str) -> None:
        """Views write everything at once; there is nothing left."""

    def _apply(self, tx: Connection, generation: int, envelopes: Sequence[Envelope]) -> None:
        source = envelopes[0].source
        done = self._position(tx, generation, source)
        views = self._generation(generation)[0]
        for envelope in envelopes:
            if envelope.position > done:
                views.apply(tx, envelope)
        key = {"generation": generation, "source": source}
        upsert(tx, self._tracking, key, {"position": max(done, envelopes[-1].position)})

    def wait_for(self, source: str, position: int, timeout: float) -> bool:
        """Wait until the live generation has processed a position; False when it took too long."""
        return self.wait_until(lambda: self.processed(source) >= position, timeout)

    def wait_until(self, is_so: Callable[[], bool], timeout: float) -> bool:
        """Wait until something can be seen in the views; False when it took too long."""
        deadline = monotonic() + timeout
        while not is_so():
            remaining = deadline - monotonic()
            if remaining <= 0:
                return False
            with self._progress:
                self._progress.wait(min(remaining, POLL_SECONDS))
        return True

    # -- rebuilding ------------------------------------------------------------------------

    def rebuild(self, logs: Mapping[str, Pull]) -> Rebuilt:
        """Build the next generation from the logs beside the live one, compare, switch.

        The last stretch is done while no fact can be applied, so that both generations
        stand at the same positions when they are compared.
        """
        number = self._prepare_next()
        facts = sum(self._replay(number, source, logs[source]) for source in self._views.sources())
        with writing(self._engine).begin() as tx:
            live = self._locked_generation(tx)
            facts += sum(
                self._align(tx, live, number, source, logs[source])
                for source in self._views.sources()
            )
            before, after = self._contents(tx, live), self._contents(tx, number)
            tx.execute(update(self._generations).values(live=number))
        self._looked_at = float("-inf")
        different = tuple(name for name in after if after[name] != before.get(name))
        return Rebuilt(number, facts, sum(rows for rows, _ in after.values()), different)

    def _prepare_next(self) -> int:
        """Empty tables for the next generation; what an older one left behind is dropped."""
        with writing(self._engine).begin() as tx:
            live = self._locked_generation(tx)
            latest = tx.execute(select(func.max(self._tracking.c.generation))).scalar() or live
            for old in range(1, max(live, latest) + 2):
                if old != live and inspect(tx).has_table(self._probe(old)):
                    self._generation(old)[1].drop_all(tx)
            tx.execute(delete(self._tracking).where(self._tracking.c.generation != live))
            self._generation(live + 1)[1].create_all(tx)
            return live + 1

    def _probe(self, generation: int) -> str:
        return next(iter(self._generation(generation)[1].tables), "")

    def _replay(self, generation: int, source: str, pull: Pull) -> int:
        applied, position = 0, 0
        while envelopes := pull(position, BATCH):
            with writing(self._engine).begin() as tx:
                self._apply(tx, generation, envelopes)
            applied, position = applied + len(envelopes), envelopes[-1].position
        return applied

    def _align(self, tx: Connection, live: int, number: int, source: str, pull: Pull) -> int:
        """Bring both generations to the same position of a source."""
        applied = 0
        for generation in (live, number):
            while envelopes := pull(self._position(tx, generation, source), BATCH):
                self._apply(tx, generation, envelopes)
                applied += len(envelopes)
        return applied

    def _contents(self, tx: Connection, generation: int) -> dict[str, tuple[int, str]]:
        """Rows and digest of every table, by its name without the generation."""
        suffix = f"_g{generation}"
        tables = self._generation(generation)[1].sorted_tables
        return {table.name.removesuffix(suffix): _digest(tx, table) for table in tables}


def _digest(tx: Connection, table: Table) -> tuple[int, str]:
    digest, rows = hashlib.sha256(), 0
    rows_in_order = select(table).order_by(*table.primary_key.columns)
    for row in tx.execute(rows_in_order.execution_options(yield_per=ROWS_AT_ONCE)):
        digest.update(_bytes(row))
        rows += 1
    return rows, digest.hexdigest()


def _bytes(row: Row[Any]) -> bytes:
    """A row's values; the order of names in its JSON is not one of them."""
    return msgspec.json.encode(tuple(row), order="deterministic")
