"""Kinds of statements that write rows: compiled once, run for many rows at once.

To go through a compiler's cache for each row would cost more than writing it. On SQLite such
a statement writes one row, and the driver repeats it; on PostgreSQL it is prepared once in the
life of a connection, and writes as many rows as are in the array of each column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    Executable,
    String,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    func,
)
from sqlalchemy.dialects import postgresql

from services.eventlog.prepared import Kind, for_driver, kind_of, writer

Converter = Callable[[Any], Any]
Given = Mapping[str, ColumnElement[Any]]
"""The columns of the rows that a statement is given."""


@dataclass(frozen=True, eq=False)
class RowStatement:
    """A kind of statement: the table that it writes, and what it takes of each row.

    Of two rows with the same key only the later one counts, unless ``each_counts``.
    """

    table: str
    sql: str
    columns: Sequence[str]
    converters: Sequence[Converter | None]
    defaults: Mapping[str, Any]
    prepared: Kind
    each_counts: bool = False

    def row(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """A row's values for the driver, in the order of the columns."""
        full = {**self.defaults, **given}
        return tuple(
            convert(full[name]) if convert else full[name]
            for name, convert in zip(self.columns, self.converters, strict=True)
        )


def compiled(
    table: Table,
    statement: Executable,
    dialect: Dialect,
    *,
    defaults: Mapping[str, Any] | None = None,
    each_counts: bool = False,
) -> RowStatement:
    """A statement as a kind. It is given rows as ``one_row`` or ``rows_in_arrays`` has them."""
    sql, names = for_driver(statement.compile(dialect=dialect))  # type: ignore[attr-defined]
    kinds = [_array_of(table.c[name]) for name in names if has_arrays(dialect)]
    return RowStatement(
        table.name,
        sql,
        names,
        [writer(table.c[name].type, dialect) for name in names],
        defaults or {},
        kind_of(sql, tuple(kind.compile(dialect=dialect) for kind in kinds)),
        each_counts,
    )


def has_arrays(dialect: Dialect) -> bool:
    """Whether rows are given in arrays."""
    return dialect.name == "postgresql"


def one_row(names: Sequence[str]) -> Given:
    """The columns of a single row that is given."""
    return {name: bindparam(name) for name in names}


def rows_in_arrays(table: Table, names: Sequence[str]) -> TableValuedAlias:
    """Rows that are given in an array for each column, as a table."""
    arrays = (cast(bindparam(name), _array_of(table.c[name])) for name in names)
    return func.unnest(*arrays).table_valued(*names).render_derived()


def _array_of(column: Column[Any]) -> postgresql.ARRAY[Any]:
    """Texts without a length: a cast would cut off what the column refuses."""
    kind: Any = Text if isinstance(column.type, String) else column.type
    return postgresql.ARRAY(kind)
