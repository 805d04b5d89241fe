"""Replicas tell the active relay that something was appended: a transient broadcast.

Nothing depends on it. A relay that is not told looks by itself after a second.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from amqp import Message

from services.hosting.distributed.broker import (
    BROKER_ERRORS,
    connected,
    keep_alive,
    wait_for_frames,
)
from services.hosting.distributed.topology import prompts_exchange, prompts_queue

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
AGAIN_SECONDS = 1.0
TRANSIENT = 1


class PromptSender:
    """Sends prompts about one service, from a thread of its own: who appends waits for nothing."""

    def __init__(self, source: str, broker: str) -> None:
        self._source = source
        self._broker = broker
        self._is_due = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=f"prompts-{source}", daemon=True)

    def start(self) -> None:
        """Send when told to, until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Send no more."""
        self._stopping.set()
        self._is_due.set()
        self._thread.join()

    def prompt(self) -> None:
        """Send a prompt soon; one for all that are asked for until then."""
        self._is_due.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with connected(self._broker) as connection:
                    self._send_on(connection)
            except BROKER_ERRORS as error:
                log.info("prompts of %s wait: %s", self._source, error)
                self._stopping.wait(AGAIN_SECONDS)

    def _send_on(self, connection: Any) -> None:
        channel, exchange = connection.channel(), prompts_exchange(self._source)
        exchange(channel).declare()
        while not self._stopping.is_set():
            keep_alive(connection)
            if self._is_due.wait(LOOK_SECONDS):
                self._is_due.clear()
                channel.basic_publish(Message(b"", delivery_mode=TRANSIENT), exchange.name)


class PromptListener:
    """Hears the other replicas' prompts."""

    def __init__(self, source: str, broker: str, heard: Callable[[], None]) -> None:
        self._source = source
        self._broker = broker
        self._heard = heard
        self._is_stopping = Event()
        self._thread = Thread(target=self._run, name=f"hears-prompts-{source}", daemon=True)

    def start(self) -> None:
        """Listen until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._is_stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_stopping.is_set():
            try:
                with connected(self._broker) as connection:
                    self._listen_on(connection)
            except BROKER_ERRORS as error:
                log.info("prompts of %s are not heard: %s", self._source, error)
                self._is_stopping.wait(AGAIN_SECONDS)

    def _listen_on(self, connection: Any) -> None:
        channel = connection.channel()
        queue = prompts_queue(self._source)(channel)
        queue.declare()
        channel.basic_consume(queue.name, no_ack=True, callback=lambda _: self._heard())
        while not self._is_stopping.is_set():
            wait_for_frames(connection, LOOK_SECONDS)
            connection.heartbeat_tick()
