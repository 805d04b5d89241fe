"""Statements that answer nothing are prepared once and sent to PostgreSQL together.

Views write with statements that nobody waits for. Each would cost a round trip and a plan, which
take several times as long as carrying it out. So they are kept until something is asked in the
same transaction, or it is committed; they are then run before that, in their order, and fail
it if they fail. PostgreSQL plans each kind once in the life of a connection.
"""

from collections.abc import Sequence
from typing import Any

import psycopg2
from sqlalchemy import Connection, Engine, event

from services.eventlog.prepared import Kind, kind_of, prepare

AT_MOST = 200
KEPT = "kept_statements"


def send_together(engine: Engine) -> None:
    """Let connections of this engine keep statements (see ``later``)."""
    event.listen(engine, "before_cursor_execute", _before_a_statement)
    event.listen(engine, "commit", _at_commit)
    event.listen(engine, "rollback", _forget)


def later(tx: Connection, sql: str, values: Sequence[Any]) -> None:
    """Run a statement of the driver's, with ``%s`` for each value, in this transaction."""
    if not tx.in_transaction():
        tx.begin()  # as any other statement would
    kept: list[tuple[Kind, Sequence[Any]]] = tx.info.setdefault(KEPT, [])
    kept.append((kind_of(sql), values))
    if len(kept) >= AT_MOST:
        _send(tx)


def _before_a_statement(tx: Connection, *_: Any) -> None:
    _send(tx)


def _at_commit(tx: Connection) -> None:
    try:
        _send(tx)
    except psycopg2.Error:
        tx.connection.rollback()  # the engine takes it for committed, and would not
        raise


def _send(tx: Connection) -> None:
    kept: list[tuple[Kind, Sequence[Any]]] = tx.info.pop(KEPT, [])
    if kept:
        driver: Any = tx.connection
        with driver.cursor() as cursor:
            prepare(tx.info, cursor, {kind for kind, _ in kept})
            cursor.execute(b";".join(cursor.mogrify(kind.run, values) for kind, values in kept))


def _forget(tx: Connection) -> None:
    if not tx.invalidated:  # what was kept is lost with the connection
        tx.info.pop(KEPT, None)
