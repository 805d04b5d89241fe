"""Entrypoints: what a service tells others about its log, and what it cannot tell for now."""

from collections.abc import Callable

import pytest

from services.contracts.errors import Unavailable
from services.hosting.stalling import LONGEST_DELAY_WHILE_AWAY_SECONDS, Stall
from tests.hosting.counter import CountersService
from tests.support.bench import Bench


@pytest.fixture
def bench(service_host: Callable[..., Bench]) -> Bench:
    """A service whose storage is out of reach."""
    bench = service_host(CountersService)
    bench.host.recorder.close()
    return bench


@pytest.mark.parametrize(
    ("question", "arguments"),
    [("published_since", (0, 10)), ("published_at", ([1],)), ("newest_position", ())],
)
def test_a_service_whose_storage_is_out_of_reach_says_so_to_whoever_pulls_from_it(
    bench: Bench, question: str, arguments: tuple[object, ...]
) -> None:
    with pytest.raises(Unavailable):
        getattr(bench.service, question)(*arguments)


def test_so_who_follows_it_waits_no_longer_than_for_somebody_who_is_away(bench: Bench) -> None:
    stall = Stall("echoes", "counters")
    for _ in range(20):
        stall.attempt(lambda: bench.service.published_since(0, 10))
    assert stall.failures == 20
    assert stall.seconds_left() <= LONGEST_DELAY_WHILE_AWAY_SECONDS
