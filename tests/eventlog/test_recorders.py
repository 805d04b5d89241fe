"""The library's own recorder test cases, on both recorders."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from eventsourcing.tests import persistence

from services.eventlog.postgres import PostgresRecorder
from services.eventlog.recorder import LogRecorder
from services.eventlog.sqlite import SQLiteRecorder


class Recorders:
    """Makes recorders for the library's cases, which do not close them, and closes them."""

    made: list[LogRecorder]

    def created(self, recorder: LogRecorder) -> LogRecorder:
        recorder.create_tables()
        recorder.create_tables()  # safe to repeat
        self.made.append(recorder)
        return recorder

    def close(self) -> None:
        for recorder in self.made:
            recorder.close()


class OnSQLite(Recorders):
    @pytest.fixture(autouse=True)
    def _path(self, tmp_path: Path) -> Iterator[None]:
        self.path, self.made = tmp_path / "log.db", []
        yield
        self.close()

    def create_recorder(self) -> LogRecorder:
        return self.created(SQLiteRecorder("sample", self.path))


class OnPostgres(Recorders):
    @pytest.fixture(autouse=True)
    def _database(self, postgres_database: str) -> Iterator[None]:
        self.dsn, self.made = postgres_database, []
        yield
        self.close()

    def create_recorder(self) -> LogRecorder:
        return self.created(PostgresRecorder("sample", self.dsn))


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
