"""SQLAlchemy engines for views and other tables beside the log."""

from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event

from services.eventlog.postgres_reading import (
    ask_after_pauses,
    read_by_statement,
    read_ids_quickly,
)
from services.eventlog.postgres_sessions import SOON_MISSED
from services.eventlog.together import write_together

BUSY_SECONDS = 30.0


def _to_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def open_engine(url: str, pool_size: int = 16, *, is_draft: bool = False) -> Engine:
    """An engine for ``sqlite:///<path>`` or ``postgresql://…`` (psycopg2).

    A draft on SQLite is written without waiting for the disk.
    """
    # Parameters may be personal: they stay out of the messages of errors, and so of the logs.
    options: dict[str, Any] = {
        "hide_parameters": True,
        "json_serializer": _to_json,
        "json_deserializer": msgspec.json.decode,
    }
    if not url.startswith("sqlite"):
        engine = create_engine(
            url.replace("postgresql://", "postgresql+psycopg2://", 1),
            pool_size=pool_size,
            max_overflow=0,
            connect_args=SOON_MISSED,
            **options,
        )
        ask_after_pauses(engine)
        read_ids_quickly(engine)
        read_by_statement(engine)
        write_together(engine)
        return engine
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        **options,
    )
    # Views can be rebuilt, so they need not wait for each commit; the log does (FULL).
    event.listen(engine, "connect", partial(_configure_sqlite, "OFF" if is_draft else "NORMAL"))
    event.listen(engine, "begin", _begin_sqlite)
    write_together(engine)
    return engine


def _configure_sqlite(synchronous: str, connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start: a reader that turns writer would fail as busy."""
    is_writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: ``with writing(engine).begin() as tx``."""
    return engine.execution_options(writing=True)


def reading(engine: Engine) -> Connection:
    """A connection for questions that stand alone: ``with reading(engine) as connection``.

    On PostgreSQL, where each sees what is committed when it is asked, nothing is begun and ended
    around them.
    """
    return engine.connect().execution_options(reading=True)
