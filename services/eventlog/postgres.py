"""The recorder on PostgreSQL through psycopg2, without a table lock.

Positions come from a sequence, so concurrent transactions commit them out of order and a
reader could skip an event that commits late. Here every appending transaction first announces
the lowest position that it may draw, by a transaction-level advisory lock, and draws its
positions after that. A reader asks for the *horizon*: it reads the sequence, then the
announcements still held. Whoever drew a position below the sequence's value had announced it
before, and an announcement ends only after its transaction's commit can be seen. So
everything below the lowest announcement is settled: visible, or never to come.

The section in which positions are drawn is guarded by a session-level advisory lock that is
released within the same statement, long before the commit's disk flush: writers wait for each
other for microseconds. A batch's positions are therefore contiguous. Gaps remain where a
transaction failed.

Compared with "below the oldest running transaction" (pg_snapshot_xmin), this does not wait for
transactions of others in the cluster, and survives a logical restore into another cluster.
"""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg2
from eventsourcing.persistence import (
    IntegrityError,
    OperationalError,
    PersistenceError,
    StoredEvent,
    Tracking,
)
from psycopg2 import extensions

from services.eventlog.pool import ConnectionPool
from services.eventlog.postgres_schema import schema_sql
from services.eventlog.postgres_sessions import SOON_MISSED
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import Context, HandledCommand, LoggedEvent, PlainEvent

POOL_SIZE = 16


class PostgresRecorder(LogRecorder):
    """One log in one PostgreSQL database. ``dsn`` is a libpq connection string or URI."""

    placeholder = "%s"

    def __init__(self, name: str, dsn: str, pool_size: int = POOL_SIZE) -> None:
        super().__init__(name)
        self.dsn = dsn
        self.pool = ConnectionPool(self._connect, pool_size, is_lost, is_sound)
        self._call = (
            f"SELECT {name}_append("
            "%s::uuid[], %s::bigint[], %s::text[], %s::bytea[], %s,"
            " %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        )

    def _connect(self) -> extensions.connection:
        connection: extensions.connection = psycopg2.connect(self.dsn, **SOON_MISSED)
        connection.autocommit = True  # one statement is one transaction and one round trip
        return connection

    def create_tables(self) -> None:
        """Create tables, sequence and functions where they are missing."""
        with self._errors(), self.pool.connection() as connection, connection.cursor() as cursor:
            cursor.execute(schema_sql(self.name, log_key(self.name)))

    def close(self) -> None:
        """Close all connections."""
        self.pool.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (psycopg2.IntegrityError, extensions.TransactionRollbackError) as error:
            # A deadlock too: each of two appends has written what the other is about to write.
            raise IntegrityError(str(error)) from error
        except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
            raise OperationalError(str(error)) from error
        except psycopg2.Error as error:
            raise PersistenceError(str(error)) from error

    @contextmanager
    def _reading(self) -> Iterator[extensions.cursor]:
        with self._errors(), self.pool.connection() as connection, connection.cursor() as cursor:
            yield cursor

    @contextmanager
    def _writing(self) -> Iterator[extensions.cursor]:
        with self._reading() as cursor:
            cursor.execute("BEGIN")
            yield cursor
            cursor.execute("COMMIT")

    def _safe_position(self, cursor: Any) -> int:
        cursor.execute(f"SELECT {self.name}_horizon()", [])
        return int(cursor.fetchone()[0])

    def _append(
        self,
        events: Sequence[StoredEvent],
        tracking: Tracking | None,
        context: Context,
        recorded_at: datetime,
        handled: HandledCommand | None,
    ) -> list[int]:
        parameters = (
            *_arrays(events),
            recorded_at,
            context.actor,
            context.correlation_id,
            context.causation_id,
            context.command_id,
            tracking.application_name if tracking else None,
            tracking.notification_id if tracking else None,
            handled.id if handled else None,
            handled.digest if handled else None,
            handled.answer if handled else None,
        )
        with self._reading() as cursor:
            cursor.execute(self._call, parameters)
            first = cursor.fetchone()
        assert first is not None
        return list(range(first[0], first[0] + len(events)))

    def _in(self, column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
        return f"{column} = ANY(%s)", [list(values)]

    def _event(self, row: Sequence[Any]) -> LoggedEvent:
        return LoggedEvent(
            id=row[0],
            originator_id=UUID(row[1]),
            originator_version=row[2],
            topic=row[3],
            state=bytes(row[4]),
            recorded_at=row[5],
            context=Context(*row[6:10]),
        )

    def _plain(self, rows: list[Any]) -> list[PlainEvent]:
        return rows  # the driver gives ids as texts and moments as they are wanted

    def _id(self, originator_id: UUID | str) -> str:
        return str(originator_id)


def is_lost(connection: extensions.connection) -> bool:
    """Whether the server hung up."""
    return connection.closed != 0


def is_sound(connection: extensions.connection, error: BaseException) -> bool:
    """Whether a statement that failed left nothing on a connection: who was not the first to write
    had let go of the lock under which positions are drawn, and the transaction has ended.
    """
    is_at_rest = connection.info.transaction_status == extensions.TRANSACTION_STATUS_IDLE
    return isinstance(error, psycopg2.IntegrityError) and is_at_rest


def _arrays(events: Sequence[StoredEvent]) -> tuple[list[Any], ...]:
    return (
        [str(event.originator_id) for event in events],
        [event.originator_version for event in events],
        [event.topic for event in events],
        [psycopg2.Binary(event.state) for event in events],
    )


def log_key(name: str) -> int:
    """The number by which a log's advisory locks are told from other logs' (a signed int4)."""
    return zlib.crc32(name.encode()) - 2**31
