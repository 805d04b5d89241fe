"""The API under load: commands and queries, against a bare Flask route with one statement.

A command counts when what it changed can be read: the rate is taken over the time until the
views have its facts, while the home's other followers go on working. Both servers run in a process
of their own on full durability, with as many threads; the client, which costs little, has one
connection or eight and no other processor. What the bare route leaves out: see ``http.bare``.

A page of the catalogue is asked for as on the day it opens, when all ask for the same one; and
so that it has to be made anew each time, which also means to wait for what is in it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from benchmarks.http.load import Load, load
from benchmarks.http.requests import insert_row, select_rows
from benchmarks.http.scene import a_scene
from benchmarks.http.servers import BareServer
from benchmarks.rounds import Aim, Comparison, compare

INSERT, SELECT = "bare route, one INSERT", "bare route, one SELECT"
PLACES, LIMIT = "open places", "change a thing with a long history"
CATALOGUE, ANEW = "a page of the catalogue", "the same, made anew"

UnderLoad = Callable[[int], Load]
"""Puts a server under load by so many connections."""


def api(rounds: int) -> Iterator[Comparison]:
    """Commands and queries through the API, with one connection and with eight."""
    with a_scene() as scene, BareServer(scene.projects()) as bare:
        commands: dict[str, UnderLoad] = {
            INSERT: lambda connections: load(bare.address, connections, insert_row()),
            PLACES: scene.open_places,
            LIMIT: scene.set_load_limits,
            "offer a room, of which somebody is told": scene.offer_rooms,
        }
        queries: dict[str, UnderLoad] = {
            SELECT: lambda connections: load(bare.address, connections, select_rows()),
            CATALOGUE: scene.open_catalogue,
            ANEW: scene.open_catalogue_anew,
            "the same, remembered and compressed": scene.open_catalogue_by_phone,
            "a search in the catalogue": scene.search_catalogue,
            "the facets of that search": scene.count_facets,
            "an exchange's timeline": scene.follow_exchange,
            "that timeline, made anew": scene.follow_exchange_anew,
        }
        for connections in (1, 8):
            aims = [Aim(PLACES, INSERT, 0.4), Aim(LIMIT, INSERT, 0.4)]
            yield from _measured("commands", connections, commands, rounds, aims)
            aims = [Aim(CATALOGUE, SELECT, 0.6), Aim(ANEW, SELECT, 0.6)]
            yield from _measured("queries", connections, queries, rounds, aims)


def _measured(
    what: str,
    connections: int,
    contenders: Mapping[str, UnderLoad],
    rounds: int,
    aims: list[Aim],
) -> Iterator[Comparison]:
    title = f"{what}, {connections} connection{'s' if connections > 1 else ''}"
    loads: dict[str, list[Load]] = {name: [] for name in contenders}

    def run(name: str) -> float:
        loads[name].append(contenders[name](connections))
        return loads[name][-1].per_second

    runs = {name: partial(run, name) for name in contenders}
    yield compare(title, "requests/s", runs, rounds, aims)
    for percentile in ("p50", "p99"):
        figures = {n: [getattr(one, percentile) for one in loads[n][1:]] for n in contenders}
        yield Comparison(f"{title}, {percentile}", "ms", figures)
