"""Which processes make up the home, in which order they start, and what each of them is told."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from exchange.data_folder import DataFolder
from exchange.up import postgres, rabbit
from exchange.up.ports import free_port
from exchange.up.process import Program
from services.hosting.distributed import settings
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.settings import database_of
from services.hosting.service_list import NAMES
from services.hosting.setting import Setting

VIEWS = "gateway"
SMALL_POSTGRES = {"max_connections": "400"}


@dataclass(frozen=True)
class Plan:
    """The home in a folder. What the environment gives, it does not start itself."""

    folder: DataFolder
    replicas: int
    listen: str
    source: Path | None = None

    # -- servers of the folder's own ---------------------------------------------------------

    def servers(self) -> Iterator[Program]:
        """The servers that nobody has given. Raises ServerNotInstalled."""
        if not _given(settings.ADMIN):
            yield self._own_postgres()
        if not _given(settings.BROKER):
            folder = self.folder.path / "rabbitmq"
            rabbit.configure(folder, self._rabbit_ports, self._password("rabbitmq"))
            yield from rabbit.servers(folder, self._rabbit_ports)

    def _own_postgres(self) -> Program:
        folder = self.folder.path / "postgresql"
        if not (folder / "data").exists():
            self._let_servers_in()
            postgres.make_data(folder, self._password("postgresql"))
        return postgres.server(folder, self._postgres_port, SMALL_POSTGRES)

    def _let_servers_in(self) -> None:
        """Whoever PostgreSQL runs as finds its own folder, and cannot list the others."""
        if postgres.whose_server():
            self.folder.path.chmod(0o711)

    @cached_property
    def _postgres_port(self) -> int:
        return free_port()

    @cached_property
    def _rabbit_ports(self) -> rabbit.Ports:
        return rabbit.Ports(*(free_port() for _ in range(4)))

    def _password(self, name: str) -> str:
        return self.folder.secret(f"{name}_password").hex()

    # -- what the parts are told -------------------------------------------------------------

    @cached_property
    def broker(self) -> str:
        """The address of the broker."""
        own = f"amqp://{rabbit.USER}:{self._password('rabbitmq')}@127.0.0.1"
        return _given(settings.BROKER) or f"{own}:{self._rabbit_ports.clients}//"

    @cached_property
    def admin(self) -> str:
        """The address by which databases are made."""
        own = f"postgresql://{postgres.USER}:{self._password('postgresql')}@127.0.0.1"
        return _given(settings.ADMIN) or f"{own}:{self._postgres_port}/postgres"

    def _database(self, name: str) -> str:
        """A database of the part's own on that server, unless one is given."""
        role = f"exchange_{name}"
        server = urlsplit(self.admin)
        where = f"{role}:{self._password(f'database_{name}')}@{server.netloc.rpartition('@')[2]}"
        own = urlunsplit((server.scheme, where, f"/{role}", server.query, ""))
        return _given(database_of(name)) or own

    def _told(self, *some: Setting) -> dict[str, str]:
        """An environment with these settings: each part learns its own secrets and no others."""
        ours = {setting.variable: self._values[setting] for setting in some}
        others = {
            variable: value
            for variable, value in os.environ.items()
            if variable not in {setting.variable for setting in self._values}
        }
        return {**others, settings.BROKER.variable: self.broker, **ours}

    @cached_property
    def _values(self) -> dict[Setting, str]:
        return {
            settings.BROKER: self.broker,
            settings.ADMIN: self.admin,
            settings.MASTER_KEY: self.folder.secret("master_key").hex(),
            settings.SIGNING_KEY: self.folder.secret("signing_key").hex(),
            settings.LISTEN: self.listen,
            **{database_of(name): self._database(name) for name in (*NAMES, VIEWS)},
        }

    # -- the parts ---------------------------------------------------------------------------

    @property
    def moved_in(self) -> Path:
        """A file that says that what was to be moved in is here."""
        return self.folder.path / "moved-in"

    def preparations(self) -> Iterator[Program]:
        """What comes to an end before the parts start: databases and tables, and moving in."""
        databases = [database_of(name) for name in (*NAMES, VIEWS)]
        told = self._told(settings.ADMIN, settings.MASTER_KEY, *databases)
        yield Program("migrate", _exchange("migrate"), told)
        if self.source and not self.moved_in.exists():
            yield Program("move", _exchange("move", "--from", f"sqlite:{self.source}"), told)

    def parts(self) -> Iterator[Program]:
        """The services and the views. Each replica of a part is told the same."""
        outbox = {"EXCHANGE_MAIL_FOLDER": str(self.folder.outbox)}
        for name in NAMES:
            keys = [settings.MASTER_KEY] if name == "people" else []
            told = {**outbox, **self._told(database_of(name), *keys)}
            yield from self._replicas(name, told)
        yield from self._replicas("views", self._told(database_of(VIEWS)))

    def gateway(self) -> Program:
        """The gateway, which runs in several processes of itself."""
        told = self._told(database_of(VIEWS), settings.SIGNING_KEY, settings.LISTEN)
        plain = {} if _given(settings.SITE) else {settings.PLAIN_HTTP.variable: "1"}
        return Program("gateway", _exchange("serve", "gateway"), {**plain, **told})

    def _replicas(self, part: str, told: dict[str, str]) -> Iterator[Program]:
        for number in range(1, self.replicas + 1):
            name = part if self.replicas == 1 else f"{part}-{number}"
            yield Program(name, _exchange("serve", part), told)


def _exchange(*words: str) -> list[str]:
    return [sys.executable, "-m", "exchange", *words]


def _given(setting: Setting) -> str:
    return Environment().all_given().get(setting.name, "")
