"""Which benchmarks there are: each yields its comparisons, given the number of rounds."""

from collections.abc import Callable, Iterator

from benchmarks.api import api
from benchmarks.appending import appending
from benchmarks.distributed.catching_up import catching_up
from benchmarks.distributed.facts import facts
from benchmarks.distributed.orders import orders
from benchmarks.pages import pages
from benchmarks.reading import reading
from benchmarks.rounds import Comparison
from benchmarks.seasons import seasons

Suite = Callable[[int], Iterator[Comparison]]

SUITES: dict[str, Suite] = {
    "appending": appending,
    "api": api,
    "catching-up": catching_up,
    "facts": facts,
    "orders": orders,
    "pages": pages,
    "reading": reading,
    "seasons": seasons,
}
