"""How soon a fact is seen by those who follow, and how fast a follower catches up.

Latency is from the command's answer, which is after the commit, until the views that the gateway
reads have the fact, as somebody who waits for it sees it. It is compared with publishing a
persistent message of the same size and consuming it. A cold follower begins at the first fact of
all logs: the views' process on emptied views.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count, cycle
from statistics import quantiles
from time import monotonic, perf_counter, sleep

from benchmarks.distributed.bare import through_the_broker
from benchmarks.distributed.home import a_place_with_a_season, running, sign_in_of
from benchmarks.http.scene import own_projects
from benchmarks.rounds import Aim, Comparison
from exchange.season.scale import SAMPLE
from exchange.serve_views import view_stores
from gateway.views import GatewayViews
from services.eventlog.generations import ViewStore
from services.hosting.stores import DatabaseOfEach
from tests.support.client import Account, Api
from tests.support.distributed_home import DistributedPlace

SEEN = "a fact, until the gateway's views have it"
BARE = "a bare message, published and consumed"
ALLOWED = "the bare message, and 50 ms more"
TIMES = 200
FACT = b"x" * 900
LOOK_SECONDS = 0.05
REACHED, AIMED = "facts of all services, applied by the gateway's views", "the aim"
AIM_PER_SECOND = 3_000.0

Percentiles = tuple[float, float]
"""p50 and p99, in milliseconds."""


def facts(rounds: int) -> Iterator[Comparison]:
    """Latency in every round; catching up once, because it needs empty views."""
    with a_place_with_a_season(SAMPLE) as (place, sign_ins):
        with running(place, 1) as processes:
            lore = sign_in_of(sign_ins, "lore")
            account = Account(Api(processes.address), "", lore.email, lore.password)
            yield from _latencies(place, account, rounds)
        yield _catching_up(place)


def _latencies(place: DistributedPlace, account: Account, rounds: int) -> Iterator[Comparison]:
    bare, views = through_the_broker(place.broker, FACT), _views(place.databases["gateway"])
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


def _views(dsn: str) -> ViewStore[GatewayViews]:
    return view_stores(DatabaseOfEach({"gateway": dsn}, pool_size=2).engine("gateway"))[0]


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


def _catching_up(place: DistributedPlace) -> Comparison:
    """The views in a new database, from the first fact to the last, while the services run."""
    empty = replace(place, databases={**place.databases, "gateway": _another(place)})
    empty.migrate()
    with running(empty, 1):
        views = _views(empty.databases["gateway"])
        rate = _rate(views, _newest(place))
    figures = {AIMED: [AIM_PER_SECOND], REACHED: [rate]}
    return Comparison("a cold follower", "facts/s", figures, [Aim(REACHED, AIMED, 1)])


def _another(place: DistributedPlace) -> str:
    own = place.databases["gateway"]
    return f"{own}_cold"


def _newest(place: DistributedPlace) -> dict[str, int]:
    """How far the views were that had caught up."""
    return _views(place.databases["gateway"]).positions()


def _rate(views: ViewStore[GatewayViews], newest: Mapping[str, int]) -> float:
    """Positions per second, from the first look at which there are some, until all are there."""
    begun, first = monotonic(), sum(views.positions().values())
    while (done := views.positions()) != newest:
        if not first:
            begun, first = monotonic(), sum(done.values())
        sleep(LOOK_SECONDS)
    return (sum(done.values()) - first) / (monotonic() - begun)
