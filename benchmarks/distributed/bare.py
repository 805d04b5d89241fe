"""The baselines that do nothing, as nameko and kombu are used out of the box.

``python -m benchmarks.distributed.bare echo|http BROKER PORT`` runs one of the two services.
"""

import os
import sys

import eventlet

if __name__ == "__main__":
    eventlet.monkey_patch()

from collections.abc import Callable
from time import perf_counter
from typing import Any

import requests
from kombu.connection import Connection
from kombu.entity import Exchange, Queue
from nameko import config
from nameko.containers import ServiceContainer
from nameko.rpc import ServiceRpc, rpc
from nameko.web.handlers import http

from exchange.up.ports import free_port
from tests.support.forks.forked import REPOSITORY
from tests.support.servers.process import Server

WORKERS = 16
ROOM = Queue("bare", Exchange("bare", type="topic"), routing_key="#")


class EchoService:
    """Answers with what it is asked."""

    name = "echo"

    @rpc  # type: ignore[untyped-decorator]
    def echo(self, said: str) -> str:
        """The same."""
        return said


class HttpService:
    """Passes what it is posted on to the echo, and its answer back."""

    name = "http"
    echo = ServiceRpc("echo")

    @http("POST", "/echo")  # type: ignore[untyped-decorator]
    def post(self, request: Any) -> str:
        """Ask the echo."""
        return str(self.echo.echo(request.get_data(as_text=True)))


class BareService(Server):
    """One of the two services as a process."""

    def __init__(self, name: str, broker: str) -> None:
        super().__init__()
        self._name = name
        self._broker = broker
        self.port = free_port()

    def launch(self) -> None:
        """Run it."""
        command = [sys.executable, "-m", "benchmarks.distributed.bare"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        self.run([*command, self._name, self._broker, str(self.port)], env=environment)

    def answers(self) -> bool:
        """Whether it is ready; of the echo only the other service can tell."""
        if self._name == "echo":
            return True
        try:
            return requests.post(f"http://127.0.0.1:{self.port}/echo", b"x", timeout=5).ok
        except requests.RequestException:
            return False


def through_the_broker(broker: str, body: bytes) -> Callable[[], float]:
    """Publishes a persistent message and consumes it; how many milliseconds that takes."""
    connection = Connection(broker)
    channel = connection.channel()
    arrived: list[Any] = []
    consumer = connection.Consumer([ROOM], channel=channel, no_ack=True, on_message=arrived.append)
    consumer.consume()
    producer = connection.Producer(channel=connection.channel(), exchange=ROOM.exchange)

    def once() -> float:
        begun = perf_counter()
        producer.publish(body, routing_key="fact", delivery_mode=2, content_type="text/plain")
        while not arrived:
            connection.drain_events(timeout=10)
        arrived.clear()
        return (perf_counter() - begun) * 1_000

    return once


def main() -> None:
    """Run a service until it is killed."""
    name, broker, port = sys.argv[1:]
    config.setup(
        {
            "AMQP_URI": broker,
            "WEB_SERVER_ADDRESS": f"127.0.0.1:{port}",
            "max_workers": WORKERS,
        }
    )
    container = ServiceContainer({"echo": EchoService, "http": HttpService}[name])
    container.start()
    container.wait()


if __name__ == "__main__":
    main()
