"""The recorder of one log: the library's interface, with context, handled commands, topics.

Three tables, named explicitly after the log: ``<name>_events`` (the log itself, append-only),
``<name>_tracking`` (how far this log's service has processed each source) and
``<name>_commands`` (commands that were carried out). They live in one database because one
transaction writes all three; so do the records of its lines (see line_records). The SQL is
shared; appending differs by database, because positions that are safe to read in order are made
differently (see sqlite and postgres).
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    NotSupportedError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
)

from services.eventlog.line_records import Cursor, LineRecords
from services.eventlog.pool import ConnectionPool
from services.eventlog.records import (
    BEGINNING_OF_TIME,
    UNKNOWN,
    Context,
    HandledCommand,
    LoggedEvent,
    PlainEvent,
)

COLUMNS = (
    "position, originator_id, originator_version, topic, state,"
    " recorded_at, actor, correlation_id, causation_id, command_id"
)


class LogRecorder(LineRecords, ProcessRecorder):
    """Stores and selects logged events, tracking marks and handled commands.

    ``name`` names the tables; it is a constant of the code, never user input.
    """

    placeholder: str
    pool: ConnectionPool[Any]

    def __init__(self, name: str) -> None:
        self.name = name
        self.events_table = f"{name}_events"
        self.tracking_table = f"{name}_tracking"
        self.commands_table = f"{name}_commands"

    @abstractmethod
    def create_tables(self) -> None:
        """Create what is missing; safe to call again and from several processes."""

    @abstractmethod
    def close(self) -> None:
        """Close all connections."""

    @abstractmethod
    def _safe_position(self, cursor: Cursor) -> int | None:
        """The highest position below which nothing can appear any more; None: no limit."""

    @abstractmethod
    def _append(
        self,
        events: Sequence[StoredEvent],
        tracking: Tracking | None,
        context: Context,
        recorded_at: datetime,
        handled: HandledCommand | None,
    ) -> list[int]:
        """Write everything in one transaction; the positions of the events."""

    @abstractmethod
    def _in(self, column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
        """A condition that ``column`` is one of ``values``, with its parameters."""

    @abstractmethod
    def _event(self, row: Sequence[Any]) -> LoggedEvent:
        """The logged event of a row of COLUMNS."""

    @abstractmethod
    def _plain(self, rows: list[Any]) -> list[PlainEvent]:
        """The plain events of rows of COLUMNS."""

    @abstractmethod
    def _id(self, originator_id: UUID | str) -> Any:
        """An originator's id as the database takes it."""

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        tracking: Tracking | None = None,
        context: Context = UNKNOWN,
        recorded_at: datetime = BEGINNING_OF_TIME,
        handled: HandledCommand | None = None,
        **_: Any,
    ) -> Sequence[int]:
        """Append in one transaction. Raises IntegrityError when an event's version, the
        tracking mark or the command id is there already; then nothing was written.
        """
        if not stored_events and tracking is None and handled is None:
            return []
        return self._append(stored_events, tracking, context, recorded_at, handled)

    def insert_tracking(self, tracking: Tracking) -> None:
        """Record that a source was processed up to a position."""
        self._append((), tracking, UNKNOWN, BEGINNING_OF_TIME, None)

    def _select(self, where: str, tail: str) -> str:
        return f"SELECT {COLUMNS} FROM {self.events_table} WHERE {where} {tail}"

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[LoggedEvent]:
        """One aggregate's events in order of version."""
        where, parameters = f"originator_id = {self.placeholder}", [self._id(originator_id)]
        for condition, value in (("originator_version >", gt), ("originator_version <=", lte)):
            if value is not None:
                where += f" AND {condition} {self.placeholder}"
                parameters.append(value)
        tail = f"ORDER BY originator_version {'DESC' if desc else 'ASC'}{self._limit(limit)}"
        with self._reading() as cursor:
            cursor.execute(self._select(where, tail), parameters)
            return [self._event(row) for row in cursor.fetchall()]

    @staticmethod
    def _limit(limit: int | None) -> str:
        return "" if limit is None else f" LIMIT {int(limit)}"

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[LoggedEvent]:
        """A stretch of the log in order of position; only what is safe to read in order."""
        where, parameters = "1 = 1", []
        if start is not None:
            where += f" AND position {'>=' if inclusive_of_start else '>'} {self.placeholder}"
            parameters.append(start)
        if stop is not None:
            where += f" AND position <= {self.placeholder}"
            parameters.append(stop)
        if topics:
            condition, values = self._in("topic", topics)
            where, parameters = f"{where} AND {condition}", [*parameters, *values]
        return [self._event(row) for row in self._safe_rows(where, parameters, limit)]

    def select_plain(
        self, after: int, limit: int, besides: Sequence[str] = ()
    ) -> Sequence[PlainEvent]:
        """The same stretch as plain events, without those that have one of these topics."""
        where, parameters = f"position > {self.placeholder}", [after]
        if besides:
            condition, values = self._in("topic", besides)
            where, parameters = f"{where} AND NOT ({condition})", [*parameters, *values]
        return self._plain(self._safe_rows(where, parameters, limit))

    def _safe_rows(self, where: str, parameters: list[Any], limit: int) -> list[Any]:
        """Rows in order, up to the safe position. That bound is not part of the statement:
        without statistics PostgreSQL thinks two bounds leave few rows, and sorts them all.
        """
        with self._reading() as cursor:
            safe = self._safe_position(cursor)
            tail = f"ORDER BY position{self._limit(limit)}"
            cursor.execute(self._select(where, tail), parameters)
            rows = cursor.fetchall()
        while safe is not None and rows and rows[-1][0] > safe:
            rows.pop()
        return rows

    def all_events(self, batch: int = 1_000) -> Iterator[LoggedEvent]:
        """The whole log in order, a batch in memory at a time."""
        last = 0
        while events := self.select_notifications(last, batch, inclusive_of_start=False):
            yield from events
            last = events[-1].id

    def last_position_before(self, position: int, topics: Sequence[str]) -> int:
        """The position of the nearest earlier event with one of these topics; 0: none."""
        condition, values = self._in("topic", topics)
        with self._reading() as cursor:
            cursor.execute(
                f"SELECT position FROM {self.events_table}"
                f" WHERE position < {self.placeholder} AND {condition}"
                " ORDER BY position DESC LIMIT 1",
                [position, *values],
            )
            row = cursor.fetchone()
            return row[0] if row else 0

    def max_notification_id(self) -> int | None:
        """The highest position that is safe to read, or None when the log is empty."""
        with self._reading() as cursor:
            bound = self._safe_position(cursor)
            where = "" if bound is None else f" WHERE position <= {bound}"
            cursor.execute(f"SELECT MAX(position) FROM {self.events_table}{where}", [])
            found: int | None = cursor.fetchone()[0]
            return found

    def max_tracking_id(self, application_name: str) -> int | None:
        """How far the source was processed, or None when it was not begun."""
        with self._reading() as cursor:
            cursor.execute(
                f"SELECT position FROM {self.tracking_table} WHERE source = {self.placeholder}",
                [application_name],
            )
            row = cursor.fetchone()
            return row[0] if row else None

    def handled_command(self, command_id: str) -> HandledCommand | None:
        """What was answered to this command, if it was carried out."""
        with self._reading() as cursor:
            cursor.execute(
                f"SELECT id, digest, answer FROM {self.commands_table}"
                f" WHERE id = {self.placeholder}",
                [command_id],
            )
            row = cursor.fetchone()
            return HandledCommand(row[0], row[1], bytes(row[2])) if row else None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Not offered: followers pull and are prompted (see ``following``)."""
        raise NotSupportedError("Follow the published log instead of subscribing")
