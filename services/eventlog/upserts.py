"""Upserts: rows that are made where there is none with their key, and changed where there is one.

Views write most of what they write so.
"""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Dialect, Insert, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from services.eventlog.row_statements import (
    RowStatement,
    compiled,
    has_arrays,
    one_row,
    rows_in_arrays,
)


@lru_cache(maxsize=1_000)
def upsert_of(
    table: Table, key: tuple[str, ...], values: tuple[str, ...], dialect: Dialect
) -> RowStatement:
    """The kind of upsert that has these columns for its key and sets those values."""
    own = (*key, *values)
    defaults = {
        column.name: column.default.arg  # type: ignore[attr-defined]
        for column in table.columns
        if column.default is not None and column.name not in own
    }
    insert = (_for_postgres if has_arrays(dialect) else _for_sqlite)(table, (*own, *defaults))
    return compiled(table, _or_change(insert, key, values), dialect, defaults=defaults)


def _for_sqlite(table: Table, names: Sequence[str]) -> sqlite.Insert:
    return sqlite.insert(table).values(one_row(names))


def _for_postgres(table: Table, names: Sequence[str]) -> postgresql.Insert:
    rows = rows_in_arrays(table, names)
    chosen = select(*(rows.c[name] for name in names))
    return postgresql.insert(table).from_select(list(names), chosen, include_defaults=False)


def _or_change(
    insert: sqlite.Insert | postgresql.Insert, key: Sequence[str], values: Sequence[str]
) -> Insert:
    if not values:
        return insert.on_conflict_do_nothing(index_elements=key)
    changes = {name: insert.excluded[name] for name in values}
    return insert.on_conflict_do_update(index_elements=key, set_=changes)
