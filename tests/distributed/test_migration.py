"""Databases are made ready from many places at once; each role enters its own and no other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg2
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Column, Uuid

from exchange.main import main
from services.contracts.roles import SYSTEM
from services.eventlog.views import Tables
from services.hosting.commands import Order
from services.hosting.distributed.migration import (
    TablesNotReady,
    check_migrated,
    mark_migrated,
    migrating,
    provide_database,
    wait_until_migrated,
)
from services.hosting.distributed.relay_state import RelayState
from services.hosting.host import ServiceHost, Surroundings
from services.hosting.stores import DatabaseOfEach
from services.projects.schemas import RegisterOrganisation
from services.projects.service import ProjectsService
from services.projects.views import ProjectsViews
from tests.support.servers import Postgres

PLACES = 4

Own = Callable[[], str]


@pytest.fixture
def own(postgres: Postgres) -> Own:
    """Makes addresses of databases that nobody else has."""

    def make() -> str:
        name = f"own_{uuid4().hex[:8]}"
        return f"postgresql://{name}:p%40ss'word@127.0.0.1:{postgres.port}/{name}"

    return make


def enter(dsn: str) -> None:
    psycopg2.connect(dsn).close()


def test_a_database_is_made_once_from_many_places(postgres: Postgres, own: Own) -> None:
    dsn = own()
    with ThreadPoolExecutor(PLACES) as places:
        list(places.map(lambda _: provide_database(postgres.dsn(), dsn), range(PLACES)))
    enter(dsn)


def test_a_role_enters_its_own_database_and_no_other(postgres: Postgres, own: Own) -> None:
    one, other = own(), own()
    for dsn in (one, other):
        provide_database(postgres.dsn(), dsn)
    foreign = urlsplit(one)._replace(path=urlsplit(other).path).geturl()

    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        enter(foreign)


def test_a_changed_password_is_taken_over(postgres: Postgres, own: Own) -> None:
    dsn = own()
    provide_database(postgres.dsn(), dsn)
    changed = dsn.replace("word", "another word".replace(" ", "%20"))

    provide_database(postgres.dsn(), changed)

    enter(changed)
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        enter(dsn)


def test_a_database_that_was_not_migrated_is_refused_with_what_to_do(
    postgres_database: str,
) -> None:
    with pytest.raises(TablesNotReady, match=r"not there yet\. Run `exchange migrate`"):
        check_migrated(postgres_database)

    with migrating(postgres_database) as session:
        mark_migrated(session)
        mark_migrated(session)

    check_migrated(postgres_database)


def test_a_database_of_an_older_form_is_refused_with_what_to_do(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with migrating(postgres_database) as session:
        mark_migrated(session)
    monkeypatch.setattr("services.hosting.distributed.migration.SCHEMA", 7)

    with pytest.raises(TablesNotReady, match=r"of the older form 1\. Run `exchange migrate`"):
        check_migrated(postgres_database)


def migrated(postgres: Postgres, dsn: str, folder: Path, name: str = "people") -> Result:
    (folder / "key").write_text("ab" * 32)
    told = {
        "EXCHANGE_DATABASE_ADMIN": postgres.dsn(),
        f"EXCHANGE_DATABASE_{name.upper()}": dsn,
        "EXCHANGE_MASTER_KEY_FILE": str(folder / "key"),
    }
    return CliRunner().invoke(main, ["migrate", name], env=told)


def test_the_command_makes_everything_that_a_service_needs(
    postgres: Postgres, own: Own, tmp_path: Path
) -> None:
    dsn = own()
    for _ in range(2):
        done = migrated(postgres, dsn, tmp_path)
        assert done.exit_code == 0, done.output
        assert done.output == "people         ready\n"

    check_migrated(dsn)
    assert DatabaseOfEach({"people": dsn}).recorder("people").max_notification_id() is None
    with closing(RelayState("people", dsn)) as state:
        assert state.position() == 0


class WithOneMore(ProjectsViews):
    """The views, as a later release knows them."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        tables.add("one_more", Column("id", Uuid, primary_key=True))


@contextmanager
def projects_in(dsn: str) -> Iterator[ServiceHost]:
    stores = DatabaseOfEach({"projects": dsn}, pool_size=2)
    host = ProjectsService.host.open(Surroundings(stores, creates_tables=False))
    try:
        yield host
    finally:
        host.close()


def test_views_of_a_new_shape_are_fed_while_those_of_the_release_before_go_on(
    postgres: Postgres, own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn = own()
    migrated(postgres, dsn, tmp_path, "projects")
    with projects_in(dsn) as before:
        order = Order({"country": "PT", "name": "PorMSIC"}, SYSTEM, "1", "1")
        before.handle(RegisterOrganisation, order.to_json())
        before.views.feed({"projects": before.published.since})
        monkeypatch.setattr(ProjectsService.host, "views", WithOneMore)
        with pytest.raises(TablesNotReady, match="the projects views of this release"):
            check_migrated(dsn, {"projects": WithOneMore})

        done = migrated(postgres, dsn, tmp_path, "projects")

        assert "projects       views are of a new shape, and fed\n" in done.output
        check_migrated(dsn, {"projects": WithOneMore})
        with projects_in(dsn) as after:
            assert after.views.positions() == before.views.positions() != {"projects": 0}
        assert "fed" not in migrated(postgres, dsn, tmp_path, "projects").output


def test_the_command_names_what_it_is_not_told() -> None:
    done = CliRunner().invoke(main, ["migrate", "housing"], env={"EXCHANGE_DATABASE_HOUSING": ""})

    assert done.exit_code == 1
    assert "EXCHANGE_DATABASE_HOUSING is missing" in done.output


def waiting(dsn: str, seconds: str) -> Result:
    told = {"EXCHANGE_DATABASE_PEOPLE": dsn}
    return CliRunner().invoke(main, ["migrate", "--wait", seconds, "people"], env=told)


def test_who_waits_goes_on_once_the_tables_are_made_elsewhere(
    postgres: Postgres, own: Own, tmp_path: Path
) -> None:
    dsn = own()
    with ThreadPoolExecutor(1) as elsewhere:
        waits = elsewhere.submit(wait_until_migrated, dsn, seconds=60)  # for the database, too
        assert migrated(postgres, dsn, tmp_path).exit_code == 0
        waits.result()

    assert waiting(dsn, "0").output == "people         ready\n"


def test_who_waits_in_vain_says_what_is_missing_and_makes_nothing(postgres_database: str) -> None:
    done = waiting(postgres_database, "0")

    assert done.exit_code == 1
    assert "not there yet. Run `exchange migrate`" in done.output
    with pytest.raises(TablesNotReady, match="not there yet"):
        check_migrated(postgres_database)
