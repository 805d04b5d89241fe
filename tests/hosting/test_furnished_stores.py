"""Stores of tests in which the tables are made already, and nothing else is."""

from pathlib import Path

import pytest

from gateway.views import GatewayViews
from services.eventlog.generations import ViewStore
from services.hosting.service_list import service_class
from services.hosting.stores import Stores
from tests.support.furnished_stores import FurnishedSQLite


def test_a_service_finds_its_tables_made_and_empty(stores: Stores) -> None:
    engine, recorder = stores.engine("housing"), stores.recorder("housing")

    assert ViewStore(engine, "housing", service_class("housing").host.views).is_ready()
    assert recorder.max_notification_id() is None

    recorder.close()
    engine.dispose()


def test_so_does_the_gateway(stores: Stores) -> None:
    engine = stores.engine("gateway")

    assert ViewStore(engine, "gateway", GatewayViews).is_ready()

    engine.dispose()


@pytest.mark.parametrize("name", ["housing.db", "housing-log.db"])
def test_files_that_are_there_already_are_left_as_they_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("what a home has written before")

    FurnishedSQLite(tmp_path).engine("housing").dispose()

    assert (tmp_path / name).read_text() == "what a home has written before"
