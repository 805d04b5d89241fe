"""The library's own recorder test cases, on both recorders."""

from pathlib import Path

import pytest
from eventsourcing.tests import persistence

from services.eventlog.postgres import PostgresRecorder
from services.eventlog.recorder import LogRecorder
from services.eventlog.sqlite import SQLiteRecorder


class OnSQLite:
    @pytest.fixture(autouse=True)
    def _path(self, tmp_path: Path) -> None:
        self.path = tmp_path / "log.db"

    def create_recorder(self) -> LogRecorder:
        return created(SQLiteRecorder("sample", self.path))


class OnPostgres:
    @pytest.fixture(autouse=True)
    def _database(self, postgres_database: str) -> None:
        self.dsn = postgres_database

    def create_recorder(self) -> LogRecorder:
        return created(PostgresRecorder("sample", self.dsn))


def created(recorder: LogRecorder) -> LogRecorder:
    recorder.create_tables()
    recorder.create_tables()  # safe to repeat
    return recorder


class TestSQLiteLog(OnSQLite, persistence.ApplicationRecorderTestCase[SQLiteRecorder]):
    pass


class TestPostgresLog(OnPostgres, persistence.ApplicationRecorderTestCase[PostgresRecorder]):
    pass


class TestSQLiteTracking(OnSQLite, persistence.TrackingRecorderTestCase):
    pass


class TestPostgresTracking(OnPostgres, persistence.TrackingRecorderTestCase):
    pass


class TestSQLiteProcess(OnSQLite, persistence.ProcessRecorderTestCase):
    pass


class TestPostgresProcess(OnPostgres, persistence.ProcessRecorderTestCase):
    pass


class TestSQLiteBatches(OnSQLite, persistence.NonInterleavingNotificationIDsBaseCase):
    pass


class TestPostgresBatches(OnPostgres, persistence.NonInterleavingNotificationIDsBaseCase):
    pass
