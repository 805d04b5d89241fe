"""A circuit opens after failures in a row, lets one call try, and closes when that is answered."""

from dataclasses import dataclass

import pytest

from services.hosting.distributed.circuit import (
    FAILURES,
    FIRST_REST_SECONDS,
    LONGEST_REST_SECONDS,
    Circuit,
)


@dataclass
class Watch:
    """A clock that the test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def circuit(watch: Watch) -> Circuit:
    return Circuit(watch)


def fail(circuit: Circuit, times: int) -> None:
    for _ in range(times):
        circuit.failed()


def test_it_stays_closed_while_failures_do_not_come_in_a_row(circuit: Circuit) -> None:
    for _ in range(3):
        fail(circuit, FAILURES - 1)
        circuit.succeeded()
    assert circuit.seconds_left() == 0.0
    assert not circuit.is_open


def test_it_opens_after_some_failures_in_a_row(circuit: Circuit) -> None:
    fail(circuit, FAILURES)
    assert circuit.is_open
    assert circuit.seconds_left() == pytest.approx(FIRST_REST_SECONDS)


def test_after_a_while_one_call_tries_and_the_others_wait(circuit: Circuit, watch: Watch) -> None:
    fail(circuit, FAILURES)
    watch.now = FIRST_REST_SECONDS
    assert circuit.seconds_left() == 0.0
    assert circuit.seconds_left() > 0.0


def test_an_answer_closes_it(circuit: Circuit, watch: Watch) -> None:
    fail(circuit, FAILURES)
    watch.now = FIRST_REST_SECONDS
    circuit.seconds_left()
    circuit.succeeded()
    assert circuit.seconds_left() == 0.0
    assert circuit.seconds_left() == 0.0


def test_it_rests_longer_each_time_up_to_a_bound(circuit: Circuit) -> None:
    fail(circuit, FAILURES)
    rests = []
    for _ in range(10):
        rests.append(circuit.seconds_left())
        circuit.failed()
    assert rests == sorted(rests)
    assert rests[1] > rests[0]
    assert rests[-1] == pytest.approx(LONGEST_REST_SECONDS)
