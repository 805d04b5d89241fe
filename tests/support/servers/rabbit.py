"""A real RabbitMQ for tests, with a virtual host for each test that wants the broker to itself."""

import base64
import json
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from uuid import uuid4

from exchange.up.ports import free_port
from exchange.up.rabbit import (
    PROGRAM,
    USER,
    Ports,
    configure,
    environment,
    must_be_installed,
    servers,
)
from tests.support.servers.process import Server

CONTROL = PROGRAM.with_name("rabbitmqctl")
ANSWERS_WITHIN = 90.0


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

    def queues_bound_to(self, vhost: str, exchange: str) -> list[str]:
        """The names of the queues that get what is published to an exchange."""
        bindings = json.loads(self._manage("GET", f"exchanges/{vhost}/{exchange}/bindings/source"))
        return [binding["destination"] for binding in bindings]

    def delete_queue(self, vhost: str, name: str) -> None:
        """Delete a queue with all that is in it, also one in use."""
        self._manage("DELETE", f"queues/{vhost}/{name}")

    def _manage(self, method: str, path: str) -> bytes:
        status, answer = self._answer_to(method, path)
        if status >= 300:
            raise RuntimeError(f"RabbitMQ answers {method} {path} with status {status}")
        return answer

    def _answer_to(self, method: str, path: str) -> tuple[int, bytes]:
        credentials = base64.b64encode(f"{USER}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {credentials}"}
        with closing(
            HTTPConnection("127.0.0.1", self.management_port, timeout=ANSWERS_WITHIN)
        ) as connection:
            connection.request(method, f"/api/{path}", headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()


class RabbitServer(Rabbit, Server):
    """A RabbitMQ server of the test's own."""

    def __init__(self) -> None:
        self._ports = Ports(*(free_port() for _ in range(4)))
        password = secrets.token_urlsafe()
        Rabbit.__init__(self, self._ports.clients, self._ports.management, password)
        must_be_installed()
        Server.__init__(self)
        configure(self.folder, self._ports, password)

    def launch(self) -> None:
        """Run the broker, and before it the name server that Erlang programs find each other by."""
        for program in servers(self.folder, self._ports):
            self.run(program.command, env=program.environment)

    def answers(self) -> bool:
        """Whether it accepts AMQP connections; that is the last thing to come up."""
        with suppress(OSError):
            return self._answer_to("GET", f"health/checks/port-listener/{self.port}")[0] == 200
        return False

    def set_least_free_disk(self, limit: int) -> None:
        """Let it take nothing more from who publishes while fewer bytes than that are free."""
        command = [str(CONTROL), "set_disk_free_limit", str(limit)]
        around = environment(self.folder, self._ports)
        subprocess.run(command, env=around, check=True, capture_output=True, timeout=120)

    def close(self) -> None:
        """Kill it: an orderly stop takes seconds and saves what nobody needs any more."""
        self.kill()
        super().close()
