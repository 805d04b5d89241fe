"""Calls: answers and refusals come back; whoever is away is told of at once, and not for long."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from services.contracts.errors import (
    AnswerOverdue,
    BrokerOutOfReach,
    ServiceAway,
    StaleVersion,
    Unavailable,
)
from services.hosting.distributed import broker, rpc_client, rpc_sending
from services.hosting.distributed.circuit import FAILURES
from services.hosting.distributed.failures import ServiceFailed, to_error
from services.hosting.distributed.rpc_client import Call, RpcClient
from services.hosting.distributed.topology import orders_queue
from tests.distributed.conftest import Running
from tests.support.answering_service import AnsweringService
from tests.support.broker import patiently_connected
from tests.support.cable import Cable
from tests.support.client import eventually
from tests.support.servers import Rabbit

IMPATIENT = 0.3
LONG = 60.0
A_SLOW_GREETING = 0.2
"""Seconds for each step of it: together more than a call waits for a connection."""
MANY = 9
"""So many repetitions, after growing pauses, take nearly as long as a call may."""


def a_call(argument: Any, *, is_repeatable: bool = True) -> Call:
    return Call("echo", "say", (argument,), is_repeatable, "a conversation")


@pytest.fixture
def client(rabbit_vhost: str, running: Running[Any]) -> RpcClient:
    """A client that waits long: what it says at once, it does not say because time is over."""
    return at_the_broker(running(RpcClient(rabbit_vhost, patience=LONG)))


def at_the_broker(client: RpcClient) -> RpcClient:
    """The client, once it has connections for orders and for replies: a call waits a moment only
    for those.
    """
    eventually(lambda: client.away([]), lambda away: away == {})
    return client


@pytest.fixture
def echo(rabbit_vhost: str, running: Running[Any]) -> AnsweringService:
    return running(AnsweringService("echo", rabbit_vhost))


def through(cable: Cable, rabbit: Rabbit, vhost: str) -> str:
    """The broker's address at the near end of the cable."""
    return vhost.replace(f":{rabbit.port}/", f":{cable.port}/")


def failing(error: BaseException) -> Callable[[Any], dict[str, Any]]:
    return lambda _: {"result": None, "error": to_error(error)}


def test_an_answer_comes_back(client: RpcClient, echo: AnsweringService) -> None:
    assert client.call(a_call({"name": "Łódź"})) == {"name": "Łódź"}


def test_many_threads_get_each_their_own_answer(client: RpcClient, echo: AnsweringService) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda number: client.call(a_call(number)), range(200)))
    assert answers == list(range(200))


def test_a_refusal_comes_back_as_what_it_was(client: RpcClient, echo: AnsweringService) -> None:
    echo.answer = failing(StaleVersion(current=7))
    with pytest.raises(StaleVersion) as refusal:
        client.call(a_call(1))
    assert refusal.value.details == {"current": 7}


def test_a_fault_of_the_service_is_no_refusal(client: RpcClient, echo: AnsweringService) -> None:
    echo.answer = failing(KeyError("somebody"))
    with pytest.raises(ServiceFailed, match="KeyError"):
        client.call(a_call(1))


def test_who_has_no_queue_is_away_at_once(client: RpcClient) -> None:
    with pytest.raises(ServiceAway) as refusal:
        client.call(a_call(1))
    assert refusal.value.details["service"] == "echo"


def test_who_does_not_answer_in_time_is_overdue_and_does_nothing_later(
    rabbit_vhost: str, running: Running[Any]
) -> None:
    client = at_the_broker(running(RpcClient(rabbit_vhost, patience=IMPATIENT)))
    with patiently_connected(rabbit_vhost) as connection:
        queue = orders_queue("echo")(connection.channel())
        queue.exchange.declare()
        queue.declare()

        with pytest.raises(AnswerOverdue):
            client.call(a_call(1))

        eventually(lambda: queue.queue_declare(passive=True).message_count, lambda left: left == 0)


def test_while_a_service_is_away_nobody_waits_for_it_and_then_it_is_found_again(
    client: RpcClient, rabbit_vhost: str, running: Running[Any]
) -> None:
    for _ in range(FAILURES):
        with pytest.raises(ServiceAway):
            client.call(a_call(1))
    assert client.away(["echo"]) == {"echo": "service_away"}

    running(AnsweringService("echo", rabbit_vhost))

    def call() -> Any:
        try:
            return client.call(a_call(2))
        except ServiceAway:
            return None

    assert eventually(call, lambda answer: answer is not None) == 2
    assert client.away(["echo"]) == {}


def test_a_service_that_was_silent_is_found_again_by_whoever_asks_who_is_away(
    echo: AnsweringService, rabbit_vhost: str, running: Running[Any]
) -> None:
    client = at_the_broker(running(RpcClient(rabbit_vhost, patience=IMPATIENT)))
    is_awake = Event()
    echo.answer = lambda argument: {"result": is_awake.wait(LONG), "error": None}
    for _ in range(FAILURES):
        with pytest.raises(Unavailable):
            client.call(a_call(1))
    assert client.away(["echo"]) == {"echo": "answer_overdue"}

    is_awake.set()

    eventually(lambda: client.away(["echo"]), lambda away: away == {})


def test_a_broker_that_falls_silent_is_told_of_and_keeps_nobody(
    echo: AnsweringService,
    rabbit: Rabbit,
    rabbit_vhost: str,
    running: Running[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Cable(rabbit.port) as cable:
        client = running(RpcClient(through(cable, rabbit, rabbit_vhost), patience=LONG))
        assert at_the_broker(client).call(a_call(1)) == 1
        monkeypatch.setattr(rpc_sending, "CONFIRM_SECONDS", IMPATIENT)
        monkeypatch.setattr(broker, "ANSWER_SECONDS", IMPATIENT)
        cable.fall_silent()

        with pytest.raises(Unavailable):
            client.call(a_call(2, is_repeatable=False))
        assert client.away(["echo"]) == {"broker": "broker_out_of_reach"}

        cable.mend()
        eventually(lambda: client.away(["echo"]), lambda away: away == {})
        client.stop()


class Hiccup:
    """A broker that drops everybody, and everything that is not kept, amid an order."""

    def __init__(self, rabbit: Rabbit, broker: str) -> None:
        self._rabbit = rabbit
        self._vhost = broker.rpartition("/")[2]
        self.is_over = Event()

    def __call__(self, argument: Any) -> dict[str, Any]:
        """Happen at the first order; then all is as ever."""
        if not self.is_over.is_set():
            self.is_over.set()
            self._rabbit.delete_vhost(self._vhost)
            self._rabbit.create_vhost(self._vhost)
        return {"result": argument, "error": None}


@pytest.fixture
def hiccup(rabbit: Rabbit, rabbit_vhost: str, echo: AnsweringService) -> Hiccup:
    echo.answer = hiccup = Hiccup(rabbit, rabbit_vhost)
    return hiccup


def test_what_is_not_safe_to_repeat_is_sent_once_whatever_becomes_of_it(
    client: RpcClient, echo: AnsweringService, hiccup: Hiccup
) -> None:
    with pytest.raises(BrokerOutOfReach):
        client.call(a_call("once", is_repeatable=False))
    assert echo.taken == ["once"]


def test_calls_are_answered_again_once_the_broker_is_back(
    client: RpcClient, echo: AnsweringService, hiccup: Hiccup
) -> None:
    with pytest.raises(Unavailable):
        client.call(a_call("amid", is_repeatable=False))

    def call() -> Any:
        try:
            return client.call(a_call("after"))
        except Unavailable:
            return None

    assert eventually(call, bool) == "after"


def test_without_a_broker_it_says_so_once(
    rabbit: Rabbit, running: Running[Any], caplog: pytest.LogCaptureFixture
) -> None:
    with rabbit.fresh_vhost() as gone:
        pass
    client = running(RpcClient(gone, patience=LONG))
    eventually(lambda: caplog.text.count("replies cannot be received"), bool)
    for _ in range(2):  # by the second time it was tried more than once
        with pytest.raises(BrokerOutOfReach):
            client.call(a_call(1))
    assert not client.is_connected
    assert caplog.text.count("replies cannot be received") == 1
    assert client.away(["echo"]) == {"broker": "broker_out_of_reach"}


def test_who_can_do_nothing_without_the_broker_waits_for_it(
    rabbit: Rabbit, rabbit_vhost: str, running: Running[Any], echo: AnsweringService
) -> None:
    with Cable(rabbit.port) as cable:
        cable.slow_down(A_SLOW_GREETING)
        client = running(RpcClient(through(cable, rabbit, rabbit_vhost), patience=LONG))
        client.wait_until_connected()
        assert client.call(a_call("at last")) == "at last"


def test_what_is_safe_to_repeat_is_sent_again_when_the_broker_went_away_amid_it(
    client: RpcClient,
    echo: AnsweringService,
    hiccup: Hiccup,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rpc_client, "MOST_REPETITIONS", MANY)  # until the service is back, too
    assert client.call(a_call("again")) == "again"
    assert echo.taken == ["again", "again"]
