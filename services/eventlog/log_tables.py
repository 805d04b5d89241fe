"""The tables of a log as SQLAlchemy sees them, on both databases: to be copied as they are.

The recorders own these tables and define them (``sqlite``, ``postgres_schema``).
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Dialect, LargeBinary, MetaData, String, Table, Uuid
from sqlalchemy.types import DateTime, TypeDecorator, TypeEngine

from services.eventlog.records import BEGINNING_OF_TIME

A_MICROSECOND = timedelta(microseconds=1)


class OriginatorId(TypeDecorator[UUID]):
    """An aggregate's id: 16 bytes on SQLite, a uuid on PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type on this database."""
        return dialect.type_descriptor(LargeBinary() if dialect.name == "sqlite" else Uuid())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """As the database takes it."""
        return value.bytes if value and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """From the database."""
        return UUID(bytes=value) if isinstance(value, bytes) else value


class RecordedAt(TypeDecorator[datetime]):
    """When an event was recorded: microseconds since 1970 on SQLite, an instant on PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type on this database."""
        is_sqlite = dialect.name == "sqlite"
        return dialect.type_descriptor(BigInteger() if is_sqlite else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """As the database takes it."""
        if value and dialect.name == "sqlite":
            return (value - BEGINNING_OF_TIME) // A_MICROSECOND
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database, aware, in UTC."""
        if isinstance(value, int):
            return BEGINNING_OF_TIME + value * A_MICROSECOND
        return value.astimezone(UTC) if value else None


class LogTables:
    """The three tables of a log, by its name."""

    def __init__(self, name: str) -> None:
        own = MetaData()
        self.position_sequence = f"{name}_position"
        self.events = Table(
            f"{name}_events",
            own,
            Column("position", BigInteger, primary_key=True, autoincrement=False),
            Column("originator_id", OriginatorId),
            Column("originator_version", BigInteger),
            Column("topic", String),
            Column("state", LargeBinary),
            Column("recorded_at", RecordedAt),
            Column("actor", String),
            Column("correlation_id", String),
            Column("causation_id", String),
            Column("command_id", String),
        )
        self.tracking = Table(
            f"{name}_tracking",
            own,
            Column("source", String, primary_key=True),
            Column("position", BigInteger),
        )
        self.commands = Table(
            f"{name}_commands",
            own,
            Column("id", String, primary_key=True),
            Column("digest", String),
            Column("answer", LargeBinary),
        )

    @property
    def beside(self) -> list[Table]:
        """What stands beside the events."""
        return [self.tracking, self.commands]
