"""Fixtures for the event log's tests: a recorder on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from services.eventlog.recorder import LogRecorder
from services.hosting.stores import Stores


@pytest.fixture
def recorder(stores: Stores) -> Iterator[LogRecorder]:
    recorder = stores.recorder("sample")
    recorder.create_tables()
    yield recorder
    recorder.close()
