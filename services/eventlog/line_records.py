"""The records of a log's lines, in the log's own database: what reactions passed over, what stops
them. They lie beside the tracking, so that one transaction writes both.
"""

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from eventsourcing.persistence import IntegrityError

from services.eventlog.standstill import PassedOver, Stop


class Cursor(Protocol):
    """The part of a DB-API cursor that reading needs."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement wrote."""

    def execute(self, sql: str, parameters: Sequence[Any], /) -> Any:
        """Run one statement."""

    def fetchall(self) -> list[Any]:
        """All rows of the result."""

    def fetchone(self) -> Any:
        """The next row of the result, or None."""


def lines_ddl(name: str) -> str:
    """The two tables; the same statements on both databases. Moments are ISO texts."""
    return f"""
        CREATE TABLE IF NOT EXISTS {name}_passed_over (
            source TEXT NOT NULL, position BIGINT NOT NULL, fact_id TEXT NOT NULL,
            type TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY (source, position));
        CREATE TABLE IF NOT EXISTS {name}_stops (
            source TEXT PRIMARY KEY, position BIGINT NOT NULL, fact_id TEXT NOT NULL,
            type TEXT NOT NULL, error TEXT NOT NULL, since TEXT NOT NULL,
            tries BIGINT NOT NULL, tried_at TEXT NOT NULL);
    """


class LineRecords:
    """Keeps what the reactions of a log's service passed over, and what stops them."""

    name: str
    placeholder: str
    tracking_table: str

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Cursor]:
        """A cursor that reads committed data."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Cursor]:
        """A cursor whose statements are one transaction."""

    def pass_over(self, passed: PassedOver) -> None:
        """Record that a fact was passed over, and that its source is processed up to there.

        Raises IntegrityError when it was processed already; then nothing was written.
        """
        track = (
            f"INSERT INTO {self.tracking_table} AS known VALUES ({self._marks(2)})"
            " ON CONFLICT (source) DO UPDATE SET position = excluded.position"
            " WHERE known.position < excluded.position"
        )
        record = f"INSERT INTO {self.name}_passed_over VALUES ({self._marks(7)})"
        with self._writing() as cursor:
            cursor.execute(track, [passed.source, passed.position])
            if cursor.rowcount == 0:
                raise IntegrityError(f"{passed} was processed already")
            cursor.execute(record, _row_of(passed))

    def passed_over(self) -> list[PassedOver]:
        """Everything that was passed over, the latest last."""
        columns = "source, position, fact_id, type, actor, at, reason"
        found = f"SELECT {columns} FROM {self.name}_passed_over ORDER BY at, source, position"
        with self._reading() as cursor:
            cursor.execute(found, [])
            rows = cursor.fetchall()
        return [_passed_over(*row) for row in rows]

    def stop_of(self, source: str) -> Stop | None:
        """What stopped the line of a source when it was last tried."""
        columns = "source, position, fact_id, type, error, since, tries, tried_at"
        found = f"SELECT {columns} FROM {self.name}_stops WHERE source = {self.placeholder}"
        with self._reading() as cursor:
            cursor.execute(found, [source])
            row = cursor.fetchone()
        return _stop(*row) if row else None

    def keep_stop(self, stop: Stop) -> None:
        """Record what stops a line."""
        with self._writing() as cursor:
            self._forget(cursor, stop.source)
            statement = f"INSERT INTO {self.name}_stops VALUES ({self._marks(8)})"
            cursor.execute(statement, _row_of(stop))

    def drop_stop(self, source: str) -> None:
        """The line goes on."""
        with self._writing() as cursor:
            self._forget(cursor, source)

    def _forget(self, cursor: Cursor, source: str) -> None:
        statement = f"DELETE FROM {self.name}_stops WHERE source = {self.placeholder}"
        cursor.execute(statement, [source])

    def _marks(self, count: int) -> str:
        return ", ".join([self.placeholder] * count)


def _row_of(record: PassedOver | Stop) -> list[Any]:
    """A record's values in the order of its table's columns."""
    values = vars(record).values()
    return [value.isoformat() if isinstance(value, datetime) else value for value in values]


def _passed_over(
    source: str, position: int, fact_id: str, type: str, actor: str, at: str, reason: str
) -> PassedOver:
    moment = datetime.fromisoformat(at)
    return PassedOver(source, position, fact_id, type, actor, moment, reason)


def _stop(
    source: str,
    position: int,
    fact_id: str,
    type: str,
    error: str,
    since: str,
    tries: int,
    tried_at: str,
) -> Stop:
    began, again = datetime.fromisoformat(since), datetime.fromisoformat(tried_at)
    return Stop(source, position, fact_id, type, error, began, tries, again)
