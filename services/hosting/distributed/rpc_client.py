"""The RPC client: calls services for many threads, green or not, and waits for their answers.

    circuit open? ──▶ send (transient, mandatory, confirmed) ──▶ wait for the reply
        │                  │ no queue        │ broker gone          │ lost       │ overdue
        ▼                  ▼                 ▼                      ▼            ▼
    ServiceAway        ServiceAway     once more, if that is safe       AnswerOverdue
                                       else BrokerOutOfReach

A call is repeated only when that is safe: a command, which is carried out once under its id,
or a query that changes nothing. All attempts together take no longer than one may.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from threading import Event
from time import monotonic
from typing import Any
from uuid import uuid4

from eventsourcing.persistence import OperationalError

from services.contracts.errors import (
    AnswerOverdue,
    BrokerOutOfReach,
    ServiceAway,
    Unavailable,
)
from services.hosting.distributed.broker import BROKER_ERRORS
from services.hosting.distributed.circuit import Circuit
from services.hosting.distributed.failures import from_error
from services.hosting.distributed.rpc_replies import Replies, ReplyLost
from services.hosting.distributed.rpc_sending import OrderSender, Sent
from services.hosting.metrics import ORDER_SECONDS, ORDERS, ORDERS_REPEATED, SERVICE_AWAY

PATIENCE_SECONDS = 10.0
CONNECT_SECONDS = 1.0
TRY_SECONDS = 1.0
PAUSE_SECONDS = 0.1
MOST_REPETITIONS = 4
WORTH_A_TRY_AFTER = 2
"""Seconds, told to who is refused."""


@dataclass(frozen=True)
class Call:
    """What is asked of a service, and in which conversation."""

    service: str
    method: str
    args: tuple[Any, ...]
    is_repeatable: bool
    correlation_id: str = ""


class Interrupted(Exception):
    """The broker went away amid an attempt; nobody knows what became of it."""


class RpcClient:
    """Calls services. One for a process."""

    def __init__(self, broker: str, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._replies = Replies(broker)
        self._sender = OrderSender(broker)
        self._circuits: defaultdict[str, Circuit] = defaultdict(Circuit)
        self._stopping = Event()

    def start(self) -> None:
        """Be ready for replies."""
        self._replies.start()

    def wait_until_connected(self) -> None:
        """Return when replies can be received, for who can do nothing before: on a busy broker
        the first connection takes longer than a call waits for one. Raises BrokerOutOfReach.
        """
        self._reply_to(self._patience)

    def stop(self) -> None:
        """Hang up."""
        self._stopping.set()
        self._replies.stop()
        self._sender.close()

    @property
    def is_connected(self) -> bool:
        """Whether the broker is within reach."""
        return self._replies.is_connected

    def away(self, services: Iterable[str]) -> dict[str, str]:
        """Which of these services cannot be called at present, and the code of what hinders it.

        The broker is asked: nobody needs to fail first. Nor does anybody need to call first to find
        that a service answers again.
        """
        try:
            missing = self._sender.not_served(services) if self.is_connected else None
        except (*BROKER_ERRORS, OperationalError):
            missing = None
        if missing is None:
            return {"broker": BrokerOutOfReach.code}
        silent = [name for name in set(services).difference(missing) if self._is_silent(name)]
        return {
            **dict.fromkeys(silent, AnswerOverdue.code),
            **dict.fromkeys(missing, ServiceAway.code),
        }

    def _is_silent(self, service: str) -> bool:
        """Whether it did not answer lately, and does not now."""
        circuit = self._circuits[service]
        if circuit.is_open and not circuit.seconds_left():
            self._try(service, circuit)
        return circuit.is_open

    def _try(self, service: str, circuit: Circuit) -> None:
        try:
            self._attempt(Call(service, "newest_position", (), is_repeatable=True), TRY_SECONDS)
        except (Unavailable, Interrupted):
            circuit.failed()
        else:
            circuit.succeeded()
            SERVICE_AWAY.labels(service).set(0)

    def call(self, call: Call) -> Any:
        """The answer. Raises the service's failure, or Unavailable."""
        circuit = self._circuits[call.service]
        if left := circuit.seconds_left():
            raise ServiceAway(service=call.service, seconds=ceil(left))
        try:
            with ORDER_SECONDS.labels(call.service).time():
                reply = self._reply(call)
        except Unavailable as refusal:
            circuit.failed()
            _note(call, refusal.code, circuit)
            raise
        circuit.succeeded()
        _note(call, "answered", circuit)
        if reply["error"] is not None:
            raise from_error(reply["error"])
        return reply["result"]

    def _reply(self, call: Call) -> Any:
        """The reply, whatever it says, after as many attempts as are safe. Raises Unavailable."""
        deadline = monotonic() + self._patience
        try:
            return self._attempt(call, self._patience)
        except Interrupted:
            refusal: Unavailable = BrokerOutOfReach(seconds=WORTH_A_TRY_AFTER)
        for number in range(MOST_REPETITIONS if call.is_repeatable else 0):
            ORDERS_REPEATED.labels(call.service).inc()
            self._stopping.wait(PAUSE_SECONDS * 2**number)
            try:
                return self._attempt(call, deadline - monotonic())
            except (ServiceAway, BrokerOutOfReach) as away:
                refusal = away  # who was interrupted, too, may still be on the way back
            except Interrupted:
                continue
        raise refusal

    def _attempt(self, call: Call, seconds: float) -> Any:
        """Send and wait. Raises Interrupted, ServiceAway, AnswerOverdue, BrokerOutOfReach."""
        deadline = monotonic() + seconds
        order_id = str(uuid4())
        with self._replies.awaited(order_id) as awaited:
            self._send(call, order_id, seconds)
            try:
                return awaited.wait(deadline - monotonic())
            except TimeoutError:
                raise AnswerOverdue(service=call.service, seconds=WORTH_A_TRY_AFTER) from None
            except ReplyLost as lost:
                raise Interrupted from lost

    def _send(self, call: Call, order_id: str, seconds: float) -> None:
        order = Sent(
            order_id,
            call.service,
            call.method,
            call.args,
            self._reply_to(min(seconds, CONNECT_SECONDS)),
            max(seconds, 0.0),
            call.correlation_id,
        )
        try:
            is_taken = self._sender.send(order)
        except (*BROKER_ERRORS, OperationalError) as error:
            raise Interrupted from error
        if not is_taken:
            raise ServiceAway(service=call.service, seconds=WORTH_A_TRY_AFTER)

    def _reply_to(self, seconds: float) -> str:
        try:
            return self._replies.address(seconds)
        except TimeoutError:
            raise BrokerOutOfReach(seconds=WORTH_A_TRY_AFTER) from None


def _note(call: Call, result: str, circuit: Circuit) -> None:
    ORDERS.labels(call.service, result).inc()
    SERVICE_AWAY.labels(call.service).set(int(circuit.is_open))
