"""The small HTTP port of a process tells the truth about it."""

from typing import Any

import pytest
import requests

from services.hosting.distributed.process_port import ProcessPort
from tests.distributed.conftest import Running


class Fares:
    """How a process fares, as the test says."""

    def __init__(self) -> None:
        self.troubles: dict[str, Any] = {}

    def __call__(self) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.troubles, {"lines": ["people"]}


@pytest.fixture
def fares() -> Fares:
    return Fares()


@pytest.fixture
def address(fares: Fares, running: Running[Any]) -> str:
    address: str = running(ProcessPort(("127.0.0.1", 0), fares)).address
    return address


def test_it_is_alive_whatever_troubles_it(address: str, fares: Fares) -> None:
    fares.troubles = {"broker": "broker_out_of_reach"}
    answer = requests.get(f"{address}/healthz", timeout=10)
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_it_is_ready_while_nothing_troubles_it(address: str, fares: Fares) -> None:
    answer = requests.get(f"{address}/readyz", timeout=10)
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "lines": ["people"]})

    fares.troubles = {"broker": "broker_out_of_reach"}

    answer = requests.get(f"{address}/readyz", timeout=10)
    assert answer.status_code == 503
    assert answer.json()["status"] == "not_ready"
    assert answer.json()["broker"] == "broker_out_of_reach"


def test_it_tells_its_metrics(address: str) -> None:
    answer = requests.get(f"{address}/metrics", timeout=10)
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "exchange_relay_active" in answer.text


def test_there_is_nothing_else(address: str) -> None:
    assert requests.get(f"{address}/", timeout=10).status_code == 404
