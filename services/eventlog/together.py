"""Rows that nobody waits for are written together.

Views write rows and read few of them while they do. Each by itself would cost a round trip and
a plan, which take several times as long as writing it. So they are kept until something is
asked in the same transaction, or it is committed; they are then written before that, and
fail it if they fail. PostgreSQL plans each kind once in the life of a connection.
"""

import sqlite3
from collections.abc import Hashable, Sequence
from typing import Any

import psycopg2
from sqlalchemy import Connection, Engine, event

from services.eventlog.kept_rows import KeptRows, Row
from services.eventlog.prepared import prepare
from services.eventlog.row_statements import RowStatement

AT_MOST = 1_000
KEPT = "kept_rows"

Stretches = Sequence[tuple[RowStatement, Sequence[Row]]]


def write_together(engine: Engine) -> None:
    """Let connections of this engine keep rows (see ``later``)."""
    event.listen(engine, "before_cursor_execute", _before_a_statement)
    event.listen(engine, "commit", _at_commit)
    event.listen(engine, "rollback", _forget)
    event.listen(engine, "rollback_savepoint", _forget)


def later(
    tx: Connection, kind: RowStatement, key: Hashable, row: Row, owner: Hashable = None
) -> None:
    """Write a row in this transaction, after all that was said of its key, or its owner."""
    if not tx.in_transaction():
        tx.begin()  # as any other statement would
    kept: KeptRows = tx.info.setdefault(KEPT, KeptRows())
    kept.keep(kind, key, row, owner)
    if len(kept) >= AT_MOST:
        _write(tx)


def _before_a_statement(tx: Connection, *_: Any) -> None:
    _write(tx)


def _at_commit(tx: Connection) -> None:
    try:
        _write(tx)
    except (psycopg2.Error, sqlite3.Error):
        tx.connection.rollback()  # the engine takes it for committed, and would not
        raise


def _write(tx: Connection) -> None:
    kept: KeptRows | None = tx.info.pop(KEPT, None)
    if kept is not None:
        write = _write_on_sqlite if tx.dialect.name == "sqlite" else _write_on_postgres
        write(tx, list(kept.stretches()))


def _write_on_sqlite(tx: Connection, stretches: Stretches) -> None:
    driver: Any = tx.connection
    for kind, rows in stretches:
        driver.executemany(kind.sql, rows)


def _write_on_postgres(tx: Connection, stretches: Stretches) -> None:
    driver: Any = tx.connection
    with driver.cursor() as cursor:
        prepare(tx.info, cursor, (kind.prepared for kind, _ in stretches))
        cursor.execute(
            b";".join(
                cursor.mogrify(kind.prepared.run, list(map(list, zip(*rows, strict=True))))
                for kind, rows in stretches
            )
        )


def _forget(tx: Connection, *_: Any) -> None:
    if not tx.invalidated:  # what was kept is lost with the connection
        tx.info.pop(KEPT, None)
