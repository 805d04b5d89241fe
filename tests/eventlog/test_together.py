"""Statements that nobody waits for: in their order, seen by whoever asks, all of them or none."""

from collections.abc import Iterator

import psycopg2.errors
import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, select, text
from sqlalchemy.exc import OperationalError

from services.eventlog.engines import open_engine
from services.eventlog.together import AT_MOST
from services.eventlog.views import upsert

OWN = MetaData()
THINGS = Table("things", OWN, Column("id", Integer, primary_key=True), Column("says", String))


@pytest.fixture
def engine(postgres_database: str) -> Iterator[Engine]:
    made = open_engine(postgres_database, pool_size=1)
    OWN.create_all(made)
    yield made
    made.dispose()


def say(tx: Connection, number: int, words: str | None) -> None:
    upsert(tx, THINGS, {"id": number}, {"says": words})


def said(tx: Connection) -> dict[int, str]:
    return {row.id: row.says for row in tx.execute(select(THINGS))}


def test_what_is_asked_in_the_same_transaction_sees_them(engine: Engine) -> None:
    with engine.begin() as tx:
        say(tx, 1, "first")
        say(tx, 1, "second")
        assert said(tx) == {1: "second"}
        tx.execute(text("UPDATE things SET says = 'third'"))
        say(tx, 2, "after that")
        assert said(tx) == {1: "third", 2: "after that"}


def test_they_are_there_after_the_commit(engine: Engine) -> None:
    with engine.begin() as tx:
        for number in range(AT_MOST * 2 + 1):
            say(tx, number, "%s; it's 100 % \\ \N{SNOWMAN}")
    with engine.connect() as connection:
        assert set(said(connection).values()) == {"%s; it's 100 % \\ \N{SNOWMAN}"}
        assert len(said(connection)) == AT_MOST * 2 + 1


def test_nothing_is_left_of_a_transaction_that_failed(engine: Engine) -> None:
    tx = engine.connect()
    say(tx, 1, "forgotten")
    tx.rollback()
    tx.close()
    with engine.begin() as tx:  # the same connection, for there is only one
        say(tx, 2, "kept")
    with engine.connect() as connection:
        assert said(connection) == {2: "kept"}


def test_one_that_fails_at_the_end_fails_the_commit_and_the_connection_lives_on(
    engine: Engine,
) -> None:
    with engine.begin() as tx:
        tx.execute(text("ALTER TABLE things ALTER says SET NOT NULL"))
    with engine.connect() as tx:
        say(tx, 1, "not even this")
        say(tx, 2, None)
        with pytest.raises(psycopg2.errors.NotNullViolation):
            tx.commit()
    with engine.begin() as tx:
        say(tx, 3, "this")
        assert said(tx) == {3: "this"}


def test_they_go_on_after_a_table_was_made_anew(engine: Engine) -> None:
    for _ in range(2):
        with engine.begin() as tx:
            say(tx, 1, "here")
        OWN.drop_all(engine)
        OWN.create_all(engine)
    with engine.connect() as connection:
        assert said(connection) == {}


def test_they_are_prepared_again_after_the_server_hung_up(engine: Engine) -> None:
    with engine.begin() as tx:
        say(tx, 1, "before")
    with engine.connect() as one:
        with pytest.raises(OperationalError):
            one.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        one.rollback()
    with engine.begin() as tx:
        say(tx, 2, "after")
    with engine.connect() as connection:
        assert said(connection) == {1: "before", 2: "after"}
