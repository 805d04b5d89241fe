"""Digests of the tables of views, by which two generations are compared."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, select

ROWS_AT_ONCE = 1_000

Contents = dict[str, tuple[int, str]]
"""Rows and digest by the table's name without its generation."""


def contents_of(tx: Connection, tables: Iterable[Table], suffix: str) -> Contents:
    """What is in the tables, whose names end in the suffix."""
    return {table.name.removesuffix(suffix): _digest(tx, table) for table in tables}


def _digest(tx: Connection, table: Table) -> tuple[int, str]:
    digest, rows = hashlib.sha256(), 0
    rows_in_order = select(table).order_by(*table.primary_key.columns)
    for row in tx.execute(rows_in_order.execution_options(yield_per=ROWS_AT_ONCE)):
        digest.update(_bytes(row))
        rows += 1
    return rows, digest.hexdigest()


def _bytes(row: Row[Any]) -> bytes:
    """A row's values; the order of names in its JSON is not one of them."""
    return msgspec.json.encode(tuple(row), order="deterministic")
