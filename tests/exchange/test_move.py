"""Moving a home into PostgreSQL: all of it, proved, and gone on with after an interruption."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from werkzeug.test import Client, TestResponse

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, opened, service_settings
from exchange.make_season import build_season
from exchange.moving import Move, Proofs
from exchange.season.draft import Wanted
from exchange.season.scale import TINY
from exchange.season.sign_ins import SignIn
from gateway.api.blueprints import BASE
from gateway.app import create_app
from gateway.security.signing_keys import SigningKeys
from gateway.settings import GatewaySettings
from services.eventlog.table_copy import CopyDiffers
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.hosting.stores import PostgresStores, SQLiteStores
from tests.support.invariants.views import changed_by_rebuild
from tests.support.servers.postgres import Postgres

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
KEYS = SigningKeys(b"a signing key of tests, 32 bytes")
POOL = 3
BOARD = f"{BASE}/board?month=2027-07"


class Broken(Exception):
    """The move was broken off on purpose."""


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, list[SignIn]]:
    folder = DataFolder(tmp_path_factory.mktemp("season"))
    return folder, build_season(folder, Wanted(TINY, seed=1), NOW)


@pytest.fixture(scope="module")
def moved_already(
    season: tuple[DataFolder, list[SignIn]], postgres: Postgres
) -> Iterator[tuple[str, Proofs]]:
    with postgres.fresh_database() as dsn:
        yield dsn.rpartition("/")[2], moved(season[0], dsn)


@pytest.fixture
def new_database(moved_already: tuple[str, Proofs], postgres: Postgres) -> Iterator[str]:
    """A database of the test's own, into which the season was moved."""
    with postgres.fresh_database(template=moved_already[0]) as dsn:
        yield dsn


def moved(folder: DataFolder, dsn: str, *, break_at: float = 2.0) -> Proofs:
    def tell(what: str, share: float, done: int) -> None:
        if share >= break_at:
            raise Broken

    target = Surroundings(PostgresStores(dsn, POOL), settings=service_settings(folder))
    return Move(SQLiteStores(folder.stores), target).run(tell)


@contextmanager
def moved_home(folder: DataFolder, dsn: str) -> Iterator[ExchangeHome]:
    stores, settings = PostgresStores(dsn, POOL), service_settings(folder)
    home = ExchangeHome(Surroundings(stores, SetClock(NOW), settings=settings))
    yield home
    home.stop()


class Asking:
    """Somebody signed in to a home's gateway."""

    def __init__(self, home: ExchangeHome, who: SignIn) -> None:
        app = create_app(home.backend, GatewaySettings(KEYS))
        self.client = Client(app)
        account = {"email": who.email, "password": who.password}
        session = self.client.post(f"{BASE}/session", json=account)
        assert session.status_code == 201, session.text
        self._token = session.json["access_token"]
        self.lists = sorted(
            rule.rule
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith(BASE) and "GET" in (rule.methods or ()) and not rule.arguments
        )

    def ask(self, method: str, address: str, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self._token}", **options.pop("headers", {})}
        return self.client.open(address, method=method, headers=headers, **options)

    def answers(self) -> dict[str, Any]:
        """Of every list: what is in it, or with which status it is refused."""
        answers = {path: self.ask("GET", path) for path in (*self.lists, BOARD)}
        return {
            p: answer.json if answer.status_code == 200 else answer.status_code
            for p, answer in answers.items()
        }


def test_both_homes_answer_the_same_to_whoever_could_sign_in(
    season: tuple[DataFolder, list[SignIn]], new_database: str
) -> None:
    folder, sign_ins = season
    with opened(folder, SetClock(NOW)) as old, moved_home(folder, new_database) as new:
        for who in sign_ins:
            before, after = Asking(old, who).answers(), Asking(new, who).answers()
            assert sum(isinstance(answer, dict) for answer in before.values()) >= 10
            assert before == after


def test_everything_is_proved_and_the_new_home_goes_on_behind_the_last_position(
    season: tuple[DataFolder, list[SignIn]],
    moved_already: tuple[str, Proofs],
    new_database: str,
) -> None:
    (folder, sign_ins), (_, proofs) = season, moved_already
    assert proofs["applications_events"].rows > 100
    assert proofs["people_vault_records"].rows > 20
    director = next(one for one in sign_ins if one.role.startswith("director"))
    with moved_home(folder, new_database) as home:
        last = home.hosts["projects"].recorder.max_notification_id() or 0
        new = {"country": "IS", "name": "Iceland's students"}
        answer = Asking(home, director).ask("POST", f"{BASE}/organisations", json=new)
        assert answer.status_code == 201, answer.text
        assert answer.json["after"] == f"projects:{last + 1}"
        home.settle()
        assert changed_by_rebuild(home.view_stores, home.pulls()) == []


def test_a_command_that_was_carried_out_before_the_move_is_not_carried_out_again(
    season: tuple[DataFolder, list[SignIn]], tmp_path: Path, postgres_database: str
) -> None:
    folder, sign_ins = DataFolder(shutil.copytree(season[0].path, tmp_path / "copy")), season[1]
    director = next(one for one in sign_ins if one.role.startswith("director"))
    again = {"json": {"country": "NO", "name": "N"}, "headers": {"Idempotency-Key": "once"}}
    with opened(folder, SetClock(NOW)) as old:
        before = Asking(old, director).ask("POST", f"{BASE}/organisations", **again)
        old.settle()
    moved(folder, postgres_database)
    with moved_home(folder, postgres_database) as new:
        after = Asking(new, director).ask("POST", f"{BASE}/organisations", **again)
    assert after.json == before.json


@pytest.mark.parametrize("share", [0.1, 0.6])
def test_a_move_that_was_broken_off_is_gone_on_with(
    season: tuple[DataFolder, list[SignIn]], postgres_database: str, share: float
) -> None:
    folder, _ = season
    with pytest.raises(Broken):
        moved(folder, postgres_database, break_at=share)
    first = moved(folder, postgres_database)
    assert moved(folder, postgres_database) == first
    with moved_home(folder, postgres_database) as home:
        assert changed_by_rebuild(home.view_stores, home.pulls()) == []


def test_nothing_is_copied_over_the_log_of_another_home(
    season: tuple[DataFolder, list[SignIn]], tmp_path: Path, new_database: str
) -> None:
    shutil.copytree(season[0].path / "secrets", tmp_path / "other" / "secrets")
    other = DataFolder(tmp_path / "other")
    build_season(other, Wanted(TINY, seed=2), NOW)
    with pytest.raises(CopyDiffers, match="other rows"):
        moved(other, new_database)


def test_a_row_that_was_changed_on_the_way_is_found(
    season: tuple[DataFolder, list[SignIn]], new_database: str
) -> None:
    with psycopg2.connect(new_database) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE housing_events SET actor = 'somebody else' WHERE position = 3")
    with pytest.raises(CopyDiffers, match="housing_events"):
        moved(season[0], new_database)


def test_the_old_home_is_left_as_it_was(
    season: tuple[DataFolder, list[SignIn]], new_database: str
) -> None:
    def contents() -> list[list[str]]:
        files = sorted(season[0].stores.glob("*.db"))
        return [list(sqlite3.connect(file).iterdump()) for file in files]

    before = contents()
    moved(season[0], new_database)
    assert contents() == before
