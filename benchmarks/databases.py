"""The databases of a benchmark: a PostgreSQL server of its own, and folders for SQLite."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.servers.postgres import PostgresServer


@contextmanager
def a_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server with full durability, gone at the end."""
    with PostgresServer() as server:
        yield server


@contextmanager
def a_folder() -> Iterator[Path]:
    """An empty folder on the disk on which data would lie, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="exchange-benchmark-") as folder:
        yield Path(folder)
