"""A tool that holds a log's file: whoever wants to write waits for a while, and is told then."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from services.eventlog import sqlite
from tests.faults.conftest import A_MONDAY_IN_WINTER
from tests.faults.outage import is_told_to_come_back, readiness
from tests.support.client import good
from tests.support.hosts import A_ROOM, an_organisation
from tests.support.running_home import one_process
from tests.support.world import world_of


def test_commands_are_refused_while_a_tool_holds_the_file_and_reading_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with one_process(tmp_path, A_MONDAY_IN_WINTER) as before, world_of(before) as world:
        committee = an_organisation(world, world.director()).committee()
        path, key = f"/providers/{committee.provider()}/rooms", {"Idempotency-Key": "once"}
        before.positions()  # nobody is to have anything left to write while the file is held
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    with (
        one_process(tmp_path, A_MONDAY_IN_WINTER) as home,
        closing(world.api),
        closing(sqlite3.connect(tmp_path / "stores" / "housing-log.db")) as tool,
    ):
        world.api.address = home.address
        tool.isolation_level = None

        tool.execute("BEGIN IMMEDIATE")
        answer = committee.lore.send("POST", path, json=A_ROOM, headers=key)
        is_told_to_come_back(answer, "storage_busy")
        assert readiness(home.address) == {
            "status": "not_ready",
            "storage": {"housing": "storage_busy"},
        }
        assert committee.lore.get("/rooms")["items"] == []

        tool.execute("ROLLBACK")
        good(committee.lore.send("POST", path, json=A_ROOM, headers=key))
        assert len(committee.lore.get("/rooms")["items"]) == 1
        assert readiness(home.address) == {"status": "ready"}
