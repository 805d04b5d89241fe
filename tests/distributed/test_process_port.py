"""The small HTTP port of a process tells the truth about it."""

from typing import Any

import psycopg2
import pytest
import requests

from services.contracts.errors import StorageBusy
from services.hosting.distributed.process_port import ProcessPort
from tests.distributed.conftest import Running
from tests.support.client import LONGEST_ANSWER


class Fares:
    """How a process fares, as the test says."""

    def __init__(self) -> None:
        self.troubles: dict[str, Any] = {}

    def __call__(self) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.troubles, {"lines": ["people"]}


@pytest.fixture
def fares() -> Fares:
    return Fares()


class Gauges:
    """What is looked up when the metrics are read, or cannot be."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.read = 0

    def __call__(self) -> None:
        self.read += 1
        if self.trouble:
            raise self.trouble


@pytest.fixture
def gauges() -> Gauges:
    return Gauges()


@pytest.fixture
def address(fares: Fares, gauges: Gauges, running: Running[Any]) -> str:
    address: str = running(ProcessPort(("127.0.0.1", 0), fares, gauges)).address
    return address


def test_it_is_alive_whatever_troubles_it(address: str, fares: Fares) -> None:
    fares.troubles = {"broker": "broker_out_of_reach"}
    answer = requests.get(f"{address}/healthz", timeout=LONGEST_ANSWER)
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_it_is_ready_while_nothing_troubles_it(address: str, fares: Fares) -> None:
    answer = requests.get(f"{address}/readyz", timeout=LONGEST_ANSWER)
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "lines": ["people"]})

    fares.troubles = {"broker": "broker_out_of_reach"}

    answer = requests.get(f"{address}/readyz", timeout=LONGEST_ANSWER)
    assert answer.status_code == 503
    assert answer.json()["status"] == "not_ready"
    assert answer.json()["broker"] == "broker_out_of_reach"


@pytest.mark.parametrize("trouble", [None, StorageBusy(seconds=1), psycopg2.OperationalError()])
def test_it_tells_its_metrics_also_when_some_cannot_be_looked_up(
    address: str, gauges: Gauges, trouble: Exception | None
) -> None:
    gauges.trouble = trouble
    answer = requests.get(f"{address}/metrics", timeout=LONGEST_ANSWER)
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "exchange_relay_active" in answer.text
    assert gauges.read == 1


def test_there_is_nothing_else(address: str) -> None:
    assert requests.get(f"{address}/", timeout=LONGEST_ANSWER).status_code == 404
