"""Publishing facts so that the broker has taken them, many with one wait."""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from amqp import Message

from services.contracts.envelope import Envelope
from services.hosting.distributed.broker import wait_for_frames
from services.hosting.distributed.topology import facts_exchange
from services.hosting.wire import from_wire, to_wire

CLOUD_EVENT = "application/cloudevents+json"
PERSISTENT = 2
CONFIRM_SECONDS = 30.0


class NotConfirmed(Exception):
    """The broker has not taken, or did not say that it has taken, all that was published."""


class FactsPublisher:
    """Publishes one service's facts on a connection of its own."""

    def __init__(self, connection: Any, source: str) -> None:
        self._connection = connection
        self._channel = connection.channel()
        self._exchange = facts_exchange(source).name
        facts_exchange(source)(self._channel).declare()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_nack"].add(self._refused)
        self._sent = 0
        self._open: set[int] = set()
        self._is_refused = False

    def publish(self, envelopes: Iterable[Envelope]) -> None:
        """Publish in order, and return when the broker has all of them on its disk.

        Raises NotConfirmed, and BROKER_ERRORS.
        """
        for envelope in envelopes:
            self._sent += 1
            self._open.add(self._sent)
            self._channel.basic_publish(_message(envelope), self._exchange, envelope.type)
        self._wait_until_taken()

    def _wait_until_taken(self) -> None:
        deadline = monotonic() + CONFIRM_SECONDS
        while self._open:
            if self._is_refused or monotonic() > deadline:
                raise NotConfirmed
            wait_for_frames(self._connection, 1.0)

    def _confirmed(self, delivery_tag: int, multiple: bool) -> None:
        """Tags are numbers from 1 on; the broker confirms one, or all up to one."""
        if multiple:
            self._open = {tag for tag in self._open if tag > delivery_tag}
        else:
            self._open.discard(delivery_tag)

    def _refused(self, delivery_tag: int, multiple: bool) -> None:
        self._is_refused = True


def _message(envelope: Envelope) -> Message:
    """A CloudEvent in structured mode: the body says everything."""
    return Message(
        to_wire(envelope.to_json()),
        content_type=CLOUD_EVENT,
        content_encoding="utf-8",
        delivery_mode=PERSISTENT,
        message_id=envelope.id,
        correlation_id=envelope.correlation_id[:255],
        type=envelope.name,
        app_id=envelope.source,
    )


def envelope_in(message: Any) -> Envelope:
    """The fact that came in a message."""
    body = message.body
    return Envelope.from_json(from_wire(body.encode() if isinstance(body, str) else body))
