"""How fast a follower catches up that begins at the first fact of a full season.

The follower is the heaviest of all: the process that feeds the gateway's views and the auditor's
index, on emptied views, while the services run that it asks for their facts. It is done once,
because a full season takes minutes to be built and to be moved into PostgreSQL.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import monotonic, sleep

from benchmarks.distributed.home import a_place_with_a_season, running, views_of
from benchmarks.rounds import Aim, Comparison
from exchange.season.scale import FULL
from exchange.view_sets import logs_of
from gateway.views import GatewayViews
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.hosting.distributed.environment import Environment
from services.hosting.service_list import NAMES
from tests.support.distributed_home import DistributedPlace

AIM = "the aim"
AIM_PER_SECOND = 3_000.0
LOOK_SECONDS = 0.05
STRETCH = 500


def catching_up(_: int) -> Iterator[Comparison]:
    """The views in a new database, from the first fact to the last."""
    with a_place_with_a_season(FULL) as (place, _sign_ins):
        yield _caught_up(place)


def _caught_up(place: DistributedPlace) -> Comparison:
    newest, facts = views_of(place).positions(), _facts_of(place)
    empty = replace(place, databases={**place.databases, "gateway": _another(place)})
    empty.migrate()
    with running(empty, 1):
        rate = facts * _share_per_second(views_of(empty), newest)
    reached = f"{facts:,} facts, applied by the gateway's views and the auditor's index"
    return Comparison(
        "a cold follower",
        "facts/s",
        {AIM: [AIM_PER_SECOND], reached: [rate]},
        [Aim(reached, AIM, 1)],
    )


def _another(place: DistributedPlace) -> str:
    own = place.databases["gateway"]
    return f"{own}_cold"


def _facts_of(place: DistributedPlace) -> int:
    """How many facts the services have published."""
    with logs_of(Environment(place.environment), NAMES) as logs:
        return sum(map(_facts_in, logs.values()))


def _facts_in(pull: Pull) -> int:
    number = position = 0
    while facts := pull(position, STRETCH):
        number, position = number + len(facts), facts[-1].position
    return number


def _share_per_second(views: ViewStore[GatewayViews], newest: Mapping[str, int]) -> float:
    """Of all that is to be done, from the first look at which something is."""
    whole = sum(newest.values())
    while not (first := sum(views.positions().values())):
        sleep(LOOK_SECONDS)
    begun = monotonic()
    while views.positions() != newest:
        sleep(LOOK_SECONDS)
    return (whole - first) / whole / (monotonic() - begun)
