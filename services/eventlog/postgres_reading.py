"""Reading on PostgreSQL in as few round trips as there are questions.

A question of the views takes PostgreSQL a fraction of a millisecond. Whether the connection still
lives, and the end of a transaction, would take a round trip each: two thirds of the time.
"""

from collections.abc import Sequence
from time import monotonic
from typing import Any

import psycopg2
from psycopg2.extensions import new_type, register_type
from sqlalchemy import Connection, Engine, PoolProxiedConnection, event
from sqlalchemy.exc import InvalidatePoolError

from services.eventlog.ids import id_of
from services.eventlog.prepared import Kind, prepare

PAUSE_SECONDS = 1.0
"""Somebody who hung up meanwhile is noticed by the next question, which fails."""

GIVEN_BACK = "given_back"


def ask_after_pauses(engine: Engine) -> None:
    """Ask the other side whether it is there when a connection has not been used for a while.

    If it is not, it has hung up on all idle connections, and all are made anew.
    """

    def note(_: Any, record: Any) -> None:
        record.info[GIVEN_BACK] = monotonic()

    def ask(driver: Any, record: Any, _: Any) -> None:
        if monotonic() - record.info[GIVEN_BACK] > PAUSE_SECONDS:
            try:
                engine.dialect.do_ping(driver)
            except engine.dialect.loaded_dbapi.Error as error:
                raise InvalidatePoolError from error

    event.listen(engine, "connect", note)
    event.listen(engine, "checkin", note)
    event.listen(engine, "checkout", ask)


UUIDS = new_type((2950,), "UUID", lambda text, _: id_of(text))  # PostgreSQL's number of the type


def read_ids_quickly(engine: Engine) -> None:
    """Let the driver make ids of texts (see ``id_of``)."""
    event.listen(engine, "connect", lambda driver, _: register_type(UUIDS, driver))


def read_by_statement(engine: Engine) -> None:
    """Begin no transaction for ``reading``: the driver would have to end it."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _end)


def ask_driver(engine: Engine, kind: Kind, values: Sequence[Any]) -> Sequence[Any]:
    """What a question finds that stands alone and is prepared once in a connection's life.

    Raises psycopg2.Error; the connection on which that happened is given up.
    """
    lent = engine.raw_connection()
    try:
        return _found(lent, kind, values)
    except psycopg2.Error:
        lent.invalidate()
        raise
    finally:
        lent.close()


def _found(lent: PoolProxiedConnection, kind: Kind, values: Sequence[Any]) -> Sequence[Any]:
    driver: Any = lent.driver_connection
    driver.autocommit = True  # as ``_begin`` has it
    with driver.cursor() as cursor:
        prepare(lent.info, cursor, (kind,))
        cursor.execute(kind.run, values)
        found: Sequence[Any] = cursor.fetchall()
        return found


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("reading", False):
        driver: Any = connection.connection.driver_connection
        driver.autocommit = True


def _end(driver: Any, _: Any) -> None:
    if driver is not None and driver.autocommit:  # none: it was found broken, and is closed
        driver.autocommit = False
