"""Waiting for replies: one thread receives them for all threads that have sent an order."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Any
from uuid import uuid4

from services.hosting.distributed.broker import (
    BROKER_ERRORS,
    connected,
    wait_for_frames,
)
from services.hosting.distributed.topology import replies_queue
from services.hosting.wire import from_wire

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
AGAIN_SECONDS = 0.2


class ReplyLost(Exception):
    """The broker hung up; if there was a reply, it went with the connection."""


class Awaited:
    """One order's reply, not here yet."""

    def __init__(self) -> None:
        self._is_here = Event()
        self._reply: Any = None

    def set(self, reply: Any) -> None:
        """It is here; None when it is lost."""
        self._reply = reply
        self._is_here.set()

    def wait(self, seconds: float) -> Any:
        """The reply. Raises TimeoutError, ReplyLost."""
        if not self._is_here.wait(max(seconds, 0.0)):
            raise TimeoutError
        if self._reply is None:
            raise ReplyLost
        return self._reply


class Replies:
    """Receives the replies to this process; each connection has a queue of its own."""

    def __init__(self, broker: str) -> None:
        self._broker = broker
        self._awaited: dict[str, Awaited] = {}
        self._lock = Lock()
        self._connected = Event()
        self._stopping = Event()
        self._address = ""
        self._is_told = False
        self._thread = Thread(target=self._run, name="replies", daemon=True)

    def start(self) -> None:
        """Receive until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Receive no more."""
        self._stopping.set()
        self._thread.join()

    @property
    def is_connected(self) -> bool:
        """Whether replies can be received at present."""
        return self._connected.is_set()

    def address(self, seconds: float) -> str:
        """Where replies are to be sent. Raises TimeoutError while there is no connection."""
        if not self._connected.wait(seconds):
            raise TimeoutError
        return self._address

    @contextmanager
    def awaited(self, order_id: str) -> Iterator[Awaited]:
        """Expect the reply to an order that is sent within the block."""
        awaited = Awaited()
        with self._lock:
            self._awaited[order_id] = awaited
        try:
            yield awaited
        finally:
            with self._lock:
                self._awaited.pop(order_id, None)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with connected(self._broker) as connection:
                    self._receive_on(connection)
            except BROKER_ERRORS as error:
                self._tell_once(error)
            self._lose_all()
            self._stopping.wait(AGAIN_SECONDS)

    def _tell_once(self, error: BaseException) -> None:
        """It is tried again several times a second, which nobody needs to read."""
        if not self._is_told:
            log.warning("replies cannot be received: %s", error)
        self._is_told = True

    def _receive_on(self, connection: Any) -> None:
        channel, address = connection.channel(), str(uuid4())
        queue = replies_queue(address)(channel)
        queue.exchange.declare()
        queue.declare()
        channel.basic_consume(queue.name, no_ack=True, callback=self._received)
        self._address = address
        self._connected.set()
        self._is_told = False
        while not self._stopping.is_set():
            wait_for_frames(connection, LOOK_SECONDS)
            connection.heartbeat_tick()

    def _received(self, message: Any) -> None:
        with self._lock:
            awaited = self._awaited.get(message.properties.get("correlation_id", ""))
        if awaited is not None:
            awaited.set(from_wire(_bytes(message.body)))

    def _lose_all(self) -> None:
        self._connected.clear()
        with self._lock:
            lost = list(self._awaited.values())
        for awaited in lost:
            awaited.set(None)


def _bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else body
