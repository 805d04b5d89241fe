"""Where logs and views lie: a folder of SQLite files, or one or several PostgreSQL databases."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from services.eventlog.engines import open_engine
from services.eventlog.postgres import PostgresRecorder
from services.eventlog.recorder import LogRecorder
from services.eventlog.sqlite import SQLiteRecorder


class Stores(Protocol):
    """Opens the stores of a service (or of the gateway) by its name."""

    def recorder(self, name: str) -> LogRecorder:
        """The recorder of the service's log."""

    def engine(self, name: str) -> Engine:
        """The engine of the database for its views and other tables."""

    def log_engine(self, name: str) -> Engine:
        """An engine on the database of the service's log, to read or copy it as it is."""


class SQLiteStores:
    """Two files for each service: ``<name>-log.db`` is the truth, ``<name>.db`` the rest.

    A draft is written without waiting for the disk; call ``sync`` before it is relied on.
    """

    def __init__(self, folder: Path, *, is_draft: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._is_draft = is_draft

    def recorder(self, name: str) -> SQLiteRecorder:
        """A recorder on the log's file."""
        path = self.folder / f"{name}-log.db"
        return SQLiteRecorder(name, path, is_draft=self._is_draft)

    def engine(self, name: str) -> Engine:
        """An engine on the views' file."""
        return open_engine(f"sqlite:///{self.folder / name}.db", is_draft=self._is_draft)

    def log_engine(self, name: str) -> Engine:
        """An engine on the log's file."""
        return self.engine(f"{name}-log")

    def sync(self) -> None:
        """Wait until everything in the folder is on the disk."""
        for path in (*self.folder.iterdir(), self.folder):
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)


class PostgresStores:
    """One database; every table carries its service's name."""

    def __init__(self, dsn: str, pool_size: int = 8) -> None:
        self.dsn = dsn
        self.pool_size = pool_size

    def recorder(self, name: str) -> LogRecorder:
        """A recorder on the database."""
        return PostgresRecorder(name, self.dsn, self.pool_size)

    def engine(self, name: str) -> Engine:
        """An engine on the database."""
        return open_engine(self.dsn, self.pool_size)

    log_engine = engine


class DatabaseOfEach:
    """A PostgreSQL database for each name, with a role of its own."""

    def __init__(self, dsns: Mapping[str, str], pool_size: int = 8) -> None:
        self._stores = {name: PostgresStores(dsn, pool_size) for name, dsn in dsns.items()}

    def recorder(self, name: str) -> LogRecorder:
        """A recorder on the service's database."""
        return self._stores[name].recorder(name)

    def engine(self, name: str) -> Engine:
        """An engine on the database of the service or of the views."""
        return self._stores[name].engine(name)

    log_engine = engine

    def dsn(self, name: str) -> str:
        """The address of a database."""
        return self._stores[name].dsn
