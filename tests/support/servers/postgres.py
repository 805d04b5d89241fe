"""A real PostgreSQL for tests, with the durability of a production server and little memory."""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT
from psycopg2.sql import SQL, Identifier

from tests.support.servers.process import Server, ServerNotInstalledError, free_port

USER = "exchange"
USER_OF_PACKAGE = "postgres"
INSTALLED = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "32MB",
    "max_connections": "200",
    # In the data folder, so that a killed server leaves no shared memory behind.
    "dynamic_shared_memory_type": "mmap",
}


class Postgres:
    """A running PostgreSQL server as its clients see it: an address, and databases."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self.password = password

    def dsn(self, database: str = "postgres") -> str:
        """The address of a database, for psycopg2 and for SQLAlchemy."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Make a database as a copy of the template, and return its address."""
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
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
        with closing(psycopg2.connect(self.dsn())) as connection, connection.cursor() as cursor:
            connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
            cursor.execute(SQL(statement).format(*map(Identifier, names)))


class PostgresServer(Postgres, Server):
    """A PostgreSQL server of the test's own."""

    stop_signal: ClassVar[signal.Signals] = signal.SIGINT  # "fast": it sends its clients away

    def __init__(self) -> None:
        self._programs = _programs()
        Postgres.__init__(self, free_port(), secrets.token_urlsafe())
        Server.__init__(self)
        self._data = self.folder / "data"

    def launch(self) -> None:
        """Run the server; the first time, on new data."""
        if not self._data.exists():
            self._make_data()
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        program = str(self._programs / "postgres")
        self.run(
            [program, "-D", str(self._data), f"--port={self.port}", *settings], **whose_server()
        )

    def answers(self) -> bool:
        """Whether it accepts a connection."""
        with suppress(psycopg2.OperationalError):
            psycopg2.connect(self.dsn(), connect_timeout=2).close()
            return True
        return False

    def _make_data(self) -> None:
        password = self.folder / "password"
        password.write_text(self.password)
        if _is_root():
            shutil.chown(self.folder, USER_OF_PACKAGE)
            shutil.chown(password, USER_OF_PACKAGE)
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--no-sync"]
        names = [f"--pgdata={self._data}", f"--username={USER}", f"--pwfile={password}"]
        subprocess.run(
            [self._programs / "initdb", *names, *options],
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            check=True,
            **whose_server(),
        )


def _programs() -> Path:
    versions = [path for path in INSTALLED.glob("*/bin") if (path / "postgres").exists()]
    if not versions:
        raise ServerNotInstalledError("postgresql")
    return max(versions, key=lambda path: float(path.parent.name))


def _is_root() -> bool:
    return os.geteuid() == 0


def whose_server() -> dict[str, Any]:
    """Whom to run it as. PostgreSQL refuses to be root; its package brings a user for it."""
    if not _is_root():
        return {}
    return {"user": USER_OF_PACKAGE, "group": USER_OF_PACKAGE, "extra_groups": []}
