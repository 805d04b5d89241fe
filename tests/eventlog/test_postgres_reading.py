"""Reading on PostgreSQL: no transaction is begun, and a connection that was cut is made anew."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DataError, OperationalError

from services.eventlog import postgres_reading
from services.eventlog.engines import open_engine, reading

OWN_ID = select(func.pg_backend_pid())
ASKED_AT = select(func.transaction_timestamp())


@pytest.fixture
def engine(postgres_database: str) -> Iterator[Engine]:
    made = open_engine(postgres_database, pool_size=1)
    yield made
    made.dispose()


@pytest.fixture
def other(postgres_database: str) -> Iterator[Connection]:
    """A session of somebody else."""
    made = open_engine(postgres_database, pool_size=1)
    with made.connect() as connection:
        yield connection
    made.dispose()


def cut(engine: Engine, other: Connection) -> None:
    """End the engine's session, as a database that restarts does."""
    with reading(engine) as connection:
        own = connection.execute(OWN_ID).scalar_one()
    ended = text("SELECT pg_terminate_backend(:own, 10000)")
    assert other.execute(ended, {"own": own}).scalar_one()


def test_each_question_sees_what_is_committed_when_it_is_asked(engine: Engine) -> None:
    with reading(engine) as connection:
        first, second = (connection.execute(ASKED_AT).scalar_one() for _ in range(2))
    assert first < second


def test_who_writes_with_the_same_connection_has_a_transaction(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.execute(ASKED_AT)
    with engine.begin() as tx:
        first, second = (tx.execute(ASKED_AT).scalar_one() for _ in range(2))
    assert first == second


def test_who_reads_after_a_transaction_that_failed_begins_none(engine: Engine) -> None:
    with pytest.raises(DataError), engine.begin() as tx:
        tx.execute(text("SELECT 1 / 0"))
    test_each_question_sees_what_is_committed_when_it_is_asked(engine)


def test_a_connection_that_was_cut_in_a_pause_is_made_anew_unseen(
    engine: Engine, other: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_reading, "PAUSE_SECONDS", 0.0)
    cut(engine, other)

    with reading(engine) as connection:
        assert connection.execute(OWN_ID).scalar_one()


def test_one_that_was_cut_between_two_questions_fails_one_of_them_only(
    engine: Engine, other: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_reading, "PAUSE_SECONDS", 3_600.0)
    cut(engine, other)

    with pytest.raises(OperationalError), reading(engine) as connection:
        connection.execute(OWN_ID)
    with reading(engine) as connection:
        assert connection.execute(OWN_ID).scalar_one()
