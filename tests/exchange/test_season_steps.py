"""A step that was done but not written down is done again, with no effect of its own."""

import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, service_settings
from exchange.season.chronicle import Chronicle
from exchange.season.ids import SeededIds
from exchange.season.journal import Journal, header_of
from services.contracts.errors import Refusal, StorageBusy
from services.contracts.roles import SYSTEM
from services.eventlog import sqlite
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.hosting.stores import SQLiteStores

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
HEADER = {"now": NOW.isoformat()}
NOBODY = "00000000-0000-4000-8000-000000000000"


@contextmanager
def a_chronicle(path: Path) -> Iterator[Chronicle]:
    settings = service_settings(DataFolder(path)) | {"mail_folder": "", "smtp_host": ""}
    clock, ids = SetClock(NOW), SeededIds(1)
    home = ExchangeHome(Surroundings(SQLiteStores(path / "stores"), clock, ids, settings))
    try:
        with Journal(path / "journal", HEADER) as journal:
            yield Chronicle(home, clock, ids, journal)
    finally:
        home.stop()


def everything(chronicle: Chronicle) -> list[Any]:
    return [
        (event.topic, event.originator_id, event.originator_version, event.state)
        for host in chronicle.home.hosts.values()
        for event in host.recorder.all_events()
    ]


def people(chronicle: Chronicle, command: str, **data: Any) -> Any:
    return chronicle.send(SYSTEM, "people", command, data)


def register(chronicle: Chronicle) -> str:
    person_id: str = people(chronicle, "register_person")["id"]
    return person_id


def set_data(chronicle: Chronicle) -> None:
    data = {"given_name": "Zoë", "email": "zoe@example.org"}
    people(chronicle, "set_personal_data", person_id=register(chronicle), data=data)


def store_document(chronicle: Chronicle) -> None:
    content = b64encode(b"Why I would like to come.").decode()
    document = {"kind": "motivation_letter", "content": content}
    people(chronicle, "store_document", person_id=register(chronicle), **document)


def be_refused(chronicle: Chronicle) -> None:
    register(chronicle)
    with pytest.raises(Refusal):
        people(chronicle, "open_account", person_id=NOBODY)


def settle(chronicle: Chronicle) -> None:
    register(chronicle)
    chronicle.settle()


def tick(chronicle: Chronicle) -> None:
    settle(chronicle)
    chronicle.tick()


SCRIPTS = [register, set_data, store_document, be_refused, settle, tick]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("torn", [b"", b'["people.regis'])
def test_done_but_not_written_down(tmp_path: Path, script: Any, torn: bytes) -> None:
    with a_chronicle(tmp_path) as first:
        script(first)
        expected = everything(first)
    lines = (tmp_path / "journal").read_bytes().splitlines(keepends=True)
    (tmp_path / "journal").write_bytes(b"".join(lines[:-1]) + torn)

    with a_chronicle(tmp_path) as again:
        script(again)
        assert everything(again) == expected

    assert (tmp_path / "journal").read_bytes().splitlines(keepends=True) == lines


@pytest.mark.parametrize("script", SCRIPTS)
def test_written_down_it_is_not_done_again(tmp_path: Path, script: Any) -> None:
    with a_chronicle(tmp_path) as first:
        script(first)
        expected = everything(first)

    with a_chronicle(tmp_path) as again:
        script(again)
        assert not again.is_repeating
        assert everything(again) == expected


def test_what_the_storage_hindered_is_not_written_down_and_is_done_by_the_next_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    log = tmp_path / "stores" / "people-log.db"
    with a_chronicle(tmp_path) as chronicle, closing(sqlite3.connect(log)) as tool:
        tool.isolation_level = None
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageBusy):
            register(chronicle)

    with a_chronicle(tmp_path) as chronicle:
        assert register(chronicle)


def test_a_journal_whose_header_is_torn_was_not_begun(tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b'{"now":"2026-11')

    assert header_of(tmp_path / "journal") is None
    with Journal(tmp_path / "journal", HEADER) as journal:
        assert journal.is_over
    assert header_of(tmp_path / "journal") == HEADER


def test_ids_of_a_step_do_not_depend_on_the_steps_before() -> None:
    ids, others = SeededIds(1), SeededIds(1)
    ids.begin("1")
    ids()
    for each in (ids, others):
        each.begin("2")

    assert [ids(), ids()] == [others(), others()]
    assert ids() != SeededIds(2)()
