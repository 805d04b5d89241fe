"""The recorder on SQLite, for the one-process home.

SQLite has one writer at a time, so positions are committed in the order in which they are
given and everything that can be seen is safe to read. ``synchronous=FULL`` in WAL mode: what
was acknowledged survives a power cut. A log that is only a draft need not wait for the disk.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    IntegrityError,
    OperationalError,
    PersistenceError,
    StoredEvent,
    Tracking,
)

from services.eventlog.line_records import lines_ddl
from services.eventlog.pool import ConnectionPool
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import Context, HandledCommand, LoggedEvent, PlainEvent

BUSY_SECONDS = 5.0  # nobody but a tool of the operator's holds the lock, and then all wait
POOL_SIZE = 32


class SQLiteRecorder(LogRecorder):
    """One log in one SQLite file."""

    placeholder = "?"

    def __init__(self, name: str, path: Path, *, is_draft: bool = False) -> None:
        super().__init__(name)
        self.path = path
        self._synchronous = "OFF" if is_draft else "FULL"
        self.pool = ConnectionPool(self._connect, POOL_SIZE)
        self._one_writer = Lock()  # fair among threads, where SQLite's own lock only polls

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.text_factory = _text
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={self._synchronous}")
        return connection

    def create_tables(self) -> None:
        """Create the tables where they are missing."""
        with self._errors(), self.pool.connection() as connection:
            connection.executescript(self._ddl())

    def _ddl(self) -> str:
        return f"""
            CREATE TABLE IF NOT EXISTS {self.events_table} (
                position INTEGER PRIMARY KEY AUTOINCREMENT,
                originator_id BLOB NOT NULL,
                originator_version INTEGER NOT NULL,
                topic TEXT NOT NULL,
                state BLOB NOT NULL,
                recorded_at INTEGER NOT NULL,
                actor TEXT NOT NULL,
                correlation_id TEXT NOT NULL,
                causation_id TEXT NOT NULL,
                command_id TEXT NOT NULL,
                UNIQUE (originator_id, originator_version));
            CREATE TABLE IF NOT EXISTS {self.tracking_table} (
                source TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS {self.commands_table} (
                id TEXT PRIMARY KEY, digest TEXT NOT NULL, answer BLOB NOT NULL) WITHOUT ROWID;
            {lines_ddl(self.name)}
        """

    def close(self) -> None:
        """Close all connections."""
        self.pool.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise IntegrityError(str(error)) from error
        except sqlite3.OperationalError as error:
            raise OperationalError(str(error)) from error
        except sqlite3.Error as error:
            raise PersistenceError(str(error)) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Cursor]:
        with self._errors(), self.pool.connection() as connection:
            yield connection.cursor()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        with self._errors(), self._as_one_writer(), self.pool.connection() as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            yield cursor
            cursor.execute("COMMIT")

    @contextmanager
    def _as_one_writer(self) -> Iterator[None]:
        if not self._one_writer.acquire(timeout=BUSY_SECONDS):
            raise OperationalError("The writer before this one does not come to an end")
        try:
            yield
        finally:
            self._one_writer.release()

    def _safe_position(self, cursor: Any) -> None:
        return None

    def _append(
        self,
        events: Sequence[StoredEvent],
        tracking: Tracking | None,
        context: Context,
        recorded_at: datetime,
        handled: HandledCommand | None,
    ) -> list[int]:
        about = (_to_micros(recorded_at), *_columns(context))
        with self._writing() as cursor:
            positions = [self._insert(cursor, event, about) for event in events]
            if tracking is not None:
                self._track(cursor, tracking)
            if handled is not None:
                values = (handled.id, handled.digest, handled.answer)
                cursor.execute(f"INSERT INTO {self.commands_table} VALUES (?, ?, ?)", values)
        return positions

    def _insert(self, cursor: sqlite3.Cursor, event: StoredEvent, about: tuple[Any, ...]) -> int:
        cursor.execute(
            f"INSERT INTO {self.events_table} VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._id(event.originator_id),
                event.originator_version,
                event.topic,
                event.state,
                *about,
            ),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _track(self, cursor: sqlite3.Cursor, tracking: Tracking) -> None:
        cursor.execute(
            f"INSERT INTO {self.tracking_table} VALUES (?, ?)"
            " ON CONFLICT (source) DO UPDATE SET position = excluded.position"
            " WHERE position < excluded.position",
            (tracking.application_name, tracking.notification_id),
        )
        if cursor.rowcount == 0:
            raise IntegrityError(f"{tracking} was processed already")

    def _in(self, column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
        return f"{column} IN ({', '.join('?' * len(values))})", list(values)

    def _event(self, row: Sequence[Any]) -> LoggedEvent:
        return LoggedEvent(
            id=row[0],
            originator_id=UUID(bytes=row[1]),
            originator_version=row[2],
            topic=row[3],
            state=row[4],
            recorded_at=_from_micros(row[5]),
            context=Context(*row[6:10]),
        )

    def _plain(self, rows: list[Any]) -> list[PlainEvent]:
        return [
            (
                position,
                str(UUID(bytes=originator)),
                version,
                topic,
                state,
                _from_micros(micros),
                *context,
            )
            for position, originator, version, topic, state, micros, *context in rows
        ]

    def _id(self, originator_id: UUID | str) -> bytes:
        return UUID(str(originator_id)).bytes


def _text(stored: bytes) -> str:
    """Text as far as it can be read: a damaged one must not hide the rows beside it."""
    return stored.decode("utf-8", "replace")


def _columns(context: Context) -> tuple[str, str, str, str]:
    return context.actor, context.correlation_id, context.causation_id, context.command_id


def _to_micros(moment: datetime) -> int:
    whole = int(moment.replace(microsecond=0).timestamp())
    return whole * 1_000_000 + moment.microsecond


def _from_micros(micros: int) -> datetime:
    seconds, rest = divmod(micros, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
