"""The baselines: the same bytes in a table like ours, through plain statements of the driver.

One table with the same columns and the same two indexes, one connection for each thread, one
statement and one commit for each event. Nothing is prepared for readers in order, nothing
knows of tracking, commands or other tables.
"""

import sqlite3
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from threading import local
from typing import Any
from uuid import UUID

import orjson
import psycopg2
from eventsourcing.persistence import StoredEvent

from benchmarks.events import NOW, WHO

BATCH = 1_000
WHO_COLUMNS = (WHO.actor, WHO.correlation_id, WHO.causation_id, WHO.command_id)
COLUMNS = """
    originator_id {uuid} NOT NULL, originator_version bigint NOT NULL, topic text NOT NULL,
    state {bytes} NOT NULL, recorded_at {moment} NOT NULL, actor text NOT NULL,
    correlation_id text NOT NULL, causation_id text NOT NULL, command_id text NOT NULL,
    UNIQUE (originator_id, originator_version)"""


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
        cursor.execute(
            "INSERT INTO plain VALUES (DEFAULT, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " RETURNING position",
            (
                str(event.originator_id),
                event.originator_version,
                event.topic,
                event.state,
                NOW,
                *WHO_COLUMNS,
            ),
        )
        cursor.fetchone()

    def read(self) -> Iterator[Any]:
        """Every event's state, decoded by orjson, a batch of rows in memory at a time."""
        return _decoded(self._rows, state=4)

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
        self._connection().execute(
            "INSERT INTO plain VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                UUID(str(event.originator_id)).bytes,
                event.originator_version,
                event.topic,
                event.state,
                int(NOW.timestamp()) * 1_000_000,
                *WHO_COLUMNS,
            ),
        )

    def read(self) -> Iterator[Any]:
        """Every event's state, decoded by orjson, a batch of rows in memory at a time."""
        return _decoded(self._rows, state=4)

    def _rows(self, after: int) -> list[Any]:
        found = self._connection().execute(
            "SELECT * FROM plain WHERE position > ? ORDER BY position LIMIT ?", (after, BATCH)
        )
        return found.fetchall()


def _decoded(rows_after: Any, state: int) -> Iterator[Any]:
    last = 0
    while rows := rows_after(last):
        yield from chain((orjson.loads(row[state]) for row in rows))
        last = rows[-1][0]
