"""Read models: tables fed by facts, in transactions that also record how far they are.

A set of views belongs together: it has one name, its tables, its handlers and its queries.
Its tables carry a generation in their names, so that the next generation can be built from the
logs beside the live one and be switched to (see ``generations``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Index,
    MetaData,
    Table,
)
from sqlalchemy.types import TypeDecorator

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.contracts.fact import Fact
from services.eventlog.changes import Condition, change_of, removal_of
from services.eventlog.engines import reading
from services.eventlog.together import later
from services.eventlog.told import Told
from services.eventlog.upserts import upsert_of

Handler = Callable[[Any, Connection, Told], None]
Conclusion = Callable[[Any, Connection, Sequence[Told]], None]
Columns = dict[str, Any]
H = TypeVar("H", bound=Handler)
C = TypeVar("C", bound=Conclusion)


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
    """Mark a method of a Views class as the handler of facts, which is told each of them."""
    return _marked("handles", facts)


def told_together(*facts: type[Fact]) -> Callable[[C], C]:
    """Mark a method of a Views class that draws the conclusions from facts.

    It is told all of these facts at once, when the handlers know all that is applied together.
    So what is counted or looked up is that once, however many facts change it.
    """
    return _marked("concludes", facts)


def _marked(name: str, facts: tuple[type[Fact], ...]) -> Callable[[Any], Any]:
    def mark(method: Any) -> Any:
        setattr(method, name, facts)
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

    Subclasses add tables in ``__init__(tables)``, write them in handlers marked with ``told`` or
    ``told_together``, and read them in methods named for the question they answer.
    """

    handlers: ClassVar[dict[str, tuple[type[Fact], list[str]]]] = {}
    conclusions: ClassVar[dict[str, dict[str, type[Fact]]]] = {}

    def __init_subclass__(cls) -> None:
        cls.handlers, cls.conclusions = {}, {}
        for name in dir(cls):
            method = getattr(cls, name)
            for fact in getattr(method, "handles", ()):
                cls.handlers.setdefault(fact.type_name(), (fact, []))[1].append(name)
            if facts := getattr(method, "concludes", ()):
                cls.conclusions[name] = {fact.type_name(): fact for fact in facts}

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

    @classmethod
    def read_ahead(cls, envelopes: Sequence[Envelope]) -> None:
        """Take in what facts say, for who applies them next.

        What cannot be read shows when it is applied, unless somebody has passed over it.
        """
        for envelope in envelopes:
            if envelope.type in cls.handlers:
                with suppress(StoredEventUnreadable):
                    _ = Told(cls.handlers[envelope.type][0], envelope).data

    def apply(self, tx: Connection, envelope: Envelope) -> None:
        """Write what a fact means for these views; facts that do not concern them are passed."""
        if envelope.type not in self.handlers:
            return
        fact, names = self.handlers[envelope.type]
        happened = Told(fact, envelope)
        for name in names:
            getattr(self, name)(tx, happened)

    def conclude(self, tx: Connection, envelopes: Sequence[Envelope]) -> None:
        """Write what follows from facts that were all applied."""
        for name, facts in self.conclusions.items():
            happened = [Told(facts[one.type], one) for one in envelopes if one.type in facts]
            if happened:
                getattr(self, name)(tx, happened)


def upsert(tx: Connection, table: Table, key: Columns, values: Columns) -> None:
    """Insert the row with this key, or set these values in it; other columns stay as they are.

    Handlers use it so that they do not depend on the order between sources.
    """
    names = sorted(key)  # in whichever order they were given, it is the same row
    kind = upsert_of(table, tuple(names), tuple(values), tx.dialect)
    later(tx, kind, tuple(key[name] for name in names), kind.row({**key, **values}))


def change(tx: Connection, table: Table, key: Columns, values: Columns, only_if: Condition) -> None:
    """Set these values in the row with this key, if there is one that fulfils the condition."""
    names = sorted(key)
    kind = change_of(table, tuple(names), tuple(values), only_if, tx.dialect)
    later(tx, kind, tuple(key[name] for name in names), kind.row({**key, **values}))


def replace(tx: Connection, table: Table, owner: Columns, rows: Iterable[Columns]) -> None:
    """Let these be all rows of an owner, whose columns are part of the table's key.

    Nothing else may write such a table.
    """
    whose, key = tuple(owner.values()), tuple(column.name for column in table.primary_key)
    removal = removal_of(table, tuple(owner), tx.dialect)
    later(tx, removal, whose, removal.row(owner), whose)
    for row in rows:
        full = {**owner, **row}
        kind = upsert_of(table, key, tuple(name for name in full if name not in key), tx.dialect)
        later(tx, kind, tuple(full[name] for name in key), kind.row(full), whose)
