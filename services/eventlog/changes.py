"""Changes of rows that are there, and their removal."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Table, delete, literal_column, or_, update

from services.eventlog.row_statements import (
    Given,
    RowStatement,
    compiled,
    has_arrays,
    one_row,
    rows_in_arrays,
)


@dataclass(frozen=True)
class Holds:
    """The condition that a row holds one of these names of ours in a column.

    Raises ValueError for a text that is not a name.
    """

    column: str
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(name.isidentifier() for name in self.names):
            raise ValueError(self.names)

    def on(self, table: Table, _: Given) -> ColumnElement[bool]:
        """The condition in SQL, in which a prepared statement has no values."""
        return or_(*(table.c[self.column] == literal_column(f"'{name}'") for name in self.names))


@dataclass(frozen=True)
class HoldsMore:
    """The condition that a row holds more in a column than it is given."""

    column: str

    def on(self, table: Table, given: Given) -> ColumnElement[bool]:
        """The condition in SQL."""
        return table.c[self.column] > given[self.column]


Condition = Holds | HoldsMore


@lru_cache(maxsize=1_000)
def change_of(
    table: Table,
    key: tuple[str, ...],
    values: tuple[str, ...],
    only_if: Condition,
    dialect: Dialect,
) -> RowStatement:
    """The kind of change that sets values in the row with a key, if that fulfils a condition."""
    given = _given(table, (*key, *values), dialect)
    changed = (
        update(table)
        .values({name: given[name] for name in values})
        .where(*_same(table, key, given), only_if.on(table, given))
    )
    return compiled(table, changed, dialect, each_counts=True)


@lru_cache(maxsize=1_000)
def removal_of(table: Table, owner: tuple[str, ...], dialect: Dialect) -> RowStatement:
    """The kind of removal that takes away all rows which have the same in these columns."""
    given = _given(table, owner, dialect)
    return compiled(table, delete(table).where(*_same(table, owner, given)), dialect)


def _given(table: Table, names: Sequence[str], dialect: Dialect) -> Given:
    if not has_arrays(dialect):
        return one_row(names)
    rows = rows_in_arrays(table, names)
    return {name: rows.c[name] for name in names}


def _same(table: Table, names: Sequence[str], given: Given) -> list[Any]:
    return [table.c[name] == given[name] for name in names]
