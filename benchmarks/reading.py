"""Reading a whole log in order: events per second, and memory however long the log is."""

import tracemalloc
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from time import perf_counter
from typing import Any

from benchmarks.databases import a_folder, a_postgres
from benchmarks.events import NOW, WHO, events
from benchmarks.library import Library, library_postgres, library_sqlite
from benchmarks.plain import Plain, PlainPostgres, PlainSQLite
from benchmarks.rounds import Aim, Comparison, Run, compare
from services.eventlog.postgres import PostgresRecorder
from services.eventlog.published import PublishedLog
from services.eventlog.recorder import LogRecorder
from services.eventlog.sqlite import SQLiteRecorder
from services.housing.publishing import PUBLISHING

OURS, PLAIN, LIBRARY = "our log, as envelopes", "plain rows and orjson", "the library's recorder"
LONG, SHORT = "a log ten times as long", "a log"
LENGTH = 20_000
LENGTHS = {LONG: 50_000, SHORT: 5_000}
BATCH = 1_000


def reading(rounds: int) -> Iterator[Comparison]:
    """Our log as contract envelopes against plain rows, each state decoded."""
    with a_postgres() as server:
        dsn = server.create_database("benchmark")
        theirs = library_postgres(server, "benchmark")
        contenders = _filled(PostgresRecorder("ours", dsn), PlainPostgres(dsn), theirs)
        yield _rates("PostgreSQL", contenders, rounds, [Aim(OURS, PLAIN, 0.7)])
        yield _memory(dsn)
        theirs.close()
    with a_folder() as folder:
        ours_too = SQLiteRecorder("ours", folder / "ours.db")
        plain, library = PlainSQLite(folder / "plain.db"), library_sqlite(folder / "library.db")
        yield _rates("SQLite", _filled(ours_too, plain, library), rounds, [Aim(OURS, PLAIN, 0)])


def _filled(ours: LogRecorder, plain: Plain, library: Library) -> Mapping[str, Run]:
    """Events in each of the three logs, and how each is read."""
    _fill(ours, LENGTH)
    for _ in range(LENGTH // BATCH):
        stored = list(events(BATCH))
        plain.append_all(stored)
        library.append_all(stored)
    return {
        OURS: lambda: _per_second(_envelopes(ours)),
        PLAIN: lambda: _per_second(plain.read()),
        LIBRARY: lambda: _per_second(library.read()),
    }


def _fill(recorder: LogRecorder, length: int) -> None:
    recorder.create_tables()
    for _ in range(length // BATCH):
        recorder.insert_events(list(events(BATCH)), context=WHO, recorded_at=NOW)


def _envelopes(recorder: LogRecorder) -> Iterator[Any]:
    """Every envelope, as a follower pulls them: a batch in memory at a time."""
    log, last = PublishedLog(recorder, PUBLISHING), 0
    while batch := log.since(last, BATCH):
        yield from batch
        last = batch[-1].position


def _per_second(read: Iterable[Any]) -> float:
    began = perf_counter()
    number = sum(1 for _ in read)
    return number / (perf_counter() - began)


def _rates(
    database: str, contenders: Mapping[str, Run], rounds: int, aims: list[Aim]
) -> Comparison:
    return compare(f"read the log on {database}", "events/s", contenders, rounds, aims)


def _memory(dsn: str) -> Comparison:
    """What Python holds at most while a log is read; the same each time, so once is enough."""
    logs = {length: PostgresRecorder(f"log{number}", dsn) for number, length in enumerate(LENGTHS)}
    for length, recorder in logs.items():
        _fill(recorder, LENGTHS[length])
    peaks = {length: [_peak(recorder)] for length, recorder in logs.items()}
    aims = [Aim(LONG, SHORT, 1.1, is_most=True)]
    return Comparison("memory at its peak while reading", "kB", peaks, aims)


def _peak(recorder: LogRecorder) -> float:
    """In kB."""
    tracemalloc.start()
    deque(_envelopes(recorder), maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000
