"""Rows that nobody waits for: as if written one by one, seen by whoever asks, all or none."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2.errors
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    select,
    text,
)
from sqlalchemy.exc import DataError, OperationalError

from services.eventlog.engines import open_engine, writing
from services.eventlog.together import AT_MOST
from services.eventlog.views import upsert

OWN = MetaData()
THINGS = Table("things", OWN, Column("id", Integer, primary_key=True), Column("says", String))
PLACES = Table(
    "places",
    OWN,
    Column("country", String(2), primary_key=True),
    Column("left", Integer, primary_key=True),
    Column("end", Date),
    Column("notes", JSON, default=[]),
    Column("label", String, default="new"),
)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Of one connection."""
    is_file = request.param == "sqlite"
    file = f"sqlite:///{tmp_path / 'things.db'}"
    url = file if is_file else request.getfixturevalue("postgres_database")
    made = open_engine(url, pool_size=1)
    OWN.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def on_postgres(postgres_database: str) -> Iterator[Engine]:
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


def test_nothing_is_left_of_a_savepoint_that_was_gone_back_to(engine: Engine) -> None:
    with writing(engine).begin() as tx:
        say(tx, 1, "before")
        amid = tx.begin_nested()
        say(tx, 2, "amid")
        amid.rollback()
        say(tx, 3, "after")
    with engine.connect() as connection:
        assert said(connection) == {1: "before", 3: "after"}


def test_one_that_fails_at_the_end_fails_the_commit_and_the_connection_lives_on(
    engine: Engine,
) -> None:
    with engine.connect() as tx:
        say(tx, 1, "not even this")
        upsert(tx, PLACES, {"country": None, "left": 1}, {})
        with pytest.raises((psycopg2.errors.NotNullViolation, sqlite3.IntegrityError)):
            tx.commit()
    with engine.begin() as tx:
        say(tx, 3, "this")
        assert said(tx) == {3: "this"}


def test_a_text_that_is_too_long_is_refused_and_not_cut(on_postgres: Engine) -> None:
    with on_postgres.connect() as tx:
        upsert(tx, PLACES, {"country": "PRT", "left": 1}, {})
        with pytest.raises(DataError):
            said(tx)


RANDOM_KEYS = {"country": some.sampled_from(["PT", "BR"]), "left": some.integers(1, 2)}
RANDOM_VALUES = {
    "end": some.none() | some.dates(),
    "notes": some.lists(some.text("a'\"{}\\,", max_size=3), max_size=2),
    "label": some.none() | some.text("x,'\"%{}\\ \N{SNOWMAN}", max_size=4),
}
A_PLACE = some.tuples(
    some.just(PLACES),
    some.fixed_dictionaries(RANDOM_KEYS),
    some.fixed_dictionaries({}, optional=RANDOM_VALUES),
)
A_THING = some.tuples(
    some.just(THINGS),
    some.fixed_dictionaries({"id": some.integers(1, 3)}),
    some.sampled_from([{}, {"says": "one"}, {"says": None}]),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=some.lists(A_PLACE | A_THING, max_size=12))
def test_the_tables_are_as_if_each_row_had_been_written_by_itself(
    engine: Engine, rows: list[tuple[Table, dict[str, Any], dict[str, Any]]]
) -> None:
    assert _written(engine, rows, at_once=True) == _written(engine, rows, at_once=False)


def _written(engine: Engine, rows: list[Any], *, at_once: bool) -> list[Any]:
    """Everything in the tables, in a transaction that leaves nothing behind."""
    with engine.connect() as tx:
        for table in OWN.sorted_tables:
            tx.execute(delete(table))
        for row in rows:
            upsert(tx, *row)
            if not at_once:
                said(tx)
        found = [sorted(tx.execute(select(table)), key=str) for table in OWN.sorted_tables]
        tx.rollback()
        return found


def test_they_go_on_after_a_table_was_made_anew(engine: Engine) -> None:
    for _ in range(2):
        with engine.begin() as tx:
            say(tx, 1, "here")
        OWN.drop_all(engine)
        OWN.create_all(engine)
    with engine.connect() as connection:
        assert said(connection) == {}


def test_they_are_prepared_again_after_the_server_hung_up(on_postgres: Engine) -> None:
    engine = on_postgres
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
