"""Reading on PostgreSQL in as few round trips as there are questions.

A question of the views takes PostgreSQL a fraction of a millisecond. Whether the connection still
lives, and the end of a transaction, would take a round trip each: two thirds of the time.
"""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from psycopg2.extensions import new_type, register_type
from sqlalchemy import Connection, Engine, event
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


def is_read_by_statement(connection: Connection) -> bool:
    """Whether each question that it is asked stands alone."""
    is_reading: bool = connection.get_execution_options().get("reading", False)
    return is_reading and connection.dialect.name == "postgresql"


def ask_driver(connection: Connection, kind: Kind, values: Sequence[Any]) -> Sequence[Any]:
    """What a question finds that is prepared once in the connection's life.

    Raises psycopg2.Error, of which nobody else is told.
    """
    driver: Any = connection.connection.driver_connection
    driver.autocommit = True  # as ``_begin`` would
    with driver.cursor() as cursor:
        prepare(connection, cursor, (kind,))
        cursor.execute(kind.run, values)
        found: Sequence[Any] = cursor.fetchall()
        return found


def _begin(connection: Connection) -> None:
    if is_read_by_statement(connection):
        driver: Any = connection.connection.driver_connection
        driver.autocommit = True


def _end(driver: Any, _: Any) -> None:
    if driver is not None and driver.autocommit:  # none: it was found broken, and is closed
        driver.autocommit = False
