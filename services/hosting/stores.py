"""Where logs and views lie: a folder of SQLite files, or a PostgreSQL database."""

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


class SQLiteStores:
    """Two files for each service: ``<name>-log.db`` is the truth, ``<name>.db`` the rest."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    def recorder(self, name: str) -> SQLiteRecorder:
        """A recorder on the log's file."""
        return SQLiteRecorder(name, self.folder / f"{name}-log.db")

    def engine(self, name: str) -> Engine:
        """An engine on the views' file."""
        return open_engine(f"sqlite:///{self.folder / name}.db")


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
