"""A courier who stands between services and their followers, and delivers facts badly.

The queues of the lines are taken from the services' exchanges; what is published comes to the
courier instead, who takes it to the queues in a manner of his own.
"""

from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Any

from amqp import Message

from services.hosting.distributed.broker import wait_for_frames
from services.hosting.distributed.topology import facts_exchange
from services.hosting.service_list import NAMES
from tests.support.broker import patiently_connected
from tests.support.servers import Rabbit

LOOK_SECONDS = 0.2
HANDFUL = 5
ALL = "#"
"""The routing key of whoever wants all facts."""

Parcels = Sequence[Any]
Manner = Callable[[Parcels], Parcels]
"""What becomes of a handful of messages that were to be delivered in order, each once."""


def twice(parcels: Parcels) -> Parcels:
    """Each, and all of them once more."""
    return [*parcels, *parcels]


def in_reverse(parcels: Parcels) -> Parcels:
    """The last one first."""
    return parcels[::-1]


def never(_: Parcels) -> Parcels:
    """None of them."""
    return []


class Late:
    """Each handful only when the next one is there."""

    def __init__(self) -> None:
        self._kept: Parcels = []

    def __call__(self, parcels: Parcels) -> Parcels:
        due, self._kept = self._kept, parcels
        return due


class Courier:
    """Delivers all services' facts in some manner, from ``begin`` to ``end``."""

    def __init__(self, rabbit: Rabbit, broker: str, manner: Manner) -> None:
        self.carried = 0
        self._rabbit = rabbit
        self._broker = broker
        self._manner = manner
        self._is_over = Event()
        self._threads = [Thread(target=self._carry, args=(source,)) for source in NAMES]

    def begin(self) -> None:
        """Take over."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Give the queues back to the exchanges."""
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _carry(self, source: str) -> None:
        """Take the place of a service's exchange, and give it back."""
        exchange, vhost = facts_exchange(source).name, self._broker.rpartition("/")[2]
        queues = self._rabbit.queues_bound_to(vhost, exchange)
        with patiently_connected(self._broker) as connection:
            channel = connection.channel()
            own, _, _ = channel.queue_declare(exclusive=True)
            channel.queue_bind(own, exchange, ALL)
            for queue in queues:
                channel.queue_unbind(queue, exchange, ALL)
            self._deliver(connection, channel, own, queues)
            for queue in queues:
                channel.queue_bind(queue, exchange, ALL)

    def _deliver(self, connection: Any, channel: Any, own: str, queues: list[str]) -> None:
        arrived: list[Any] = []
        channel.basic_consume(own, no_ack=True, callback=arrived.append)
        while not self._is_over.is_set():
            is_quiet = not wait_for_frames(connection, LOOK_SECONDS)
            if len(arrived) >= HANDFUL or (is_quiet and arrived):
                self.carried += len(arrived)
                _send(channel, self._manner(list(arrived)), queues)
                arrived.clear()


def _send(channel: Any, parcels: Parcels, queues: list[str]) -> None:
    for parcel in parcels:
        message = Message(parcel.body, **parcel.properties)
        for queue in queues:
            channel.basic_publish(message, "", queue)
