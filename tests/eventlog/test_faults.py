"""Errors of real databases, and the refusals that they come to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from eventsourcing.persistence import IntegrityError, OperationalError
from sqlalchemy import create_engine, text
from sqlalchemy.pool import QueuePool

from services.contracts.errors import (
    StorageBusy,
    StorageFull,
    StorageOutOfReach,
    StorageReadOnly,
    Unavailable,
)
from services.eventlog import sqlite
from services.eventlog.engines import open_engine
from services.eventlog.faults import storage_refusal
from services.eventlog.postgres import PostgresRecorder
from services.eventlog.sqlite import SQLiteRecorder
from services.hosting.stores import Stores
from tests.eventlog.test_positions import an_event

NOBODYS_PORT = "postgresql://nobody@127.0.0.1:1/nothing"


def refused_by(run: Any) -> type[Unavailable] | None:
    """The refusal that what is raised comes to."""
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which one is the library's affair
        run()
    refusal = storage_refusal(raised.value)
    return type(refusal) if refusal else None


@pytest.fixture
def file(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None, timeout=0)) as connection:
        connection.execute("CREATE TABLE letters (text)")
        yield connection


@pytest.fixture
def session(postgres_database: str) -> Iterator[Any]:
    with closing(psycopg2.connect(postgres_database)) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE letters (text text)")
        connection.commit()
        yield cursor


def test_a_sqlite_file_that_cannot_grow_is_full(file: sqlite3.Connection) -> None:
    file.execute("PRAGMA max_page_count = 2")
    assert refused_by(lambda: file.execute("INSERT INTO letters VALUES (?)", ["x" * 99_999])) is (
        StorageFull
    )


def test_a_sqlite_file_that_must_not_be_written_is_read_only(file: sqlite3.Connection) -> None:
    file.execute("PRAGMA query_only = ON")
    assert refused_by(lambda: file.execute("INSERT INTO letters VALUES ('a')")) is StorageReadOnly


def test_a_sqlite_file_that_somebody_else_writes_is_busy(
    file: sqlite3.Connection, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refused_by(lambda: file.execute("BEGIN IMMEDIATE")) is StorageBusy


def test_a_sqlite_file_in_a_folder_that_is_gone_is_out_of_reach(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'gone' / 'a.db'}")
    assert refused_by(engine.connect) is StorageOutOfReach


def test_a_session_that_must_not_write_is_read_only(session: Any) -> None:
    session.execute("SET default_transaction_read_only = on")
    session.connection.commit()
    assert refused_by(lambda: session.execute("INSERT INTO letters VALUES ('a')")) is (
        StorageReadOnly
    )


def test_a_statement_that_waits_too_long_for_a_lock_is_busy(
    session: Any, postgres_database: str
) -> None:
    with closing(psycopg2.connect(postgres_database)) as other, other.cursor() as holder:
        holder.execute("LOCK TABLE letters")
        session.execute("SET lock_timeout = '10ms'")
        assert refused_by(lambda: session.execute("SELECT * FROM letters")) is StorageBusy


def test_a_disk_of_postgresql_that_is_full_is_full(session: Any) -> None:
    as_the_server_says = "DO $$ BEGIN RAISE disk_full; END $$"
    assert refused_by(lambda: session.execute(as_the_server_says)) is StorageFull


def test_a_session_that_was_ended_is_out_of_reach(session: Any, postgres_database: str) -> None:
    session.connection.commit()
    end_all_sessions(postgres_database)
    assert refused_by(lambda: session.execute("SELECT 1")) is StorageOutOfReach
    assert refused_by(session.connection.cursor) is StorageOutOfReach


def test_a_server_that_is_not_there_is_out_of_reach() -> None:
    assert refused_by(lambda: psycopg2.connect(NOBODYS_PORT)) is StorageOutOfReach
    assert refused_by(open_engine(NOBODYS_PORT).connect) is StorageOutOfReach
    assert refused_by(PostgresRecorder("a", NOBODYS_PORT).create_tables) is StorageOutOfReach


def test_waiting_in_vain_for_a_connection_is_busy() -> None:
    engine = create_engine(
        "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0
    )
    with engine.connect():
        assert refused_by(engine.connect) is StorageBusy


def test_a_refusal_says_when_to_try_again() -> None:
    refusal = storage_refusal(OperationalError("No database connection became free in time"))
    assert isinstance(refusal, StorageBusy)
    assert f"in {refusal.details['seconds']} seconds" in str(refusal)


def test_what_is_wrong_with_the_statement_is_not_the_storage(session: Any, stores: Stores) -> None:
    assert refused_by(lambda: session.execute("SELECT * FROM nothing")) is None
    with stores.engine("sample").connect() as connection:
        assert refused_by(lambda: connection.execute(text("SELECT * FROM nothing"))) is None


# -- recorders over faults -------------------------------------------------------------------------


def test_an_append_waits_only_so_long_for_a_tool_that_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    recorder = SQLiteRecorder("sample", tmp_path / "log.db")
    recorder.create_tables()

    with closing(sqlite3.connect(recorder.path, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        assert refused_by(lambda: recorder.insert_events([an_event()])) is StorageBusy
        tool.execute("ROLLBACK")
    recorder.insert_events([an_event()])

    recorder.close()


def test_sessions_that_were_ended_fail_one_append_and_no_further_one(
    postgres_database: str,
) -> None:
    recorder = PostgresRecorder("sample", postgres_database)
    recorder.create_tables()
    with recorder._reading(), recorder._reading(), recorder._reading():
        pass  # three connections, idle from now on

    end_all_sessions(postgres_database)

    assert refused_by(lambda: recorder.insert_events([an_event()])) is StorageOutOfReach
    recorder.insert_events([an_event()])
    recorder.close()


def end_all_sessions(database: str) -> None:
    """As a restart of the server does."""
    with closing(psycopg2.connect(database)) as other, other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_of_two_appends_that_wait_for_each_other_one_has_lost_a_race(
    postgres_database: str,
) -> None:
    recorder = PostgresRecorder("sample", postgres_database)
    with pytest.raises(IntegrityError), recorder._reading() as cursor:
        cursor.execute("DO $$ BEGIN RAISE deadlock_detected; END $$", [])
    recorder.close()
