"""`exchange move` as an operator calls it: after `migrate`, and while neither home runs."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from exchange.data_folder import DataFolder
from exchange.main import main
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import TINY
from services.eventlog.postgres import PostgresRecorder
from services.hosting.distributed.relay_state import RelayState
from services.hosting.service_list import NAMES
from tests.support.servers import Postgres

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
PARTS = (*NAMES, "gateway")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = DataFolder(tmp_path_factory.mktemp("season"))
    build_season(folder, Wanted(TINY, seed=1), NOW)
    return folder


def exchange(*words: str, **settings: str) -> Result:
    given = {f"EXCHANGE_{name.upper()}": value for name, value in settings.items()}
    return CliRunner().invoke(main, words, env=given)


def databases(dsn: str, folder: DataFolder) -> dict[str, str]:
    """Settings of a home in which every part has the same database."""
    keys = {"master_key": folder.secret("master_key").hex()}
    return keys | {f"database_{part}": dsn for part in PARTS}


def migrated(dsn: str, folder: DataFolder) -> dict[str, str]:
    settings = databases(dsn, folder)
    assert exchange("migrate", **settings).exit_code == 0
    return settings


def test_a_home_moves_into_the_databases_of_the_environment_and_its_facts_count_as_told(
    folder: DataFolder, postgres_database: str
) -> None:
    settings = migrated(postgres_database, folder)

    moved = exchange("move", "--from", f"sqlite:{folder.path}", **settings)

    assert moved.exit_code == 0, moved.output
    assert "applications_events" in moved.output
    assert "EXCHANGE_MASTER_KEY" in moved.output
    assert folder.secret("master_key").hex() not in moved.output
    for name in NAMES:
        log = PostgresRecorder(name, postgres_database, 1)
        with closing(log), closing(RelayState(name, postgres_database)) as relay:
            assert relay.position() == log.max_notification_id()


def test_all_parts_may_move_into_one_database(folder: DataFolder, postgres_database: str) -> None:
    migrated(postgres_database, folder)
    for _ in range(2):  # the second time finds everything there
        moved = exchange("move", "--from", f"sqlite:{folder.path}", "--to", postgres_database)
        assert moved.exit_code == 0, moved.output


def test_the_tables_come_first(folder: DataFolder, postgres_database: str) -> None:
    moved = exchange("move", "--from", f"sqlite:{folder.path}", "--to", postgres_database)

    assert moved.exit_code == 1
    assert "Run `exchange migrate`" in moved.output


def test_nobody_works_in_the_new_home_meanwhile(folder: DataFolder, postgres_database: str) -> None:
    migrated(postgres_database, folder)
    with closing(RelayState("housing", postgres_database)) as somebody:
        assert somebody.take()
        moved = exchange("move", "--from", f"sqlite:{folder.path}", "--to", postgres_database)

    assert moved.exit_code == 1
    assert "The service housing runs on the new database. Stop the new home" in moved.output


def test_nobody_works_in_the_old_home_meanwhile(folder: DataFolder, postgres_database: str) -> None:
    migrated(postgres_database, folder)
    with folder.locked():
        moved = exchange("move", "--from", f"sqlite:{folder.path}", "--to", postgres_database)

    assert moved.exit_code == 1
    assert "Another process is using" in moved.output


@pytest.mark.parametrize("source", ["sqlite:/nowhere", "postgresql://x/y", ""])
def test_what_is_no_home_does_not_move(source: str) -> None:
    moved = exchange("move", "--from", source)

    assert moved.exit_code == 2
    assert "--from" in moved.output


def test_an_empty_folder_does_not_move(tmp_path_factory: pytest.TempPathFactory) -> None:
    moved = exchange("move", "--from", f"sqlite:{tmp_path_factory.mktemp('empty')}")

    assert moved.exit_code == 2
    assert "There is no home in" in moved.output


def test_a_database_that_is_away_is_told_in_a_sentence(
    folder: DataFolder, postgres: Postgres
) -> None:
    away = postgres.dsn("no_such_database")

    moved = exchange("move", "--from", f"sqlite:{folder.path}", "--to", away)

    assert moved.exit_code == 1
    assert "Traceback" not in moved.output
    assert moved.exception is None or isinstance(moved.exception, SystemExit)
