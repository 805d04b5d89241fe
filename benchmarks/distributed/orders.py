"""Commands and queries through the distributed home, against an echo and the SQL alone.

A command's cost is its median time with one connection: HTTP, RPC, the service, PostgreSQL. It
is compared with the sum of a bare nameko echo through nameko's HTTP entrypoint and of the same
statements alone. Throughput is taken with eight connections, with one and two replicas. How fast
the gateway's server and framework can be at most tells a bare route that answers a constant.

A query is asked again and again while nothing happens, as most of the time, when one look at how
far the views are is enough; and so that it has to be made anew each time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.distributed.bare import BareService
from benchmarks.distributed.constant import ConstantServer
from benchmarks.distributed.home import a_place_with_a_season, running
from benchmarks.distributed.sql import StatementsOfACommand
from benchmarks.http.load import Load, load
from benchmarks.http.requests import a_request
from benchmarks.http.scene import Scene
from benchmarks.rounds import Aim, Comparison, compare
from tests.support.distributed_home import DistributedPlace

COMMAND = "a command through the whole stack"
BARE = "a bare RPC echo behind HTTP, plus the SQL alone"
ECHO = "a bare RPC echo behind HTTP"
QUERY = "an exchange's timeline, from the views"
QUERY_ANEW = "that timeline, made anew each time"
PAGE = "a page of the catalogue, from the views"
PAGE_ANEW = "that page, made anew each time"
LEAST = "a bare Flask route with a constant, on the gateway's server"
REPLICAS = (1, 2)


def orders(rounds: int) -> Iterator[Comparison]:
    """Commands and queries, with one and with two replicas of every service."""
    with (
        a_place_with_a_season() as (place, sign_ins),
        _bare(place) as (echo, statements),
        ConstantServer() as constant,
    ):
        for replicas in REPLICAS:
            with running(place, replicas) as processes:
                scene = Scene(processes.address, sign_ins)
                yield _cost(scene, echo, statements, rounds, replicas)
                yield _throughput(scene, echo, constant, rounds, replicas)


@contextmanager
def _bare(place: DistributedPlace) -> Iterator[tuple[Callable[[int], Load], Callable[[], float]]]:
    """The echo under load by so many connections, and the time of the statements."""
    statements = StatementsOfACommand(place.databases["projects"])
    said = a_request("POST", "/echo", {"says": "x" * 300})
    with BareService("echo", place.broker), BareService("http", place.broker) as front:
        address = f"http://127.0.0.1:{front.port}"
        yield lambda n: load(address, n, lambda *_: said), statements.milliseconds
    statements.close()


def _cost(
    scene: Scene,
    echo: Callable[[int], Load],
    statements: Callable[[], float],
    rounds: int,
    replicas: int,
) -> Comparison:
    contenders = {
        BARE: lambda: echo(1).p50 + statements(),
        COMMAND: lambda: scene.open_places(1).p50,
        QUERY: lambda: scene.follow_exchange(1).p50,
    }
    aims = [Aim(COMMAND, BARE, 2, is_most=True)]
    title = f"time of one order, {_of(replicas)}"
    return compare(title, "ms (p50)", contenders, rounds, aims)


def _throughput(
    scene: Scene,
    echo: Callable[[int], Load],
    constant: ConstantServer,
    rounds: int,
    replicas: int,
) -> Comparison:
    least = a_request("GET", "/constant")
    contenders = {
        ECHO: lambda: echo(8).per_second,
        COMMAND: lambda: scene.open_places(8).per_second,
        QUERY: lambda: scene.follow_exchange(8).per_second,
        QUERY_ANEW: lambda: scene.follow_exchange_anew(8).per_second,
        PAGE: lambda: scene.open_catalogue(8).per_second,
        PAGE_ANEW: lambda: scene.open_catalogue_anew(8).per_second,
        LEAST: lambda: load(constant.address, 8, lambda *_: least).per_second,
    }
    aims = [Aim(QUERY, ECHO, 5), Aim(PAGE, ECHO, 5)]
    title = f"orders, 8 connections, {_of(replicas)}"
    return compare(title, "requests/s", contenders, rounds, aims)


def _of(replicas: int) -> str:
    return f"{replicas} replica{'s' if replicas > 1 else ''} of each service"
