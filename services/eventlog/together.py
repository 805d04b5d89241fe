"""Rows that nobody waits for are written together.

Views write rows and read few of them while they do. Each by itself would cost a round trip and
a plan, which take several times as long as writing it. So they are kept until something is
asked in the same transaction, or it is committed; they are then written before that, and
fail it if they fail. PostgreSQL plans each kind once in the life of a connection.
"""

import sqlite3
from collections.abc import Hashable, Iterable
from typing import Any

import psycopg2
from sqlalchemy import Connection, Engine, event

from services.eventlog.kept_rows import KeptRows, Row
from services.eventlog.upserts import Upsert

AT_MOST = 1_000
KEPT, PREPARED = "kept_rows", "prepared_upserts"


def write_together(engine: Engine) -> None:
    """Let connections of this engine keep rows (see ``later``)."""
    event.listen(engine, "before_cursor_execute", _before_a_statement)
    event.listen(engine, "commit", _at_commit)
    event.listen(engine, "rollback", _forget)
    event.listen(engine, "rollback_savepoint", _forget)


def later(tx: Connection, kind: Upsert, key: Hashable, row: Row) -> None:
    """Write a row in this transaction."""
    if not tx.in_transaction():
        tx.begin()  # as any other statement would
    kept: KeptRows = tx.info.setdefault(KEPT, KeptRows())
    kept.keep(kind, key, row)
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
    if kept is None:
        return
    driver: Any = tx.connection
    if tx.dialect.name == "sqlite":
        _write_on_sqlite(driver, kept)
    else:
        _write_on_postgres(driver, kept, tx.info.setdefault(PREPARED, set()))


def _write_on_sqlite(driver: Any, kept: KeptRows) -> None:
    for kind, rows in kept.stretches():
        driver.executemany(kind.sql, rows)


def _write_on_postgres(driver: Any, kept: KeptRows, prepared: set[str]) -> None:
    with driver.cursor() as cursor:
        statements = [
            cursor.mogrify(_run(kind), list(map(list, zip(*rows, strict=True))))
            for kind, rows in kept.stretches()
        ]
        _prepare(cursor, (kind for kind, _ in kept.stretches()), prepared)
        cursor.execute(b";".join(statements))


def _prepare(cursor: Any, wanted: Iterable[Upsert], there: set[str]) -> None:
    """Prepare what the connection does not know. That lasts even if the transaction fails."""
    for kind in wanted:
        if kind.name not in there:
            cursor.execute(f"PREPARE {kind.name} AS {kind.sql}")
            there.add(kind.name)


def _run(kind: Upsert) -> str:
    return f"EXECUTE {kind.name}({', '.join(f'%s::{array}' for array in kind.arrays)})"


def _forget(tx: Connection, *_: Any) -> None:
    if not tx.invalidated:  # what was kept is lost with the connection
        tx.info.pop(KEPT, None)
