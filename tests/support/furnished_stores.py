"""Stores in which services, gateway and audit find their tables made, as at their second start.

To make them would take longer than most tests do. They are made once in a process, and copied: by
the file on SQLite, by the database on PostgreSQL. Nothing waits for the disk. What else asks for a
store finds it empty.
"""

import shutil
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine

from audit.index import AuditIndex
from gateway.views import GatewayViews
from services.eventlog.generations import ViewStore
from services.eventlog.recorder import LogRecorder
from services.eventlog.views import Views
from services.hosting.service_list import NAMES, service_class
from services.hosting.stores import PostgresStores, SQLiteStores, Stores
from tests.support.servers import Postgres

VIEWS_ALONE: dict[str, type[Views]] = {"gateway": GatewayViews, "audit": AuditIndex}
EMPTY = "template1"


class FurnishedSQLite(SQLiteStores):
    """Files in a folder. Those that are there already are left as they are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, is_draft=True)

    def recorder(self, name: str) -> Any:
        """A recorder on the log's file."""
        self._furnish(name)
        return super().recorder(name)

    def engine(self, name: str) -> Engine:
        """An engine on the views' file."""
        self._furnish(name.removesuffix("-log"))
        return super().engine(name)

    def _furnish(self, name: str) -> None:
        for file in _files(name):
            if not (self.folder / file.name).exists():
                shutil.copyfile(file, self.folder / file.name)


class FurnishedPostgres(PostgresStores):
    """A database, made when somebody asks for a store: with the tables of whoever asks first."""

    def __init__(self, server: Postgres, ends: ExitStack) -> None:
        super().__init__("", pool_size=4)
        self._server = server
        self._ends = ends

    def recorder(self, name: str) -> LogRecorder:
        """A recorder on the database."""
        self._furnish(name)
        return super().recorder(name)

    def engine(self, name: str) -> Engine:
        """An engine on the database."""
        self._furnish(name)
        return super().engine(name)

    log_engine = engine

    def _furnish(self, name: str) -> None:
        if not self.dsn:
            template = _database(self._server, name) if _is_known(name) else EMPTY
            self.dsn = self._ends.enter_context(self._server.fresh_database(template))


def _is_known(name: str) -> bool:
    return name in NAMES or name in VIEWS_ALONE


@cache
def _folder() -> TemporaryDirectory[str]:
    """Where the files lie that are copied, as long as this process lives."""
    return TemporaryDirectory(prefix="exchange-furnished-")


@cache
def _files(name: str) -> list[Path]:
    """The files of a part with its tables made."""
    if not _is_known(name):
        return []
    folder = Path(_folder().name) / name
    _make_tables(SQLiteStores(folder, is_draft=True), name)
    return sorted(folder.iterdir())


@cache
def _database(server: Postgres, name: str) -> str:
    """The name of a database with the tables of a part made. It goes with the server."""
    dsn = server.create_database(f"furnished_{name}_{uuid4().hex}")
    _make_tables(PostgresStores(dsn, pool_size=1), name)
    return dsn.rpartition("/")[2]


def _make_tables(stores: Stores, name: str) -> None:
    if name in NAMES:
        recorder = stores.recorder(name)
        recorder.create_tables()
        recorder.close()
    views = VIEWS_ALONE.get(name) or service_class(name).host.views
    engine = stores.engine(name)
    ViewStore(engine, name, views).create()
    engine.dispose()
