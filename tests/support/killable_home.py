"""The whole home as a process that starts at once, to be killed again and again.

It is forked from a process that has imported everything already, which takes longer than all
the rest. It serves the same port over the same stores each time, and lets the timers run
all the time, so that it can be killed amid mails and deadlines too.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, gateway_settings, service_settings
from exchange.up.ports import free_port
from gateway.app import create_app
from gateway.server import GatewayServer
from services.contracts.errors import Unavailable
from services.eventlog.faults import STORE_ERRORS
from services.hosting.host import Surroundings
from services.hosting.stores import PostgresStores, SQLiteStores, Stores
from tests.support.client import PATIENCE, eventually
from tests.support.running_home import MovedClock
from tests.support.standing_still import patient_stores

BETWEEN_TICKS = 0.02

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.support.warmed_up"])


@dataclass(frozen=True)
class Place:
    """Where a home lies: in a folder, its logs and views perhaps in a database."""

    folder: Path
    database: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> DataFolder:
        """The folder."""
        return DataFolder(self.folder)

    @property
    def stores(self) -> Stores:
        """The stores."""
        if self.database:
            return PostgresStores(self.database, pool_size=4)
        return SQLiteStores(self.data.stores)

    def opened(self, now: datetime) -> ExchangeHome:
        """The home, open and at rest."""
        settings = {**service_settings(self.data), **self.settings}
        return ExchangeHome(Surroundings(self.stores, MovedClock(now), settings=settings))


class KillableHome:
    """A home in a process of its own."""

    def __init__(self, place: Place) -> None:
        self.port = free_port()
        self._place = place

    @property
    def address(self) -> str:
        """Where its gateway listens whenever it runs."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self, now: datetime) -> None:
        """Start, without waiting for anything; it is that instant there."""
        self._line, far_end = FORKS.Pipe()
        arguments = (self._place, self.port, now, far_end)
        self._process = FORKS.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        far_end.close()

    def start(self, now: datetime) -> None:
        """Start, and return when it serves."""
        self.begin(now)
        self.wait_until_it_serves()

    def wait_until_it_serves(self) -> None:
        """Return when a client gets an answer."""
        assert self._line.poll(PATIENCE), "The home did not come up"
        self._line.recv()

    def kill(self) -> None:
        """SIGKILL, wherever it is. It must not have ended by itself before."""
        assert self._process.exitcode is None, f"The home has ended: {self._process.exitcode}"
        self._process.kill()
        self._end()

    def stop(self) -> None:
        """Let it finish what it does."""
        self._line.close()
        self._end()

    def _end(self) -> None:
        self._process.join()
        self._line.close()


@contextmanager
def serving(place: Place, port: int, now: datetime) -> Iterator[ExchangeHome]:
    """The home as it serves. A database that does not answer at first is asked again, as by
    whoever looks after processes.
    """
    home = _opened(place, now)
    app = create_app(home.backend, gateway_settings(place.data))
    server = GatewayServer(app, "127.0.0.1", port)
    home.start()
    server.start()
    yield home
    server.stop()
    home.stop()


def _opened(place: Place, now: datetime) -> ExchangeHome:
    def tried() -> ExchangeHome | None:
        with suppress(*STORE_ERRORS):
            return place.opened(now)
        return None

    home = eventually(tried, bool)
    assert home
    return home


def _serve(place: Place, port: int, now: datetime, line: Connection) -> None:
    """Run until the other end of the line hangs up, which it does when it dies, too."""
    with patient_stores(), serving(place, port, now) as home:
        line.send("ready")
        while not line.poll(BETWEEN_TICKS):
            for host in home.hosts.values():
                with suppress(Unavailable):  # as timers do: what cannot be stored waits
                    host.act_on_time()
