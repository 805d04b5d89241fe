"""Real PostgreSQL servers for tests, with little memory.

A test's own server has the durability of production. The one that all share does not wait for the
disk, and has none where the machine has memory to spare: only a machine that loses its power would
tell the difference, killed processes do not. Each test's database is some 300 files made and
removed, which on a disk costs ten times what the test itself asks of the server.
"""

import secrets
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar
from uuid import uuid4

import psycopg2
from psycopg2.extensions import connection
from psycopg2.sql import SQL, Identifier

from exchange.up.ports import free_port
from exchange.up.postgres import USER, make_data, programs, server
from tests.support.servers.memory import memory_with_room
from tests.support.servers.process import Server

SETTINGS = {"shared_buffers": "32MB", "max_connections": "400"}
UNWAITING = {**SETTINGS, "fsync": "off"}


class Postgres:
    """A running PostgreSQL server as its clients see it: an address, and databases."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self.password = password
        self._kept: connection | None = None

    def dsn(self, database: str = "postgres") -> str:
        """The address of a database, for psycopg2 and for SQLAlchemy."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Make a database as a copy of the template, and return its address.

        File by file: the other strategy writes every page a second time, to the write-ahead log.
        """
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
        return self.dsn(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, also one in use."""
        self._execute("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def fresh_database(self, template: str = "template1") -> Iterator[str]:
        """The address of a database of one's own, dropped at the end."""
        name = f"test_{uuid4().hex}"
        yield self.create_database(name, template)
        self.drop_database(name)

    def _execute(self, statement: str, *names: str) -> None:
        with self._session().cursor() as cursor:
            cursor.execute(SQL(statement).format(*map(Identifier, names)))

    def _session(self) -> connection:
        """The session by which databases are made. It stays, since most tests want a database; it
        is made anew when the server was away.
        """
        if self._kept is None or not _is_alive(self._kept):
            self._kept = psycopg2.connect(self.dsn())
            self._kept.autocommit = True
        return self._kept


def _is_alive(session: connection) -> bool:
    """Whether the server answers on it."""
    with suppress(psycopg2.Error), session.cursor() as cursor:
        cursor.execute("SELECT")
        return True
    return False


class PostgresServer(Postgres, Server):
    """A PostgreSQL server of the test's own."""

    settings: ClassVar[Mapping[str, str]] = SETTINGS
    stop_signal: ClassVar[signal.Signals] = signal.SIGINT  # "fast": it sends its clients away

    def __init__(self) -> None:
        programs()
        Postgres.__init__(self, free_port(), secrets.token_urlsafe())
        Server.__init__(self)

    def launch(self) -> None:
        """Run the server; the first time, on new data."""
        if not (self.folder / "data").exists():
            make_data(self.folder, self.password)
        program = server(self.folder, self.port, self.settings)
        self.run(program.command, **program.as_whom)

    def answers(self) -> bool:
        """Whether it accepts a connection."""
        with suppress(psycopg2.OperationalError):
            psycopg2.connect(self.dsn(), connect_timeout=2).close()
            return True
        return False


class SharedPostgresServer(PostgresServer):
    """The PostgreSQL server that all tests share."""

    settings = UNWAITING

    def place(self) -> Path | None:
        """In memory, where the machine has enough of it."""
        return memory_with_room()
