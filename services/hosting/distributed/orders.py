"""nameko's RPC entrypoint with the delivery that orders and replies need.

nameko sends replies as durable, confirmed messages, and logs a traceback for every exception,
refusals too. A reply that nobody waits for any more is worth nothing, so ours are transient;
a refusal is an answer, so it is not logged; a fault is logged once, with its conversation.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nameko.amqp.publish import Publisher
from nameko.constants import NON_PERSISTENT
from nameko.rpc import Rpc, RpcConsumer, get_rpc_exchange
from nameko.timer import Timer

from services.contracts.errors import Failure, Unavailable
from services.hosting.distributed.broker import BROKER_ERRORS
from services.hosting.distributed.failures import to_error
from services.hosting.distributed.topology import orders_queue

log = logging.getLogger(__name__)


class TransientPublisher(Publisher):  # type: ignore[misc]
    """Publishes without waiting for anything."""

    use_confirms = False
    delivery_mode = NON_PERSISTENT
    transport_options = {"confirm_publish": False}


class OrderConsumer(RpcConsumer):  # type: ignore[misc]
    """Takes orders from the service's queue, and answers them."""

    def setup(self) -> None:
        """As nameko's, with a queue that is gone soon after the last replica."""
        super().setup()
        self.queue = orders_queue(self.container.service_name)
        self.consumer.queues = [self.queue]

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Answer, and be done with the order, also when the answer cannot be sent: whoever waits
        for it asks again, and an order that was kept would take a place among those under way.
        """
        error = exc_info[1] if exc_info else None
        if error is not None and not isinstance(error, Failure):
            log.error("%s failed", _name(message), exc_info=error, extra=_conversation(message))
        with _unless_broker_is_gone(message):
            self._reply(message, {"result": result, "error": error and to_error(error)})
        with _unless_broker_is_gone(message):
            self.consumer.ack_message(message)
        return result, exc_info

    def _reply(self, message: Any, payload: dict[str, Any]) -> None:
        TransientPublisher(self.amqp_uri).publish(
            payload,
            exchange=get_rpc_exchange(),
            routing_key=message.properties["reply_to"],
            correlation_id=message.properties.get("correlation_id"),
        )


class OrderEntrypoint(Rpc):  # type: ignore[misc]
    """A method that is called by RPC."""

    rpc_consumer = OrderConsumer()


class TimedEntrypoint(Timer):  # type: ignore[misc]
    """A method that is called now and then. When it fails, that is logged, and tried again."""

    def handle_result(self, worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """It has ended."""
        if exc_info and isinstance(exc_info[1], Unavailable):
            log.warning("A timed task waits: %s", exc_info[1])
        elif exc_info:
            log.error("A timed task failed; it will be tried again", exc_info=exc_info[1])
        return super().handle_result(worker_ctx, result, exc_info)  # type: ignore[no-any-return]


order_entrypoint = OrderEntrypoint.decorator
timed_entrypoint = TimedEntrypoint.decorator


@contextmanager
def _unless_broker_is_gone(message: Any) -> Iterator[None]:
    """What cannot be told to the broker is not waited for, and breaks nothing else."""
    try:
        yield
    except BROKER_ERRORS as trouble:
        log.warning("%s could not be answered: %s", _name(message), trouble)


def _name(message: Any) -> str:
    return str(message.delivery_info["routing_key"])


def _conversation(message: Any) -> dict[str, str]:
    return {"correlation_id": message.headers.get("nameko.correlation_id", "")}
