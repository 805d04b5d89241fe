"""How soon a fact is seen by those who follow.

Latency is from the command's answer, which is after the commit, until the views that the gateway
reads have the fact, as somebody who waits for it sees it. It is compared with publishing a
persistent message of the same size and consuming it.
"""

from collections.abc import Callable, Iterator
from itertools import count, cycle
from statistics import quantiles
from time import perf_counter

from benchmarks.distributed.bare import through_the_broker
from benchmarks.distributed.home import a_place_with_a_season, running, sign_in_of, views_of
from benchmarks.http.scene import own_projects
from benchmarks.rounds import Aim, Comparison
from exchange.season.scale import SAMPLE
from gateway.views import GatewayViews
from services.eventlog.generations import ViewStore
from tests.support.client import Account, Api
from tests.support.distributed_home import DistributedPlace

SEEN = "a fact, until the gateway's views have it"
BARE = "a bare message, published and consumed"
ALLOWED = "the bare message, and 50 ms more"
TIMES = 200
FACT = b"x" * 900

Percentiles = tuple[float, float]
"""p50 and p99, in milliseconds."""


def facts(rounds: int) -> Iterator[Comparison]:
    """Latency in every round."""
    with (
        a_place_with_a_season(SAMPLE) as (place, sign_ins),
        running(place, 1) as processes,
    ):
        lore = sign_in_of(sign_ins, "lore")
        account = Account(Api(processes.address), "", lore.email, lore.password)
        yield from _latencies(place, account, rounds)


def _latencies(place: DistributedPlace, account: Account, rounds: int) -> Iterator[Comparison]:
    bare, views = through_the_broker(place.broker, FACT), views_of(place)
    measured = [
        (_percentiles(bare), _percentiles(_until_seen(account, views))) for _ in range(rounds + 1)
    ][1:]
    for number, name in enumerate(("p50", "p99")):
        figures = {
            BARE: [bare[number] for bare, _ in measured],
            ALLOWED: [bare[number] + 50 for bare, _ in measured],
            SEEN: [seen[number] for _, seen in measured],
        }
        yield Comparison(
            f"a fact's way, {name}", "ms", figures, [Aim(SEEN, ALLOWED, 1, is_most=True)]
        )


def _percentiles(once: Callable[[], float]) -> Percentiles:
    cuts = quantiles((once() for _ in range(TIMES)), n=100)
    return cuts[49], cuts[98]


def _until_seen(account: Account, views: ViewStore[GatewayViews]) -> Callable[[], float]:
    """Sends a command; how long it takes from its answer until the views have what follows."""
    project = own_projects(account)[0]
    months = cycle(month["month"] for month in project["months"])
    path = f"/projects/{project['project_id']}/places"
    places = count(10)

    def once() -> float:
        answer = account.put(f"{path}/{next(months)}", places=10 + next(places) % 40)
        begun, position = perf_counter(), int(answer["after"].partition(":")[2])
        while views.processed("projects") < position:
            pass
        return (perf_counter() - begun) * 1_000

    return once
