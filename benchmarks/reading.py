"""Reading a whole log in order: events per second, and memory however long the log is."""

import tracemalloc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any

from benchmarks.databases import a_folder, a_postgres
from benchmarks.events import NOW, WHO, events
from benchmarks.library import library_postgres, library_sqlite
from benchmarks.plain import PlainPostgres, PlainSQLite
from benchmarks.rounds import Aim, Comparison, Run, compare
from services.eventlog.postgres import PostgresRecorder
from services.eventlog.published import PublishedLog
from services.eventlog.recorder import LogRecorder
from services.eventlog.sqlite import SQLiteRecorder
from services.housing.publishing import PUBLISHING

ENVELOPES, PLAIN, LIBRARY = (
    "our log, as envelopes",
    "plain rows and orjson",
    "the library's recorder",
)
AIMS = [Aim(ENVELOPES, PLAIN, 0.7)]
LENGTH = 20_000
TEN_TIMES = 10
BATCH = 1_000

Read = Callable[[], Iterable[Any]]
