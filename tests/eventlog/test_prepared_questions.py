"""Questions that are prepared once find what any question finds, on a connection in any state."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    JSON,
    Column,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    bindparam,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from services.contracts.errors import StorageOutOfReach
from services.eventlog import postgres_reading
from services.eventlog.engines import open_engine, reading
from services.eventlog.faults import storage_refusal
from services.eventlog.prepared_questions import PreparedQuestion
from services.eventlog.views import Moment

OWN = MetaData()
THINGS = Table(
    "things",
    OWN,
    Column("id", Uuid, primary_key=True),
    Column("maker_id", Uuid),
    Column("says", String),
    Column("number", Integer),
    Column("day", Date),
    Column("at", Moment),
    Column("parts", JSON),
)
AT = datetime(2027, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
THING: dict[str, Any] = {
    "id": uuid4(),
    "maker_id": uuid4(),
    "says": "%s; it's 100 % \\ \N{SNOWMAN}",
    "number": 7,
    "day": date(2027, 5, 1),
    "at": AT.astimezone(UTC),
    "parts": [{"name": "screw", "is_new": True}],
}
NOTHING = {"id": uuid4(), **dict.fromkeys(list(THING)[1:])}

BY_ID = PreparedQuestion(select(THINGS).where(THINGS.c.id == bindparam("asked")))
SINCE = PreparedQuestion(
    select(THINGS.c.says, (THINGS.c.number % 4).label("rest")).where(
        THINGS.c.at >= bindparam("since"), THINGS.c.says.like("%!%%", escape="!")
    )
)
OWN_ID = PreparedQuestion(select(func.pg_backend_pid().label("own")))


def kept_in(engine: Engine) -> Engine:
    OWN.create_all(engine)
    with engine.begin() as tx:
        tx.execute(insert(THINGS), [THING, NOTHING])
    return engine


@pytest.fixture
def on_postgres(postgres_database: str) -> Iterator[Engine]:
    made = open_engine(postgres_database, pool_size=1)
    yield kept_in(made)
    made.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Engine]:
    if request.param == "postgresql":
        yield request.getfixturevalue("on_postgres")
    else:
        made = open_engine(f"sqlite:///{tmp_path / 'things.db'}")
        yield kept_in(made)
        made.dispose()


def found(engine: Engine, asked: UUID) -> list[dict[str, Any]]:
    return BY_ID.ask(engine, asked=asked)


def test_values_of_every_kind_are_read_as_by_any_question(engine: Engine) -> None:
    with reading(engine) as connection:
        usual = {row["id"]: dict(row) for row in connection.execute(select(THINGS)).mappings()}

    assert found(engine, THING["id"]) == [usual[THING["id"]]] == [THING]
    assert found(engine, NOTHING["id"]) == [usual[NOTHING["id"]]] == [NOTHING]
    assert found(engine, uuid4()) == []


def test_percent_signs_and_values_that_stand_in_it_are_kept(engine: Engine) -> None:
    assert SINCE.ask(engine, since=AT) == [{"says": THING["says"], "rest": 3}]
    assert SINCE.ask(engine, since=AT + timedelta(seconds=1)) == []


def test_each_sees_what_was_committed_before_it_was_asked(engine: Engine) -> None:
    found(engine, THING["id"])
    with engine.begin() as tx:
        tx.execute(THINGS.delete())

    assert found(engine, THING["id"]) == []


def test_who_writes_after_it_with_the_same_connection_has_a_transaction(
    on_postgres: Engine,
) -> None:
    found(on_postgres, THING["id"])
    with on_postgres.begin() as tx:
        moments = [tx.execute(text("SELECT transaction_timestamp()")).scalar() for _ in range(2)]
    assert moments[0] == moments[1]


def test_it_is_answered_after_the_connection_has_forgotten_it(on_postgres: Engine) -> None:
    found(on_postgres, THING["id"])
    with reading(on_postgres) as connection:
        connection.execute(text("DEALLOCATE ALL"))

    assert found(on_postgres, THING["id"]) == [THING]


def test_it_is_answered_after_its_table_was_made_anew(on_postgres: Engine) -> None:
    found(on_postgres, THING["id"])
    OWN.drop_all(on_postgres)

    assert found(kept_in(on_postgres), THING["id"]) == [THING]


def test_one_that_cannot_be_answered_fails_as_any_question(engine: Engine) -> None:
    found(engine, THING["id"])
    OWN.drop_all(engine)

    with pytest.raises(Exception, match="things") as failed:
        found(engine, THING["id"])
    with pytest.raises(type(failed.value)), reading(engine) as connection:
        connection.execute(select(THINGS))


def test_a_connection_that_was_cut_is_made_anew_unseen(
    on_postgres: Engine, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_reading, "PAUSE_SECONDS", 3_600.0)
    own = OWN_ID.ask(on_postgres)[0]["own"]
    other = open_engine(postgres_database, pool_size=1)
    with other.connect() as somebody:
        ended = text("SELECT pg_terminate_backend(:own, 10000)")
        assert somebody.execute(ended, {"own": own}).scalar_one()
    other.dispose()

    assert found(on_postgres, THING["id"]) == [THING]
    assert OWN_ID.ask(on_postgres)[0]["own"] != own


def test_a_database_that_is_not_there_is_told_of_as_by_any_question(
    postgres_database: str,
) -> None:
    engine = open_engine(f"{postgres_database}_gone", pool_size=1)

    with pytest.raises(DBAPIError) as failed:
        found(engine, THING["id"])
    assert isinstance(storage_refusal(failed.value), StorageOutOfReach)
    engine.dispose()
