"""Upserts: rows that are made where there is none with their key, and changed where there is one.

Views write most of what they write so. A kind of upsert is compiled once: to go through the
compiler's cache for each row would cost more than writing it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Dialect, Insert, String, Table, Text, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite

from services.eventlog.prepared import Kind, for_driver, kind_of, writer

Converter = Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Upsert:
    """A kind of upsert: which columns of which table it writes, and the statement that does.

    On SQLite ``sql`` writes one row. On PostgreSQL it is prepared and writes as many as are in the
    array of each column.
    """

    table: str
    sql: str
    columns: Sequence[str]
    converters: Sequence[Converter | None]
    defaults: Mapping[str, Any]
    prepared: Kind

    def row(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """A row's values for the driver, in the order of the columns."""
        full = {**self.defaults, **given}
        return tuple(
            convert(full[name]) if convert else full[name]
            for name, convert in zip(self.columns, self.converters, strict=True)
        )


@lru_cache(maxsize=1_000)
def upsert_of(
    table: Table, key: tuple[str, ...], values: tuple[str, ...], dialect: Dialect
) -> Upsert:
    """The kind of upsert that has these columns for its key and sets those values."""
    own = (*key, *values)
    defaults = {
        column.name: column.default.arg  # type: ignore[attr-defined]
        for column in table.columns
        if column.default is not None and column.name not in own
    }
    has_arrays = dialect.name == "postgresql"
    insert = (_for_postgres if has_arrays else _for_sqlite)(table, (*own, *defaults))
    sql, names = for_driver(_or_change(insert, key, values).compile(dialect=dialect))
    arrays = [_array_of(table.c[name]).compile(dialect=dialect) for name in names if has_arrays]
    return Upsert(
        table.name,
        sql,
        names,
        [writer(table.c[name].type, dialect) for name in names],
        defaults,
        kind_of(sql, tuple(arrays)),
    )


def _for_sqlite(table: Table, names: Sequence[str]) -> sqlite.Insert:
    return sqlite.insert(table).values({name: bindparam(name) for name in names})


def _for_postgres(table: Table, names: Sequence[str]) -> postgresql.Insert:
    arrays = (cast(bindparam(name), _array_of(table.c[name])) for name in names)
    rows = func.unnest(*arrays).table_valued(*names).render_derived()
    chosen = select(*(rows.c[name] for name in names))
    return postgresql.insert(table).from_select(list(names), chosen, include_defaults=False)


def _array_of(column: Column[Any]) -> postgresql.ARRAY[Any]:
    """Texts without a length: a cast would cut off what the column refuses."""
    kind: Any = Text if isinstance(column.type, String) else column.type
    return postgresql.ARRAY(kind)


def _or_change(
    insert: sqlite.Insert | postgresql.Insert, key: Sequence[str], values: Sequence[str]
) -> Insert:
    if not values:
        return insert.on_conflict_do_nothing(index_elements=key)
    changes = {name: insert.excluded[name] for name in values}
    return insert.on_conflict_do_update(index_elements=key, set_=changes)
