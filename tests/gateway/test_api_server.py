"""The HTTP server: real sockets, clean stop."""

import threading
from collections.abc import Iterator

import pytest
import requests
from flask import Flask

from gateway import server as http_server
from gateway.server import GatewayServer
from tests.gateway.api_bench import ApiBench
from tests.support.client import LONGEST_ANSWER, PATIENCE

LOCALHOST = "127.0.0.1"


@pytest.fixture
def server(api: ApiBench) -> Iterator[GatewayServer]:
    running = GatewayServer(api.app, LOCALHOST, 0)
    running.start()
    yield running
    running.stop()


def test_it_serves_on_the_port_it_was_given(server: GatewayServer) -> None:
    response = requests.get(f"{server.address}/healthz", timeout=LONGEST_ANSWER)

    assert response.json() == {"status": "alive"}
    assert "Server" not in response.headers


def test_a_body_that_is_too_large_is_refused_with_a_problem(server: GatewayServer) -> None:
    response = requests.post(
        f"{server.address}/api/v1/session", b"x" * 9_000_000, timeout=LONGEST_ANSWER
    )

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_an_answer_under_way_is_finished_when_the_server_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_server, "ANSWERING_SECONDS", PATIENCE)
    monkeypatch.setattr(http_server, "SENDING_SECONDS", PATIENCE)
    app = Flask("slow")
    asked, may_answer = threading.Event(), threading.Event()

    @app.get("/")
    def slow() -> str:
        asked.set()
        may_answer.wait(PATIENCE)
        return "x" * 2_000_000

    server = GatewayServer(app, LOCALHOST, 0)
    server.start()
    answers: list[str] = []
    client = threading.Thread(
        target=lambda: answers.append(requests.get(server.address, timeout=PATIENCE).text)
    )
    client.start()
    assert asked.wait(PATIENCE)
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    may_answer.set()
    stopping.join()
    client.join()

    assert [len(answer) for answer in answers] == [2_000_000]
    with pytest.raises(requests.ConnectionError):
        requests.get(server.address, timeout=LONGEST_ANSWER)
