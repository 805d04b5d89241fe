"""The baselines: the same bytes in a table like ours, through plain statements of the driver.

One table with the same columns and the same two indexes, one connection for each thread, one
statement and one commit for each event. Nothing is prepared for readers in order, nothing
knows of tracking, commands or other tables.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import local
from typing import Any, Protocol
from uuid import UUID

import orjson
import psycopg2
from eventsourcing.persistence import StoredEvent

from benchmarks.events import NOW, WHO

BATCH = 1_000
STATE_COLUMN = 4
WHO_COLUMNS = (WHO.actor, WHO.correlation_id, WHO.causation_id, WHO.command_id)
COLUMNS = """
    originator_id {uuid} NOT NULL, originator_version bigint NOT NULL, topic text NOT NULL,
    state {bytes} NOT NULL, recorded_at {moment} NOT NULL, actor text NOT NULL,
    correlation_id text NOT NULL, causation_id text NOT NULL, command_id text NOT NULL,
    UNIQUE (originator_id, originator_version)"""


class Plain(Protocol):
    """Plain statements on one database."""

    def append(self, event: StoredEvent) -> None:
        """One event, one transaction."""

    def append_all(self, stored: Sequence[StoredEvent]) -> None:
        """Many events, one transaction."""

    def read(self) -> Iterator[Any]:
        """Every event's state, decoded by orjson, a batch of rows in memory at a time."""


class PlainPostgres:
    """Statements through psycopg2."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._mine = local()
        columns = COLUMNS.format(uuid="uuid", bytes="bytea", moment="timestamptz")
        self._cursor().execute(f"CREATE TABLE plain (position bigserial PRIMARY KEY, {columns})")

    def _cursor(self) -> Any:
        if not hasattr(self._mine, "cursor"):
            connection = psycopg2.connect(self._dsn)
            connection.autocommit = True
            self._mine.cursor = connection.cursor()
        return self._mine.cursor

    def append(self, event: StoredEvent) -> None:
        """One INSERT, and the position it got."""
        cursor = self._cursor()
        cursor.execute(self._insert, self._row(event))
        cursor.fetchone()

    _insert = (
        "INSERT INTO plain VALUES (DEFAULT, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING position"
    )

    @staticmethod
    def _row(event: StoredEvent) -> tuple[Any, ...]:
        about = (event.originator_version, event.topic, event.state, NOW)
        return (str(event.originator_id), *about, *WHO_COLUMNS)

    def append_all(self, stored: Sequence[StoredEvent]) -> None:
        """Many events, one transaction."""
        cursor = self._cursor()
        cursor.execute("BEGIN")
        cursor.executemany(self._insert, map(self._row, stored))
        cursor.execute("COMMIT")

    def read(self) -> Iterator[Any]:
        """Every event's state, decoded by orjson, a batch of rows in memory at a time."""
        return _decoded(self._rows)

    def _rows(self, after: int) -> list[Any]:
        cursor = self._cursor()
        cursor.execute(
            "SELECT * FROM plain WHERE position > %s ORDER BY position LIMIT %s", (after, BATCH)
        )
        rows: list[Any] = cursor.fetchall()
        return rows


class PlainSQLite:
    """Statements through sqlite3, with the log's durability."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = local()
        columns = COLUMNS.format(uuid="blob", bytes="blob", moment="integer")
        self._connection().execute(
            f"CREATE TABLE plain (position integer PRIMARY KEY AUTOINCREMENT, {columns})"
        )

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._mine, "connection"):
            self._mine.connection = sqlite3.connect(self._path, timeout=60, isolation_level=None)
            self._mine.connection.execute("PRAGMA journal_mode=WAL")
            self._mine.connection.execute("PRAGMA synchronous=FULL")
        connection: sqlite3.Connection = self._mine.connection
        return connection

    def append(self, event: StoredEvent) -> None:
        """One INSERT."""
        self._connection().execute(self._insert, self._row(event))

    _insert = "INSERT INTO plain VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    @staticmethod
    def _row(event: StoredEvent) -> tuple[Any, ...]:
        micros = int(NOW.timestamp()) * 1_000_000
        about = (event.originator_version, event.topic, event.state, micros)
        return (UUID(str(event.originator_id)).bytes, *about, *WHO_COLUMNS)

    def append_all(self, stored: Sequence[StoredEvent]) -> None:
        """Many events, one transaction."""
        connection = self._connection()
        connection.execute("BEGIN")
        connection.executemany(self._insert, map(self._row, stored))
        connection.execute("COMMIT")

    def read(self) -> Iterator[Any]:
        """Every event's state, decoded by orjson, a batch of rows in memory at a time."""
        return _decoded(self._rows)

    def _rows(self, after: int) -> list[Any]:
        found = self._connection().execute(
            "SELECT * FROM plain WHERE position > ? ORDER BY position LIMIT ?", (after, BATCH)
        )
        return found.fetchall()


def _decoded(rows_after: Callable[[int], list[Any]]) -> Iterator[Any]:
    last = 0
    while rows := rows_after(last):
        yield from (orjson.loads(row[STATE_COLUMN]) for row in rows)
        last = rows[-1][0]
