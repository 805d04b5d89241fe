"""A real RabbitMQ for tests, with a virtual host for each test that wants the broker to itself."""

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from uuid import uuid4

from tests.support.servers.process import Server, ServerNotInstalledError, free_port

USER = "exchange"
PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
CONFIGURATION = """\
listeners.tcp.1 = 127.0.0.1:{port}
management.tcp.ip = 127.0.0.1
management.tcp.port = {management_port}
default_user = {user}
default_pass = {password}
log.console = true
log.file = false
"""


class Rabbit:
    """A running RabbitMQ as its clients see it: an address, and virtual hosts."""

    def __init__(self, port: int, management_port: int, password: str) -> None:
        self.port = port
        self.management_port = management_port
        self.password = password

    def url(self, vhost: str = "/") -> str:
        """The AMQP address of a virtual host, for kombu and nameko."""
        return f"amqp://{USER}:{self.password}@127.0.0.1:{self.port}/{vhost}"

    def create_vhost(self, name: str) -> str:
        """Make a virtual host: exchanges and queues apart from all others. Return its address."""
        self._manage("PUT", f"vhosts/{name}")
        return self.url(name)

    def delete_vhost(self, name: str) -> None:
        """Delete a virtual host with all that is in it, also one in use."""
        self._manage("DELETE", f"vhosts/{name}")

    @contextmanager
    def fresh_vhost(self) -> Iterator[str]:
        """The address of a virtual host of one's own, deleted at the end."""
        name = f"test_{uuid4().hex}"
        yield self.create_vhost(name)
        self.delete_vhost(name)

    def _manage(self, method: str, path: str) -> None:
        status = self._status_of(method, path)
        if status >= 300:
            raise RuntimeError(f"RabbitMQ answers {method} {path} with status {status}")

    def _status_of(self, method: str, path: str) -> int:
        credentials = base64.b64encode(f"{USER}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {credentials}"}
        with closing(HTTPConnection("127.0.0.1", self.management_port, timeout=30)) as connection:
            connection.request(method, f"/api/{path}", headers=headers)
            return connection.getresponse().status


class RabbitServer(Rabbit, Server):
    """A RabbitMQ server of the test's own."""

    def __init__(self) -> None:
        if not PROGRAM.exists():
            raise ServerNotInstalledError("rabbitmq-server")
        Rabbit.__init__(self, free_port(), free_port(), secrets.token_urlsafe())
        Server.__init__(self)
        self._names_port, self._cluster_port = free_port(), free_port()
        self._configure()

    def launch(self) -> None:
        """Run the broker, and before it the name server that Erlang programs find each other by.

        Left to itself, the broker would start one for the whole machine, and leave it running.
        """
        self.run(["epmd"], env=self._environment())
        self.run([str(PROGRAM)], env=self._environment())

    def answers(self) -> bool:
        """Whether it accepts AMQP connections; that is the last thing to come up."""
        with suppress(OSError):
            return self._status_of("GET", f"health/checks/port-listener/{self.port}") == 200
        return False

    def close(self) -> None:
        """Kill it: an orderly stop takes seconds and saves what nobody needs any more."""
        self.kill()
        super().close()

    def _configure(self) -> None:
        (self.folder / "rabbitmq.conf").write_text(
            CONFIGURATION.format(
                port=self.port,
                management_port=self.management_port,
                user=USER,
                password=self.password,
            )
        )
        (self.folder / "plugins").write_text("[rabbitmq_management].")
        (self.folder / "rabbitmq-env.conf").touch()

    def _environment(self) -> dict[str, str]:
        """Everything in its own folder and on the loopback address; nothing from the machine's."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.folder),  # Erlang keeps the cluster's secret there
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self._names_port),
            "RABBITMQ_NODENAME": "exchange-test@localhost",
            "RABBITMQ_DIST_PORT": str(self._cluster_port),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "rabbitmq-env.conf"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
        }
