"""Sending orders: transient, mandatory, confirmed, on a few connections for many threads.

An order ends when its sender has given up waiting for it: nobody carries it out later. The
broker confirms that it has handed the order to a queue, or says at once that there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from amqp import Message
from amqp.exceptions import NotFound

from services.eventlog.pool import ConnectionPool
from services.hosting.distributed.broker import (
    BROKER_ERRORS,
    JSON,
    connect,
    leave,
    wait_for_frames,
)
from services.hosting.distributed.topology import ORDERS, orders_queue
from services.hosting.wire import to_wire

CONNECTIONS = 8
CONFIRM_SECONDS = 5.0
TRANSIENT = 1


class Stale(Exception):
    """The broker hung up while the line was at rest; nothing was sent."""


@dataclass(frozen=True)
class Sent:
    """An order as it travels, in nameko's form."""

    id: str
    service: str
    method: str
    args: tuple[Any, ...]
    reply_to: str
    seconds: float
    correlation_id: str

    def message(self) -> Message:
        """The message."""
        return Message(
            to_wire({"args": self.args, "kwargs": {}}),
            content_type=JSON,
            content_encoding="utf-8",
            delivery_mode=TRANSIENT,
            expiration=str(int(self.seconds * 1_000)),
            reply_to=self.reply_to,
            correlation_id=self.id,
            application_headers={"nameko.correlation_id": self.correlation_id},
        )


class Line:
    """A connection on which one order after the other is sent."""

    def __init__(self, broker: str) -> None:
        # No heartbeat: it may rest in the pool for long. Whether it still works is seen at its use.
        self._connection = connect(broker, heartbeat=0)
        self._channel = self._connection.channel()
        ORDERS(self._channel).declare()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_return"].add(self._returned)
        self._is_open = self._is_returned = False

    def check(self) -> None:
        """Raises Stale."""
        try:
            while wait_for_frames(self._connection, 0):
                pass
        except BROKER_ERRORS as error:
            raise Stale from error

    def send(self, order: Sent) -> bool:
        """Send, and return when a queue has it; False when there is none. Raises BROKER_ERRORS."""
        self._is_open, self._is_returned = True, False
        routing_key = f"{order.service}.{order.method}"
        self._channel.basic_publish(order.message(), ORDERS.name, routing_key, mandatory=True)
        while self._is_open:
            self._connection.drain_events(timeout=CONFIRM_SECONDS)
        return not self._is_returned

    def is_served(self, service: str) -> bool:
        """Whether a replica of the service takes orders. Raises BROKER_ERRORS."""
        asking = self._connection.channel()  # of its own: to find nothing ends it
        try:
            found = asking.queue_declare(orders_queue(service).name, passive=True)
        except NotFound:
            return False
        asking.close()
        return bool(found.consumer_count)

    def close(self) -> None:
        """Hang up. Others may wait for this one to be given up."""
        leave(self._connection)

    def _confirmed(self, delivery_tag: int, multiple: bool) -> None:
        self._is_open = False

    def _returned(self, *_: Any) -> None:
        """The broker hands it back; it says so before it confirms."""
        self._is_returned = True


class OrderSender:
    """Sends orders for all threads of a process."""

    def __init__(self, broker: str, connections: int = CONNECTIONS) -> None:
        self._lines = ConnectionPool(lambda: Line(broker), connections, is_lost=lambda _: True)

    def send(self, order: Sent) -> bool:
        """Send, and return when a queue has it; False when there is none: the service is away.

        Raises BROKER_ERRORS, after which nobody knows whether it was sent.
        """
        try:
            with self._lines.connection() as line:
                line.check()
                return line.send(order)
        except Stale:  # given up with all that rested beside it: the next one is new
            with self._lines.connection() as line:
                return line.send(order)

    def not_served(self, services: Iterable[str]) -> list[str]:
        """Those of the services that nobody takes orders for. Raises BROKER_ERRORS."""
        with self._lines.connection() as line:
            return [service for service in services if not line.is_served(service)]

    def close(self) -> None:
        """Hang up."""
        self._lines.close()
