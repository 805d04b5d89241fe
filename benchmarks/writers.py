"""Writers: threads that append one event after the other, each in a transaction of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from eventsourcing.persistence import StoredEvent

from benchmarks.events import an_event

Append = Callable[[StoredEvent], object]


def appends_per_second(append: Append, writers: int, each: int) -> float:
    """How many events several writers append in a second, together."""
    stored = [[an_event() for _ in range(each)] for _ in range(writers)]

    def write(mine: list[StoredEvent]) -> None:
        for event in mine:
            append(event)

    with ThreadPoolExecutor(writers) as threads:
        began = perf_counter()
        list(threads.map(write, stored))
        return writers * each / (perf_counter() - began)
