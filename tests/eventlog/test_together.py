"""Rows that nobody waits for: as if written one by one, seen by whoever asks, all or none."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2.errors
import pytest
from hypothesis import given
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

from services.eventlog.changes import Condition, Holds, HoldsMore
from services.eventlog.engines import open_engine, writing
from services.eventlog.together import AT_MOST
from services.eventlog.views import change, replace, upsert
from tests.support.effort import effort

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
PARTS = Table(
    "parts",
    OWN,
    Column("owner", Integer, primary_key=True),
    Column("name", String, primary_key=True),
    Column("says", String),
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


A_CHANGE = some.tuples(
    some.just(THINGS),
    some.fixed_dictionaries({"id": some.integers(1, 3)}),
    some.fixed_dictionaries({"says": some.sampled_from(["one", "two"])}),
    some.sampled_from([Holds("says", ("one",)), Holds("says", ("one", "two")), HoldsMore("says")]),
)
ALL_OF_AN_OWNER = some.tuples(
    some.just(PARTS),
    some.fixed_dictionaries({"owner": some.integers(1, 2)}),
    some.lists(
        some.fixed_dictionaries({"name": some.sampled_from("ab")}, optional={"says": some.none()}),
        max_size=3,
    ),
)
ROWS = some.tuples(some.just(upsert), A_PLACE | A_THING)
CHANGES = some.tuples(some.just(change), A_CHANGE)
REPLACEMENTS = some.tuples(some.just(replace), ALL_OF_AN_OWNER)


@effort(60)
@given(writes=some.lists(ROWS | CHANGES | REPLACEMENTS, max_size=12))
def test_the_tables_are_as_if_each_row_had_been_written_by_itself(
    engine: Engine, writes: list[tuple[Callable[..., None], tuple[Any, ...]]]
) -> None:
    assert _written(engine, writes, at_once=True) == _written(engine, writes, at_once=False)


def _written(engine: Engine, writes: list[Any], *, at_once: bool) -> list[Any]:
    """Everything in the tables, in a transaction that leaves nothing behind."""
    with engine.connect() as tx:
        for table in OWN.sorted_tables:
            tx.execute(delete(table))
        for write, what in writes:
            write(tx, *what)
            if not at_once:
                said(tx)
        found = [sorted(tx.execute(select(table)), key=str) for table in OWN.sorted_tables]
        tx.rollback()
        return found


@pytest.mark.parametrize(
    ("only_if", "says"),
    [
        (Holds("says", ("b", "c")), "a"),
        (Holds("says", ("c",)), "b"),
        (HoldsMore("says"), "a"),
    ],
)
def test_a_row_is_changed_only_if_it_fulfils_the_condition(
    engine: Engine, only_if: Condition, says: str
) -> None:
    with engine.begin() as tx:
        say(tx, 1, "b")
        say(tx, 2, None)
        for number in (1, 2, 3):
            change(tx, THINGS, {"id": number}, {"says": "a"}, only_if)
        assert said(tx) == {1: says, 2: None}


def test_every_change_counts_also_of_the_same_row(engine: Engine) -> None:
    with engine.begin() as tx:
        say(tx, 1, "assigned")
        change(tx, THINGS, {"id": 1}, {"says": "placed"}, Holds("says", ("assigned",)))
        change(tx, THINGS, {"id": 1}, {"says": "accepted"}, Holds("says", ("placed",)))
        assert said(tx) == {1: "accepted"}


def test_an_owner_has_the_rows_that_were_said_last(engine: Engine) -> None:
    with engine.begin() as tx:
        replace(tx, PARTS, {"owner": 1}, [{"name": "a"}, {"name": "b", "says": "first"}])
        replace(tx, PARTS, {"owner": 2}, [{"name": "a"}])
        replace(tx, PARTS, {"owner": 1}, [{"name": "b"}, {"name": "c"}])
        replace(tx, PARTS, {"owner": 2}, [])
        assert tx.execute(select(PARTS).order_by(PARTS.c.name)).all() == [
            (1, "b", None),
            (1, "c", None),
        ]


def test_a_name_is_never_more_than_a_name_in_a_statement() -> None:
    with pytest.raises(ValueError, match="DROP"):
        Holds("says", ("'; DROP TABLE things",))


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
