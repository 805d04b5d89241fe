"""Free ports: given once, and free for the server that asked."""

import socket
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from exchange.up.ports import free_port

SO_MANY = 400
"""Of some 20,000: given at random, some of twice as many would be the same."""


def some_ports() -> list[int]:
    return [free_port() for _ in range(SO_MANY)]


def test_nobody_is_given_a_port_that_was_given_just_before() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        others = elsewhere.submit(some_ports)
        ours = some_ports()

    assert len({*ours, *others.result()}) == 2 * SO_MANY


def test_the_server_that_asked_can_listen_there_and_again_when_it_was_stopped() -> None:
    port = free_port()
    for _ in range(2):
        with (
            socket.create_server(("127.0.0.1", port)) as server,
            socket.create_connection(("127.0.0.1", port)),
        ):
            server.accept()[0].close()
