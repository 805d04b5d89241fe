"""Whole seasons: building one, rebuilding its views, and looking back at its exchanges.

A sample season is the baseline of a full one, which has ten times as many events: what is
measured is how much more a longer log costs. Commands run in processes of their own, whose
time and memory the system tells; each is run once, because a full season takes minutes.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from uuid import UUID

from sqlalchemy import select

from audit.as_of import known_at
from benchmarks.databases import a_folder
from benchmarks.rounds import Aim, Comparison, compare
from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, opened
from gateway.views.past import exchange_from

SAMPLE, FULL = "sample season", "full season"
OPTIONS = {SAMPLE: [], FULL: ["--full"]}
EXCHANGES = 50
AT = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Run:
    """What a command took: seconds by the clock, and MB at its peak."""

    seconds: float
    megabytes: float


def seasons(rounds: int) -> Iterator[Comparison]:
    """A full season against a sample season."""
    with a_folder() as folder:
        paths = {size: folder / size.partition(" ")[0] for size in OPTIONS}
        built = {size: _exchange("season", paths[size], *OPTIONS[size]) for size in OPTIONS}
        events = {size: _events(path) for size, path in paths.items()}
        yield from _told("build a season", "events/s", built, events)
        rebuilt = {size: _exchange("rebuild", paths[size], "all") for size in OPTIONS}
        yield from _told("rebuild every view", "events/s", rebuilt, events)
        yield _looking_back(paths, rounds)


def _exchange(command: str, data: Path, *options: str) -> Run:
    """Run ``exchange`` on a folder, in a process of its own."""
    began = perf_counter()
    words = [sys.executable, "-m", "exchange", command, "--data", str(data), *options]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return Run(perf_counter() - began, used.ru_maxrss / 1_000)


def _events(data: Path) -> int:
    """How many events a folder's logs hold."""
    with opened(DataFolder(data)) as home:
        return sum(host.recorder.max_notification_id() or 0 for host in home.hosts.values())


def _told(
    what: str, unit: str, ran: Mapping[str, Run], events: Mapping[str, int]
) -> Iterator[Comparison]:
    rates = {_named(size, events): [events[size] / run.seconds] for size, run in ran.items()}
    peaks = {_named(size, events): [run.megabytes] for size, run in ran.items()}
    sample, full = (_named(size, events) for size in (SAMPLE, FULL))
    yield Comparison(what, unit, rates, [Aim(full, sample, 0.8)])
    yield Comparison(f"{what}: memory", "MB", peaks, [Aim(full, sample, 1.5, is_most=True)])


def _named(size: str, events: Mapping[str, int]) -> str:
    return f"{size}, {events[size]:,} events"


def _looking_back(paths: Mapping[str, Path], rounds: int) -> Comparison:
    """An exchange as of an instant, over and over, in both seasons by turns."""
    with ExitStack() as stack:
        homes = {
            size: stack.enter_context(opened(DataFolder(path))) for size, path in paths.items()
        }
        asked = {size: _exchanges(home) for size, home in homes.items()}
        return compare(
            "an exchange as of an instant",
            "ms",
            {size: lambda size=size: _as_of(homes[size], asked[size]) for size in paths},  # type: ignore[misc]
            rounds,
            [Aim(FULL, SAMPLE, 1.3, is_most=True)],
        )


def _exchanges(home: ExchangeHome) -> Sequence[UUID]:
    """Exchanges that came to their end, in both seasons the same number."""
    exchanges = home.gateway_views.live.exchanges.exchanges.c
    ended = select(exchanges.exchange_id).where(exchanges.stage == "recognised")
    with home.gateway_views.live.read() as connection:
        return list(islice(connection.scalars(ended.order_by(exchanges.number)), EXCHANGES))


def _as_of(home: ExchangeHome, exchanges: Sequence[UUID]) -> float:
    """Milliseconds for an exchange, on average."""
    began = perf_counter()
    for exchange_id in exchanges:
        exchange_from(known_at(home.backend.history(exchange_id), AT), exchange_id)
    return (perf_counter() - began) * 1_000 / len(exchanges)
