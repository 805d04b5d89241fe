"""Appending: events per second, one event a transaction, with one writer and with eight."""

from collections.abc import Iterator

from benchmarks.databases import a_folder, a_postgres
from benchmarks.events import NOW, WHO
from benchmarks.library import library_postgres, library_sqlite
from benchmarks.plain import PlainPostgres, PlainSQLite
from benchmarks.rounds import Aim, Comparison, Run, compare
from benchmarks.writers import Append, appends_per_second
from services.eventlog.postgres import PostgresRecorder
from services.eventlog.recorder import LogRecorder
from services.eventlog.sqlite import SQLiteRecorder

OURS, PLAIN, LIBRARY = "our log", "plain statements", "the library's recorder"
AIMS = {1: 0.65, 8: 0.6}
IN_ALL = 1_600


def appending(rounds: int) -> Iterator[Comparison]:
    """Our log against plain statements and against the event library's own recorders."""
    with a_postgres() as server:
        dsn = server.create_database("benchmark")
        theirs = library_postgres(server, "benchmark")
        contenders = {
            OURS: _ours(PostgresRecorder("ours", dsn)),
            PLAIN: PlainPostgres(dsn).append,
            LIBRARY: theirs.append,
        }
        for writers, aim in AIMS.items():
            aims = [Aim(OURS, PLAIN, aim), Aim(OURS, LIBRARY, 3)]
            yield _comparison("PostgreSQL", contenders, writers, rounds, aims)
        theirs.close()
    with a_folder() as folder:
        contenders = {
            OURS: _ours(SQLiteRecorder("ours", folder / "ours.db")),
            PLAIN: PlainSQLite(folder / "plain.db").append,
            LIBRARY: library_sqlite(folder / "library.db").append,
        }
        for writers in AIMS:
            yield _comparison("SQLite", contenders, writers, rounds, [Aim(OURS, PLAIN, 0.65)])


def _ours(recorder: LogRecorder) -> Append:
    recorder.create_tables()
    return lambda event: recorder.insert_events([event], context=WHO, recorded_at=NOW)


def _comparison(
    database: str, contenders: dict[str, Append], writers: int, rounds: int, aims: list[Aim]
) -> Comparison:
    title = f"append on {database}, {writers} writer{'s' if writers > 1 else ''}"
    return compare(
        title,
        "events/s",
        {name: _run(append, writers) for name, append in contenders.items()},
        rounds,
        aims,
    )


def _run(append: Append, writers: int) -> Run:
    return lambda: appends_per_second(append, writers, IN_ALL // writers)
