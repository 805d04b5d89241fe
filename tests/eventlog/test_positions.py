"""Positions are safe to read in order, whoever commits first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from services.eventlog.postgres import PostgresRecorder
from services.eventlog.recorder import LogRecorder

APPEND = (
    "SELECT sample_append(ARRAY[%s]::uuid[], ARRAY[1], ARRAY['topic'], ARRAY['{}'::bytea], now(),"
    " '', '', '', '', NULL, NULL, NULL, NULL, NULL)"
)


def an_event(originator: UUID | None = None, version: int = 1) -> StoredEvent:
    return StoredEvent(originator or uuid4(), version, "topic", b"{}")


@pytest.fixture
def log(postgres_database: str) -> Iterator[PostgresRecorder]:
    recorder = PostgresRecorder("sample", postgres_database)
    recorder.create_tables()
    yield recorder
    recorder.close()


@pytest.fixture
def slow_writer(postgres_database: str, log: PostgresRecorder) -> Iterator[Any]:
    """A connection whose transactions stay open until the test ends them."""
    connection = psycopg2.connect(postgres_database)
    yield connection
    connection.close()


def visible(log: LogRecorder) -> list[int]:
    return [event.id for event in log.select_notifications(0, 100, inclusive_of_start=False)]


def append_slowly(connection: Any) -> int:
    cursor = connection.cursor()
    cursor.execute(APPEND, [str(uuid4())])
    position: int = cursor.fetchone()[0]
    return position


def test_an_event_is_not_read_before_an_earlier_one_that_commits_later(
    log: PostgresRecorder, slow_writer: Any
) -> None:
    log.insert_events([an_event()])
    earlier = append_slowly(slow_writer)
    (later,) = log.insert_events([an_event()])
    assert earlier < later

    assert visible(log) == [1]
    assert log.max_notification_id() == 1

    slow_writer.commit()
    assert visible(log) == [1, earlier, later]


def test_a_failed_earlier_transaction_leaves_a_gap_and_hides_nothing(
    log: PostgresRecorder, slow_writer: Any
) -> None:
    earlier = append_slowly(slow_writer)
    (later,) = log.insert_events([an_event()])
    assert visible(log) == []

    slow_writer.rollback()
    assert visible(log) == [later]
    assert earlier not in visible(log)


def test_a_killed_writer_does_not_hold_the_log_up(log: PostgresRecorder, slow_writer: Any) -> None:
    append_slowly(slow_writer)
    (later,) = log.insert_events([an_event()])
    slow_writer.close()

    waited = Event()
    while visible(log) != [later]:
        waited.wait(0.01)


def test_transactions_of_others_do_not_hold_the_log_up(
    log: PostgresRecorder, slow_writer: Any
) -> None:
    slow_writer.cursor().execute("CREATE TABLE unrelated (id int)")
    positions = log.insert_events([an_event(), an_event()])
    assert visible(log) == list(positions)


def test_two_slow_writers_are_awaited_one_by_one(
    log: PostgresRecorder, slow_writer: Any, postgres_database: str
) -> None:
    first = append_slowly(slow_writer)
    other = psycopg2.connect(postgres_database)
    second = append_slowly(other)
    (third,) = log.insert_events([an_event()])

    other.commit()
    assert visible(log) == []
    slow_writer.commit()
    assert visible(log) == [first, second, third]
    other.close()


def test_a_reader_that_follows_while_many_write_misses_nothing(recorder: LogRecorder) -> None:
    writers, writes = 6, 40

    def write(_: int) -> None:
        for _ in range(writes):
            recorder.insert_events([an_event(), an_event()])

    seen: list[int] = []
    done = Event()

    def read() -> None:
        while True:
            finished = done.is_set()
            last = seen[-1] if seen else 0
            events = recorder.select_notifications(last, 50, inclusive_of_start=False)
            seen.extend(event.id for event in events)
            if finished and not events:
                return

    with ThreadPoolExecutor(writers + 1) as pool:
        reading = pool.submit(read)
        list(pool.map(write, range(writers)))
        done.set()
        reading.result()

    assert len(seen) == writers * writes * 2
    assert seen == sorted(set(seen))


def test_of_two_writers_of_one_version_one_is_refused(recorder: LogRecorder) -> None:
    originator = uuid4()
    recorder.insert_events([an_event(originator, 1)])

    with pytest.raises(IntegrityError):
        recorder.insert_events([an_event(), an_event(originator, 1)])
    assert len(visible(recorder)) == 1
    (after,) = recorder.insert_events([an_event(originator, 2)])
    assert visible(recorder)[-1] == after
