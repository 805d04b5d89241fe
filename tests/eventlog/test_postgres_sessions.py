"""Sessions with PostgreSQL: either side soon notices that the other one is gone, and one on which
somebody else was faster is used again.
"""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError

from services.eventlog.engines import open_engine
from services.eventlog.postgres import PostgresRecorder
from services.hosting.distributed.relay_state import RelayState
from tests.eventlog.test_positions import an_event

OPTIONS = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT)


@contextmanager
def of_the_log(dsn: str) -> Iterator[Any]:
    """A session by which events are appended and read."""
    recorder = PostgresRecorder("people", dsn)
    with closing(recorder), recorder.pool.connection() as session:
        yield session


@contextmanager
def of_the_views(dsn: str) -> Iterator[Any]:
    """A session by which views are written and read."""
    engine = open_engine(dsn)
    with engine.connect() as connection:
        yield connection.connection.driver_connection
    engine.dispose()


@contextmanager
def of_the_relay(dsn: str) -> Iterator[Any]:
    """The session whose lock makes a relay the active one."""
    with closing(RelayState("people", dsn)) as state:
        yield state._session


@pytest.mark.parametrize("session_of", [of_the_log, of_the_views, of_the_relay])
def test_both_sides_of_every_session_notice_within_seconds_that_the_other_is_gone(
    session_of: Any, postgres_database: str
) -> None:
    with session_of(postgres_database) as session:
        ours = socket.socket(fileno=session.fileno())
        noticed_here = [ours.getsockopt(socket.IPPROTO_TCP, option) for option in OPTIONS]
        ours.detach()
        with session.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name LIKE 'tcp_%'")
            noticed_there = dict(cursor.fetchall())

    assert noticed_here == [5, 2, 3, 11_000]
    assert noticed_there == {
        "tcp_keepalives_idle": "5",
        "tcp_keepalives_interval": "2",
        "tcp_keepalives_count": "3",
        "tcp_user_timeout": "11000",
    }


def session_number(log: PostgresRecorder) -> int:
    with log.pool.connection() as session:
        return int(session.info.backend_pid)


def write_twice(log: PostgresRecorder) -> None:
    """What can be there once only, in a transaction that somebody has begun."""
    with log._writing() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE once (number int PRIMARY KEY)")
        cursor.execute("INSERT INTO once VALUES (1), (1)")


def test_a_session_on_which_somebody_else_was_faster_is_used_again(postgres_database: str) -> None:
    same = UUID(int=1)
    with closing(PostgresRecorder("sample", postgres_database)) as log:
        log.create_tables()
        log.insert_events([an_event(same)])
        before = session_number(log)

        with pytest.raises(IntegrityError):
            log.insert_events([an_event(), an_event(same)])

        assert session_number(log) == before
        assert log.insert_events([an_event(), an_event(same, 2)])
        assert len(log.select_notifications(1, 10)) == 3


def test_a_session_that_was_left_amid_a_transaction_is_not_used_again(
    postgres_database: str,
) -> None:
    with closing(PostgresRecorder("sample", postgres_database)) as log:
        log.create_tables()
        before = session_number(log)

        with pytest.raises(IntegrityError):
            write_twice(log)

        assert session_number(log) != before
