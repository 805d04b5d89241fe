"""Questions that are asked all the time: compiled once, and planned once in a connection's life.

To take a statement apart, and to find what it was compiled to, costs several times as much as to
run it. Here that is done once, and so is what makes values of what a driver understands, and
rows of what it answers. Lists of values in a statement (``in_``) are for other questions.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg2
from sqlalchemy import Dialect, Engine, Select, Uuid
from sqlalchemy.types import TypeEngine

from services.eventlog.engines import reading
from services.eventlog.ids import id_of
from services.eventlog.postgres_reading import ask_driver
from services.eventlog.prepared import for_driver, kind_of, writer

Convert = Callable[[Any], Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Prepared:
    """A question as a driver takes it: its values in order, and how columns are read."""

    sql: str
    fixed: Mapping[str, Any]
    values: Sequence[tuple[str, Convert | None]]
    columns: Sequence[str]
    readers: Sequence[tuple[str, Convert]]

    def parameters(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values for the driver."""
        known = {**self.fixed, **given}
        return tuple(make(known[name]) if make else known[name] for name, make in self.values)

    def row(self, found: Sequence[Any]) -> Row:
        """What the driver found, by the names of the columns."""
        row = dict(zip(self.columns, found, strict=True))
        for name, read in self.readers:
            row[name] = read(row[name])
        return row


class PreparedQuestion:
    """A statement that stays the same but for the values of its ``bindparam``s."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._prepared: dict[str, Prepared] = {}

    def ask(self, engine: Engine, **given: Any) -> list[Row]:
        """The rows that are found with these values, by the names of their columns."""
        prepared = self._prepared_for(engine.dialect)
        found = _ask(engine, prepared.sql, prepared.parameters(given))
        return [prepared.row(each) for each in found]

    def _prepared_for(self, dialect: Dialect) -> Prepared:
        if dialect.name not in self._prepared:
            self._prepared[dialect.name] = _prepared(self._statement, dialect)
        return self._prepared[dialect.name]


def _ask(engine: Engine, sql: str, values: tuple[Any, ...]) -> Sequence[Sequence[Any]]:
    """What the driver finds.

    Where it fails by itself the question is asked in the ordinary way, which tells the pool
    what has become of its connections, and raises what other questions raise.
    """
    with suppress(psycopg2.Error, sqlite3.Error):
        if engine.dialect.name == "postgresql":
            return ask_driver(engine, kind_of(sql), values)
        return _ask_sqlite(engine, sql, values)
    with reading(engine) as connection:
        return connection.exec_driver_sql(sql, values).all()


def _ask_sqlite(engine: Engine, sql: str, values: tuple[Any, ...]) -> Sequence[Sequence[Any]]:
    """What SQLite's driver finds, which begins no transaction by itself."""
    lent = engine.raw_connection()
    try:
        driver: Any = lent.driver_connection
        found: Sequence[Sequence[Any]] = driver.execute(sql, values).fetchall()
        return found
    finally:
        lent.close()


def _prepared(statement: Select[Any], dialect: Dialect) -> Prepared:
    compiled: Any = statement.compile(dialect=dialect)
    sql, names = for_driver(compiled)
    readers = {each.name: _reader(each.type, dialect) for each in statement.selected_columns}
    return Prepared(
        sql,
        {name: compiled.binds[name].value for name in names},
        [(name, writer(compiled.binds[name].type, dialect)) for name in names],
        list(readers),
        [(name, read) for name, read in readers.items() if read],
    )


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    read = kind.dialect_impl(dialect).result_processor(dialect, None)
    return id_of if read and isinstance(kind, Uuid) else read
