"""One PostgreSQL and one RabbitMQ for a whole test run, each started when first asked for.

With xdist, tests run in several worker processes. The process that started the workers owns the
servers, and the workers ask it for them over a local socket: so none is started twice, and none
outlives the test run, whichever worker ends first.
"""

import secrets
from contextlib import ExitStack
from multiprocessing.managers import BaseManager
from threading import Lock, Thread
from typing import Any, Protocol, TypeVar, cast

from tests.support.servers.postgres import Postgres, SharedPostgresServer
from tests.support.servers.process import Server
from tests.support.servers.rabbit import Rabbit, RabbitServer

AServer = TypeVar("AServer", bound=Server)


class Servers(Protocol):
    """The servers of the test run."""

    def postgres(self) -> Postgres:
        """The PostgreSQL of this test run, running."""

    def rabbit(self) -> Rabbit:
        """The RabbitMQ of this test run, running."""


class OwnedServers:
    """The servers of the test run, in the process that starts and stops them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: dict[type[Server], Any] = {}
        self._to_stop = ExitStack()

    def postgres(self) -> Postgres:
        """The PostgreSQL of this test run, running."""
        server = self._started(SharedPostgresServer)
        return Postgres(server.port, server.password)

    def rabbit(self) -> Rabbit:
        """The RabbitMQ of this test run, running."""
        server = self._started(RabbitServer)
        return Rabbit(server.port, server.management_port, server.password)

    def close(self) -> None:
        """Stop what was started."""
        self._to_stop.close()

    def _started(self, kind: type[AServer]) -> AServer:
        with self._lock:
            if kind not in self._running:
                self._running[kind] = self._to_stop.enter_context(kind())
            return cast(AServer, self._running[kind])


class _Counter(BaseManager):
    """Where workers ask for the servers."""


def lend(servers: Servers) -> dict[str, Any]:
    """Let other processes ask for the servers; what is returned lets them ``borrow``."""
    key = secrets.token_bytes()
    _Counter.register("servers", callable=lambda: servers, exposed=("postgres", "rabbit"))
    counter = _Counter(("127.0.0.1", 0), key).get_server()
    Thread(target=counter.serve_forever, daemon=True).start()
    return {"address": counter.address, "authkey": key}


def borrow(address: tuple[str, int], authkey: bytes) -> Servers:
    """The servers that another process has lent."""
    _Counter.register("servers", exposed=("postgres", "rabbit"))
    counter = _Counter(address, authkey)
    counter.connect()
    return cast(Servers, counter.servers())  # type: ignore[attr-defined]
