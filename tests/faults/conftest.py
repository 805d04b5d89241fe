"""What tests of faults share: a world on each kind of store, and one of many processes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.hosting.stores import PostgresStores
from tests.support.distributed_home import distributed
from tests.support.running_home import RunningHome, one_process
from tests.support.servers import Postgres, Rabbit
from tests.support.standing_still import LONGEST_STANDSTILL, patient_stores
from tests.support.world import World, world_of

# Tests that several modules share tell what they found, as those of one module do.
pytest.register_assert_rewrite("tests.faults.aftermath", "tests.faults.after_kills")

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
PATIENT = {"EXCHANGE_PATIENCE": f"{LONGEST_STANDSTILL}"}


@pytest.fixture(scope="module", params=["sqlite", "postgres", "replicas"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Everybody in a running home: on SQLite, on PostgreSQL, and with two replicas of each part."""
    folder = tmp_path_factory.mktemp("home")
    with ExitStack() as ends:
        ends.enter_context(patient_stores())
        home = ends.enter_context(_home(request, folder, ends))
        yield ends.enter_context(world_of(home))


def _home(
    request: pytest.FixtureRequest, folder: Path, ends: ExitStack
) -> AbstractContextManager[RunningHome]:
    if request.param == "sqlite":
        return one_process(folder / "data", A_MONDAY_IN_WINTER)
    server: Postgres = request.getfixturevalue("postgres")
    if request.param == "postgres":
        stores = PostgresStores(ends.enter_context(server.fresh_database()))
        return one_process(folder / "data", A_MONDAY_IN_WINTER, stores)
    broker: Rabbit = request.getfixturevalue("rabbit")
    return distributed(folder, A_MONDAY_IN_WINTER, server, broker, replicas=2, **PATIENT)
