"""The storage fails for a while: what clients and operators see of it, whichever storage it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import requests

from tests.faults.burst import Burst, Deeds
from tests.support.client import LONGEST_ANSWER, Account, Refused, eventually, is_problem

SOME = 10


@dataclass(frozen=True)
class Outage:
    """How it begins and ends, how commands are refused, and what can be read meanwhile.

    ``in_passing`` is how they may be refused too, when it begins or ends.
    """

    begin: Callable[[], None]
    end: Callable[[], None]
    code: str
    in_passing: str = ""
    leaves_reading: bool = True


def live_through(outage: Outage, clients: Iterable[Deeds], reader: Account) -> Burst:
    """Let clients work before, during and after the outage; nobody starts anything again."""
    burst, address = Burst(), reader.api.address
    burst.is_served.set()
    reader.get("/rooms")
    with burst.of(clients):
        burst.wait_for_more(SOME)
        outage.begin()
        is_told_to_come_back(burst.wait_for_fault(outage.code), outage.code)
        eventually(lambda: readiness(address), lambda told: told["status"] == "not_ready")
        assert requests.get(f"{address}/healthz", timeout=LONGEST_ANSWER).ok
        if outage.leaves_reading:
            eventually(lambda: faults_told_at(address), lambda codes: outage.code in codes)
            assert reader.send("GET", "/rooms").ok
        outage.end()
        burst.wait_for_more(SOME)
    eventually(lambda: readiness(address), lambda told: told["status"] == "ready")
    assert {fault.json()["code"] for fault in burst.faults} <= {outage.code, outage.in_passing}
    return burst


def is_told_to_come_back(answer: requests.Response, code: str) -> None:
    """Assert that a command was refused for now, with words and a time to try again."""
    is_problem(Refused(answer), 503, code)
    assert int(answer.headers["Retry-After"]) > 0
    assert "epeat this" in answer.json()["detail"]


def readiness(address: str) -> Any:
    """What the home says of itself."""
    return requests.get(f"{address}/readyz", timeout=LONGEST_ANSWER).json()


def faults_told_at(address: str) -> set[str]:
    """With which codes the home says that its services cannot store something."""
    return set(readiness(address).get("storage", {}).values())
