"""The ``exchange`` command over a damaged log: the place in a sentence, the views as they were."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.main import main
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import Scale
from services.contracts import applications
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import LoggedEvent
from services.hosting.service_list import NAMES
from services.hosting.stores import SQLiteStores
from tests.exchange.test_command_line import NOW
from tests.support.damage import damaged

TINY = Scale(organisations=2, committees_each=1, projects=2, students=1)
SETS_OF_VIEWS = (*NAMES, "gateway", "audit")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    build_season(DataFolder(folder), Wanted(TINY, 1), NOW)
    return folder


@pytest.fixture
def log(data: Path) -> Iterator[LogRecorder]:
    """The log of applications, in which an event is damaged."""
    with closing(SQLiteStores(DataFolder(data).stores).recorder("applications")) as recorder:
        yield recorder


@pytest.fixture
def fact(data: Path) -> LoggedEvent:
    """A fact of an exchange that every follower has been told."""
    with opened(DataFolder(data)) as home:
        host = home.hosts["applications"]
        facts = host.published.since(0, 10_000)
        submitted = applications.ApplicationSubmitted.type_name()
        position = next(fact.position for fact in facts if fact.type == submitted)
        return host.recorder.select_notifications(position, 1)[0]


def exchange(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def live_generations(data: Path) -> dict[str, int]:
    return {name: live_generation(DataFolder(data).stores, name) for name in SETS_OF_VIEWS}


def live_generation(stores: Path, name: str) -> int:
    with closing(sqlite3.connect(stores / f"{name}.db")) as connection:
        (found,) = connection.execute(f"SELECT live FROM {name}_view_shapes").fetchone()
    return int(found)


def is_sentence_about(said: str, fact: LoggedEvent) -> bool:
    begins = f"Error: The stored event applications/{fact.id} cannot be read"
    return said.startswith(begins) and said.endswith("[stored_event_unreadable]")


@pytest.mark.parametrize("ask", [("history",), ("as-of", "2027-01-01T00:00Z")], ids=lambda a: a[0])
def test_looking_back_names_the_place(
    data: Path, log: LogRecorder, fact: LoggedEvent, ask: tuple[str, ...]
) -> None:
    question = ("audit", ask[0], fact.originator_id, *ask[1:], "--data", data)

    with damaged(log, fact, "missing field"):
        done = exchange(*question)

    assert done.exit_code == 1
    (said,) = done.output.splitlines()
    assert is_sentence_about(said, fact)
    assert exchange(*question).exit_code == 0


@pytest.mark.parametrize("kind", ["wrong type", "unknown topic"])
def test_a_rebuild_names_the_place_and_leaves_the_views_as_they_were(
    data: Path, log: LogRecorder, fact: LoggedEvent, kind: str
) -> None:
    before = live_generations(data)

    with damaged(log, fact, kind):
        done = exchange("rebuild", "all", "--data", data)
    after = live_generations(data)

    assert done.exit_code == 1
    stayed = [name for name in before if after[name] == before[name]]
    assert set(before) - set(stayed) == {"projects"}  # nothing there comes from applications
    assert done.output.count("NOT REBUILT") == len(stayed)
    assert is_sentence_about(done.output.splitlines()[-1], fact)


def test_once_it_is_restored_the_views_are_rebuilt_and_equal(
    data: Path, log: LogRecorder, fact: LoggedEvent
) -> None:
    with damaged(log, fact, "no JSON"):
        exchange("rebuild", "all", "--data", data)

    done = exchange("rebuild", "all", "--data", data)

    assert done.exit_code == 0
    assert all(line.endswith("equal") for line in done.output.splitlines())
