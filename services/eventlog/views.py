"""Read models: tables fed by facts, in transactions that also record how far they are.

A set of views belongs together: it has one name, its tables, its handlers and its queries.
Its tables carry a generation in their names, so that the next generation can be built from the
logs beside the live one and be switched to (see ``generations``).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Index,
    Insert,
    MetaData,
    Table,
    bindparam,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.eventlog.engines import reading
from services.eventlog.prepared import for_driver, writer
from services.eventlog.together import later
from services.eventlog.told import Told

Handler = Callable[[Any, Connection, Told], None]
H = TypeVar("H", bound=Handler)


class Moment(TypeDecorator[datetime]):
    """An aware instant in UTC, on databases with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database, aware."""
        if value is None or value.tzinfo is not None:
            return value.astimezone(UTC) if value else None
        restored: datetime = value.replace(tzinfo=UTC)
        return restored


def told(*facts: type[Fact]) -> Callable[[H], H]:
    """Mark a method of a Views class as the handler of facts."""

    def mark(method: H) -> H:
        method.handles = facts  # type: ignore[attr-defined]
        return method

    return mark


class Tables:
    """Makes the tables of one generation of a set of views."""

    def __init__(self, metadata: MetaData, prefix: str, suffix: str) -> None:
        self._metadata = metadata
        self._prefix = prefix
        self._suffix = suffix

    def add(self, name: str, *columns: Column[Any], indexes: Sequence[Sequence[str]] = ()) -> Table:
        """A table of the views, with an index for each group of columns."""
        table = Table(f"{self._prefix}_{name}{self._suffix}", self._metadata, *columns)
        for number, group in enumerate(indexes):
            Index(f"{table.name}_by{number}", *(table.c[column] for column in group))
        return table


class Views:
    """The base of a set of views.

    Subclasses add tables in ``__init__(tables)``, write them in handlers marked with ``told``
    and read them in methods named for the question they answer.
    """

    handlers: ClassVar[dict[str, tuple[type[Fact], list[str]]]] = {}

    def __init_subclass__(cls) -> None:
        cls.handlers = {}
        for name in dir(cls):
            for fact in getattr(getattr(cls, name), "handles", ()):
                cls.handlers.setdefault(fact.type_name(), (fact, []))[1].append(name)

    engine: Engine

    def __init__(self, tables: Tables) -> None:
        raise NotImplementedError

    @classmethod
    def sources(cls) -> list[str]:
        """The services whose facts feed these views."""
        return sorted({fact.source for fact, _ in cls.handlers.values()})

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to query with."""
        with reading(self.engine) as connection:
            yield connection

    def apply(self, tx: Connection, envelope: Envelope) -> None:
        """Write what a fact means for these views; facts that do not concern them are passed."""
        if envelope.type not in self.handlers:
            return
        fact, names = self.handlers[envelope.type]
        happened = Told(fact, envelope)
        for name in names:
            getattr(self, name)(tx, happened)


def upsert(tx: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Insert the row with this key, or set these values in it; other columns stay as they are.

    Handlers use it so that they do not depend on the order between sources.
    """
    prepared = _prepared_upsert(table, tuple(key), tuple(values), tx.dialect)
    run = tx.exec_driver_sql if tx.dialect.name == "sqlite" else partial(later, tx)
    run(prepared.sql, prepared.parameters({**key, **values}))


@dataclass(frozen=True)
class _Prepared:
    """A statement as the driver takes it, and how the values of its columns become parameters.

    Views write most of what they write with such statements. Going through the compiler's
    cache for each of them would cost more than running it.
    """

    sql: str
    names: tuple[str, ...]
    converters: tuple[Callable[[Any], Any] | None, ...]
    defaults: Mapping[str, Any]

    def parameters(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """The row's values for the driver, in the statement's order."""
        row = {**self.defaults, **given}
        return tuple(
            convert(row[name]) if convert else row[name]
            for name, convert in zip(self.names, self.converters, strict=True)
        )


@lru_cache(maxsize=1_000)
def _prepared_upsert(
    table: Table, key: tuple[str, ...], values: tuple[str, ...], dialect: Dialect
) -> _Prepared:
    compiled: Any = _upsert_statement(table, key, values, dialect.name).compile(dialect=dialect)
    sql, names = for_driver(compiled)
    columns: Any = table.c
    return _Prepared(
        sql,
        tuple(names),
        tuple(writer(columns[name].type, dialect) for name in names),
        {name: columns[name].default.arg for name in names if name not in (*key, *values)},
    )


def _upsert_statement(
    table: Table, key: tuple[str, ...], values: tuple[str, ...], dialect: str
) -> Insert:
    kind: Any = postgresql if dialect == "postgresql" else sqlite
    statement = kind.insert(table).values({name: bindparam(name) for name in (*key, *values)})
    if not values:
        return statement.on_conflict_do_nothing(index_elements=key)  # type: ignore[no-any-return]
    changes = {name: statement.excluded[name] for name in values}
    return statement.on_conflict_do_update(index_elements=key, set_=changes)  # type: ignore[no-any-return]
