"""Moving a home: logs and vault are copied and proved, then the views are built from the logs.

Nobody may work with either home meanwhile. Broken off, it goes on where it was: what is there
already is not copied again, and all of it is proved.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Engine, func, select

from exchange.distributed import VIEWS
from exchange.feeding import Pace, feed_all
from exchange.progress import Tell
from exchange.serve_views import view_stores
from services.eventlog.generations import ViewStore
from services.eventlog.log_tables import LogTables
from services.eventlog.table_copy import Fingerprint, TableCopy, count
from services.hosting.host import ServiceHost, Surroundings
from services.hosting.service_list import service_classes
from services.hosting.stores import Stores

Proofs = dict[str, Fingerprint]
"""For each table that was copied, what stands in both homes."""


class LogMove:
    """The log of one service and what it keeps beside it, on the way."""

    def __init__(self, host: ServiceHost, log: TableCopy, kept: TableCopy) -> None:
        self.name = host.name
        self._log, self._kept = log, kept
        self._tables = LogTables(host.name)
        for group in host.use_cases.kept:
            group.create_all(kept.source)  # an older release knew fewer tables
        self._to_keep = [t for group in host.use_cases.kept for t in group.sorted_tables]

    @property
    def events(self) -> int:
        """How many events the log has."""
        return count(self._log.source, self._tables.events)

    def run(self, pace: Pace) -> Proofs:
        """Copy and prove. Raises CopyDiffers."""
        tables = self._tables
        proofs = {tables.events.name: self._log.continue_with(tables.events, pace.step)}
        _draw_positions_after(self._log.target, tables)
        for copy, group in ((self._log, tables.beside), (self._kept, self._to_keep)):
            proofs |= copy.replace(group)
        return proofs


def _draw_positions_after(target: Engine, tables: LogTables) -> None:
    """Let the log go on behind its last event."""
    last = select(func.max(tables.events.c.position)).scalar_subquery()
    with target.begin() as tx:
        tx.execute(select(func.setval(tables.position_sequence, last)))


class Move:
    """From the stores of one home into those of another, on PostgreSQL."""

    def __init__(self, source: Stores, target: Surroundings) -> None:
        self._source = source
        self._target = target

    def run(self, tell: Tell) -> Proofs:
        """Move everything; the proofs. Raises CopyDiffers when the target holds other things."""
        with ExitStack() as opened:
            hosts = [c.host.open(self._target) for c in service_classes()]
            for host in hosts:
                opened.callback(host.close)
            moves = [opened.enter_context(self._move_of(host)) for host in hosts]
            stores = opened.enter_context(self._views(hosts))
            pace = Pace(tell, _size(moves, stores))
            proofs = _copied(moves, pace)
            feed_all(stores, {host.name: host.published.since for host in hosts}, pace)
        return proofs

    @contextmanager
    def _move_of(self, host: ServiceHost) -> Iterator[LogMove]:
        with (
            _engines(self._source, host.name) as old,
            _engines(self._target.stores, host.name) as new,
        ):
            yield LogMove(host, TableCopy(old[0], new[0]), TableCopy(old[1], new[1]))

    @contextmanager
    def _views(self, hosts: list[ServiceHost]) -> Iterator[list[ViewStore[Any]]]:
        engine = self._target.stores.engine(VIEWS)
        read_by_all = view_stores(engine)
        try:
            if self._target.creates_tables:
                for store in read_by_all:
                    store.create()
            yield [*(host.views for host in hosts), *read_by_all]
        finally:
            engine.dispose()


@contextmanager
def _engines(stores: Stores, name: str) -> Iterator[tuple[Engine, Engine]]:
    """On the database of a service's log, and on that of its other tables."""
    log, other = stores.log_engine(name), stores.engine(name)
    try:
        yield log, other
    finally:
        log.dispose()
        other.dispose()


def _size(moves: list[LogMove], stores: list[ViewStore[Any]]) -> int:
    events = {move.name: move.events for move in moves}
    to_feed = sum(events[source] for store in stores for source in store.sources())
    return sum(events.values()) + to_feed


def _copied(moves: list[LogMove], pace: Pace) -> Proofs:
    proofs: Proofs = {}
    for move in moves:
        pace.what = f"{move.name} log"
        proofs |= move.run(pace)
    return proofs
