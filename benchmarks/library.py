"""The event library's own recorders, as it sets them up."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, JSONTranscoder, Notification, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from exchange.up.postgres import USER
from tests.support.servers.postgres import Postgres

CONNECTIONS = 8
BATCH = 1_000


class Library:
    """One of its recorders: events in, one by one; notifications out, in order."""

    def __init__(self, datastore: Any, recorder: Any) -> None:
        self._datastore = datastore
        self._recorder: ApplicationRecorder = recorder
        recorder.create_table()

    def append(self, event: StoredEvent) -> None:
        """One event, one transaction."""
        self._recorder.insert_events([event])

    def append_all(self, stored: Sequence[StoredEvent]) -> None:
        """Many events, one transaction."""
        self._recorder.insert_events(stored)

    def read(self) -> Iterator[Any]:
        """Every event's state, decoded by the library's transcoder."""
        decode = JSONTranscoder().decode
        last = 0
        while batch := self._after(last):
            yield from (decode(notification.state) for notification in batch)
            last = batch[-1].id

    def _after(self, position: int) -> Sequence[Notification]:
        found = self._recorder.select_notifications(position + 1, BATCH)
        return list(islice(found, BATCH))

    def close(self) -> None:
        """Close its connections."""
        self._datastore.close()


def library_postgres(server: Postgres, database: str) -> Library:
    """Its recorder on PostgreSQL, on psycopg 3."""
    datastore = PostgresDatastore(
        database, "127.0.0.1", server.port, USER, server.password, pool_size=CONNECTIONS
    )
    return Library(datastore, PostgresApplicationRecorder(datastore))


def library_sqlite(path: Path) -> Library:
    """Its recorder on SQLite."""
    datastore = SQLiteDatastore(str(path), pool_size=CONNECTIONS, lock_timeout=60)
    return Library(datastore, SQLiteApplicationRecorder(datastore))
