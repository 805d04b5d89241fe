"""The distributed home in real processes, started by the command line, each to be killed at will.

Its broker and its databases are those of the test run, apart from everybody else's: a virtual
host, and a database with a role of its own for each part. Beside the processes its stores can
be opened here, as one more replica that does nothing by itself.
"""

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from exchange.clock_file import ClockFile
from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, service_settings
from exchange.up.ports import free_port
from exchange.up.process import Process, Program, Run
from services.hosting.distributed.prompts import PromptSender
from services.hosting.host import Surroundings
from services.hosting.service_list import NAMES
from services.hosting.stores import DatabaseOfEach
from tests.support.forks.forked import EXCHANGE, REPOSITORY, forked
from tests.support.running_home import RunningHome
from tests.support.servers import Postgres, Rabbit
from tests.support.servers.process import wait_until

PARTS = (*NAMES, "views", "gateway")
READY_WITHIN = 180.0
CALLS_LAST = "30"
"""Seconds that a call waits for its answer: the usual ten, and twenty for which a machine that
others use may stand still. Nobody is refused because of that.
"""


@dataclass
class DistributedPlace:
    """Where a distributed home lies: a folder for its clock and logs, a broker, databases."""

    folder: Path
    broker: str
    databases: Mapping[str, str]
    admin: str
    settings: Mapping[str, str] = field(default_factory=dict)
    own_settings: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What single parts are told beside that, by their names."""
    run: Run = forked
    """By what its processes are started."""

    @cached_property
    def clock(self) -> ClockFile:
        """The time of all its processes."""
        (self.folder / "clock").write_text("0")
        return ClockFile(self.folder / "clock")

    @property
    def vhost(self) -> str:
        """Its part of the broker."""
        return self.broker.rpartition("/")[2]

    @property
    def data(self) -> DataFolder:
        """The folder of its secrets."""
        return DataFolder(self.folder / "data")

    @property
    def environment(self) -> dict[str, str]:
        """What all its parts are told."""
        return {
            **os.environ,
            "PYTHONPATH": str(REPOSITORY),
            "EXCHANGE_BROKER": self.broker,
            "EXCHANGE_DATABASE_ADMIN": self.admin,
            **{f"EXCHANGE_DATABASE_{name.upper()}": dsn for name, dsn in self.databases.items()},
            "EXCHANGE_MASTER_KEY": self.data.secret("master_key").hex(),
            "EXCHANGE_SIGNING_KEY": self.data.secret("signing_key").hex(),
            "EXCHANGE_CLOCK_FILE": str(self.folder / "clock"),
            "EXCHANGE_POOL": "4",
            "EXCHANGE_PATIENCE": CALLS_LAST,
            **self.settings,
        }

    def migrate(self) -> None:
        """Make roles, databases and tables by the command line."""
        said = self.folder / "migrate.log"
        with said.open("wb") as log:
            migration = self.run(
                _exchange("migrate"),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        assert migration.wait(READY_WITHIN) == 0, said.read_text()

    def opened(self) -> ExchangeHome:
        """Its stores, opened in this process; nothing runs."""
        databases = {**self.databases, "audit": self.databases["gateway"]}
        stores = DatabaseOfEach(databases, pool_size=2)
        settings = {**service_settings(self.data), "mail_folder": ""}
        return ExchangeHome(
            Surroundings(stores, self.clock, settings=settings, creates_tables=False)
        )


class DistributedProcesses:
    """Its processes, by their names: ``people``, or ``people-2`` where there are several."""

    def __init__(self, place: DistributedPlace, replicas: int = 1) -> None:
        self._place = place
        self._ports = {name: free_port() for name in _names(replicas)}
        self._processes: dict[str, Process] = {}

    @property
    def address(self) -> str:
        """Where the gateway listens."""
        return self.health_of("gateway")

    def health_of(self, name: str) -> str:
        """Where a process tells its health."""
        return f"http://127.0.0.1:{self._ports[name]}"

    def readiness_of(self, name: str) -> dict[str, Any]:
        """What a process says of itself, the gateway of commands too; nothing when it does not
        answer.
        """
        question = "?for=commands" if name.startswith("gateway") else ""
        with suppress(requests.RequestException):
            answer = requests.get(f"{self.health_of(name)}/readyz{question}", timeout=10)
            return dict(answer.json())
        return {}

    @property
    def names(self) -> list[str]:
        """The names of all processes."""
        return list(self._ports)

    @property
    def running(self) -> list[str]:
        """The names of those that were started, and neither stopped nor killed since."""
        return list(self._processes)

    def start(self, *names: str) -> None:
        """Start these processes, or all, without waiting for anything."""
        for name in names or self.names:
            process = Process(self._program(name), lambda *_: None, self._place.run)
            process.start()
            self._processes[name] = process

    def wait_until_ready(self, *names: str) -> None:
        """Return when these processes, or all, say that they can do everything."""
        for name in names or self.names:
            wait_until(lambda name=name: self._is_ready(name), READY_WITHIN, self._why_not)  # type: ignore[misc]

    def _is_ready(self, name: str) -> bool:
        return self.readiness_of(name).get("status") == "ready"

    def _why_not(self) -> str:
        told = {name: self.readiness_of(name) for name in self.names}
        return f"{told}\n" + "".join(self.said_by(name)[-2_000:] for name in self.names)

    def exchange(self, *words: str) -> str:
        """What an ``exchange`` command prints that is run where the processes run."""
        try:
            return subprocess.run(
                _exchange(*words),
                env=self._place.environment,
                check=True,
                timeout=READY_WITHIN,
                capture_output=True,
                text=True,
            ).stdout
        except subprocess.CalledProcessError as refused:
            refused.add_note(refused.stderr[-4_000:])
            raise

    def said_by(self, name: str) -> str:
        """What a process has logged in all its lives."""
        return self._log(name).read_text()

    def kill(self, name: str) -> None:
        """SIGKILL, with all that it has started. It must not have ended by itself before."""
        process = self._processes.pop(name)
        assert not process.has_ended(), self.said_by(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.stop()

    def pause(self, name: str) -> None:
        """Let it stand still, as on a machine that does nothing else for a while."""
        os.killpg(self._processes[name].pid, signal.SIGSTOP)

    def resume(self, name: str) -> None:
        """Let it go on."""
        os.killpg(self._processes[name].pid, signal.SIGCONT)

    def stop(self, *names: str) -> dict[str, int]:
        """Let these processes, or all, finish what they do; their exit codes."""
        leaving = {name: self._processes.pop(name) for name in names or list(self._processes)}
        for process in leaving.values():
            process.ask_to_stop()
        return {name: process.stop() for name, process in leaving.items()}

    def _program(self, name: str) -> Program:
        part = name.partition("-")[0]
        port = "EXCHANGE_LISTEN" if part == "gateway" else "EXCHANGE_HEALTH"
        told = {
            **self._place.environment,
            **self._place.own_settings.get(name, {}),
            port: f"127.0.0.1:{self._ports[name]}",
        }
        return Program(name, _exchange("serve", part), told, log=self._log(name))

    def _log(self, name: str) -> Path:
        return self._place.folder / f"{name}.log"


def _names(replicas: int) -> Iterable[str]:
    """The gateway runs once: it has several processes of its own."""
    for part in PARTS:
        if replicas == 1 or part == "gateway":
            yield part
        else:
            yield from (f"{part}-{number}" for number in range(1, replicas + 1))


def _exchange(*words: str) -> list[str]:
    return [*EXCHANGE, *words]


@contextmanager
def distributed_place(
    folder: Path, postgres: Postgres, rabbit: Rabbit, **settings: str
) -> Iterator[DistributedPlace]:
    """A place on these servers, with tables. The databases go when the server of the tests goes:
    to drop them one by one takes longer than a story.
    """
    tag = uuid4().hex[:8]
    databases = {
        name: f"postgresql://{name}_{tag}:{tag}@127.0.0.1:{postgres.port}/{name}_{tag}"
        for name in (*NAMES, "gateway")
    }
    with rabbit.fresh_vhost() as broker:
        place = DistributedPlace(folder, broker, databases, postgres.dsn(), settings)
        place.clock.now()
        place.migrate()
        yield place


class DistributedRunning(RunningHome):
    """The distributed home as it runs, with its processes."""

    def __init__(self, home: ExchangeHome, place: DistributedPlace, replicas: int) -> None:
        self.place = place
        self.processes = DistributedProcesses(place, replicas)
        self.home = home
        super().__init__(home, place.clock, self.processes.address)


@contextmanager
def distributed(
    folder: Path,
    now: datetime,
    postgres: Postgres,
    rabbit: Rabbit,
    replicas: int = 1,
    **settings: str,
) -> Iterator[DistributedRunning]:
    """The distributed home, ready, from that instant on. People are told by their inboxes only."""
    mute = {"EXCHANGE_MAIL_FOLDER": ""}
    with (
        distributed_place(folder, postgres, rabbit, **mute, **settings) as place,
        running_at(place, now, replicas) as running,
    ):
        yield running


@contextmanager
def running_at(
    place: DistributedPlace, now: datetime, replicas: int = 1, absent: Iterable[str] = ()
) -> Iterator[DistributedRunning]:
    """The distributed home of a place, ready but for those who are to come later."""
    with ExitStack() as ends:
        place.clock.move_to(now)
        home = place.opened()
        ends.callback(home.stop)
        running = DistributedRunning(home, place, replicas)
        ends.callback(running.processes.stop)
        present = [name for name in running.processes.names if name not in set(absent)]
        running.processes.start(*present)
        ends.enter_context(prompting(home, place.broker))
        running.processes.wait_until_ready(*present)
        yield running


@contextmanager
def prompting(home: ExchangeHome, broker: str) -> Iterator[None]:
    """What is appended here is told to the relays, as every replica does."""
    senders = [PromptSender(name, broker) for name in home.hosts]
    for sender, host in zip(senders, home.hosts.values(), strict=True):
        host.log.on_append = sender.prompt
        sender.start()
    yield
    for sender in senders:
        sender.stop()
