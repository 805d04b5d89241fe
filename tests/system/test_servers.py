"""The servers that tests start are real, durable, and gone afterwards."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from kombu.connection import Connection

from exchange.up.not_installed import ServerNotInstalled
from tests.support.client import PATIENCE
from tests.support.servers import Postgres, PostgresServer, Rabbit, RabbitServer, memory
from tests.support.servers.process import (
    Server,
    ServerNotReadyError,
    is_running,
    wait_until,
)


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that these tests may kill."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="module")
def own_rabbit() -> Iterator[RabbitServer]:
    """A RabbitMQ that these tests may kill."""
    with RabbitServer() as server:
        yield server


def query(dsn: str, statement: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
        connection.commit()
        return rows


def put(url: str, message: str) -> None:
    confirmed = {"confirm_publish": True}
    with (
        Connection(url, transport_options=confirmed) as connection,
        connection.SimpleQueue("letters") as letters,
    ):
        letters.put(message)


def get(url: str) -> str:
    with Connection(url) as connection, connection.SimpleQueue("letters") as letters:
        message = letters.get(timeout=PATIENCE)
        message.ack()
        return str(message.payload)


def test_the_shared_postgres_answers_on_a_fresh_database(postgres_database: str) -> None:
    assert query(postgres_database, "SELECT lower('ŁÓDŹ')") == [("łódź",)]
    assert query(postgres_database, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'") == []


def test_a_fresh_database_can_be_a_copy_of_another(postgres: Postgres) -> None:
    with postgres.fresh_database() as original:
        query(original, "CREATE TABLE room AS SELECT 7 AS beds")
        with postgres.fresh_database(template=original.rpartition("/")[2]) as copy:
            assert query(copy, "SELECT beds FROM room") == [(7,)]


def test_a_fresh_database_is_dropped_even_while_in_use(postgres: Postgres) -> None:
    with postgres.fresh_database() as dsn:
        in_use = psycopg2.connect(dsn)
    in_use.close()

    with pytest.raises(psycopg2.OperationalError, match="does not exist"):
        psycopg2.connect(dsn)


def test_files_lie_in_memory_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MEMORY", tmp_path)
    monkeypatch.setattr(memory, "ENOUGH", 1)
    assert memory.memory_with_room() == tmp_path

    monkeypatch.setattr(memory, "ENOUGH", 1 << 60)
    assert memory.memory_with_room() is None

    monkeypatch.setattr(memory, "MEMORY", tmp_path / "missing")
    assert memory.memory_with_room() is None


def test_a_postgres_of_ones_own_has_the_durability_of_a_production_server(
    own_postgres: PostgresServer,
) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert query(own_postgres.dsn(), f"SHOW {setting}") == [("on",)]


def test_postgres_keeps_what_was_committed_when_it_is_killed(own_postgres: PostgresServer) -> None:
    query(own_postgres.dsn(), "CREATE TABLE kept AS SELECT 1 AS number")

    own_postgres.kill()
    assert not own_postgres.answers()
    own_postgres.start()

    assert query(own_postgres.dsn(), "SELECT number FROM kept") == [(1,)]


def test_the_shared_rabbit_delivers_what_was_published(rabbit_vhost: str) -> None:
    put(rabbit_vhost, "Guten Tag")

    assert get(rabbit_vhost) == "Guten Tag"


def test_two_virtual_hosts_do_not_see_each_others_queues(rabbit: Rabbit) -> None:
    with rabbit.fresh_vhost() as one, rabbit.fresh_vhost() as other:
        put(one, "for one")
        put(other, "for the other")

        assert get(one) == "for one"


def test_rabbit_keeps_what_it_confirmed_when_it_is_killed(own_rabbit: RabbitServer) -> None:
    put(own_rabbit.url(), "confirmed")

    own_rabbit.kill()
    assert not own_rabbit.answers()
    own_rabbit.start()

    assert get(own_rabbit.url()) == "confirmed"


@pytest.mark.parametrize("kind", [PostgresServer, RabbitServer])
def test_a_server_stops_with_all_its_processes_and_leaves_nothing(kind: type[Server]) -> None:
    with kind() as server:
        pids = server.pids()
        server.stop()

        assert not server.answers()
        assert not any(map(is_running, pids))

    assert not server.folder.exists()


def test_a_restarted_server_is_where_it_was(own_postgres: PostgresServer) -> None:
    before = own_postgres.dsn()

    own_postgres.restart()

    assert own_postgres.dsn() == before
    assert own_postgres.answers()


def test_stopping_a_server_leaves_others_alone(own_postgres: PostgresServer) -> None:
    bystander = subprocess.Popen(["sleep", "600"])
    with PostgresServer():
        pass

    assert bystander.poll() is None
    assert own_postgres.answers()
    bystander.kill()
    bystander.wait()


@pytest.mark.parametrize(
    ("module", "place", "kind", "package"),
    [
        ("postgres", "INSTALLED", PostgresServer, "postgresql"),
        ("rabbit", "PROGRAM", RabbitServer, "rabbitmq-server"),
    ],
)
def test_a_server_that_is_not_installed_is_named(
    module: str,
    place: str,
    kind: type[Server],
    package: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"exchange.up.{module}.{place}", tmp_path / "nothing")

    with pytest.raises(ServerNotInstalled, match=f"package {package},"):
        kind()


STARTS_A_SERVER_AND_DIES = """
import os
from tests.support.servers import {kind}
server = {kind}()
server.start()
print(server.folder, *server.pids(), flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("kind", ["PostgresServer", "RabbitServer"])
def test_a_server_does_not_outlive_a_test_process_that_was_killed(kind: str) -> None:
    died = subprocess.run(
        [sys.executable, "-c", STARTS_A_SERVER_AND_DIES.format(kind=kind)],
        capture_output=True,
        text=True,
        check=False,
    )
    folder, *pids = died.stdout.split()

    wait_until(lambda: not any(is_running(int(pid)) for pid in pids), PATIENCE, lambda: died.stdout)
    wait_until(lambda: not Path(folder).exists(), PATIENCE, lambda: folder)


class BrokenServer(Server):
    """A server that ends as soon as it is started."""

    def launch(self) -> None:
        self.run(["sh", "-c", "echo the disk is full; exit 1"])

    def answers(self) -> bool:
        return False


def test_a_server_that_fails_to_start_says_why_and_leaves_nothing_behind() -> None:
    server = BrokenServer()

    with pytest.raises(ServerNotReadyError, match="the disk is full"), server:
        pytest.fail("It did not start.")

    assert not server.folder.exists()
