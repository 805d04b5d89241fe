"""A process of somebody else that answers orders as nameko's services do, as the test says."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from amqp import Message

from services.hosting.distributed.broker import BROKER_ERRORS, JSON, wait_for_frames
from services.hosting.distributed.topology import ORDERS, orders_queue
from services.hosting.wire import from_wire, to_wire
from tests.support.broker import patiently_connected
from tests.support.client import PATIENCE

Answer = Callable[[Any], dict[str, Any]]


def echoed(argument: Any) -> dict[str, Any]:
    """The reply that gives back what was sent."""
    return {"result": argument, "error": None}


class AnsweringService:
    """Takes orders one by one, and answers each by the function; in a thread of its own."""

    def __init__(self, name: str, broker: str, answer: Answer = echoed) -> None:
        self.answer = answer
        self.taken: list[Any] = []
        self._name = name
        self._broker = broker
        self._is_listening = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=f"answering-{name}")

    def start(self) -> None:
        """Answer, until ``stop``."""
        self._thread.start()
        assert self._is_listening.wait(PATIENCE)

    def stop(self) -> None:
        """Go away, with the queue."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with patiently_connected(self._broker) as connection:
                    self._answer_on(connection)
            except BROKER_ERRORS:
                self._stopping.wait(0.05)

    def _answer_on(self, connection: Any) -> None:
        self._channel = connection.channel()
        queue = orders_queue(self._name)(self._channel)
        queue.exchange.declare()
        queue.declare()
        self._channel.basic_consume(queue.name, no_ack=True, callback=self._take)
        self._is_listening.set()
        while not self._stopping.is_set():
            wait_for_frames(connection, 0.05)
        self._channel.queue_delete(queue.name)

    def _take(self, message: Any) -> None:
        argument = next(iter(from_wire(message.body.encode())["args"]), None)
        self.taken.append(argument)
        about = {"correlation_id": message.properties["correlation_id"], "content_type": JSON}
        reply = Message(to_wire(self.answer(argument)), content_encoding="utf-8", **about)
        self._channel.basic_publish(reply, ORDERS.name, message.properties["reply_to"])
