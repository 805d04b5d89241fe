"""What tests of faults share: a world on each kind of store."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from services.hosting.stores import PostgresStores
from tests.support.running_home import one_process
from tests.support.world import World, world_of

# Tests that several modules share tell what they found, as those of one module do.
pytest.register_assert_rewrite("tests.faults.aftermath", "tests.faults.after_kills")

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Everybody in a running home, on SQLite and on PostgreSQL."""
    with ExitStack() as ends:
        stores = None
        if request.param == "postgres":
            server = request.getfixturevalue("postgres")
            stores = PostgresStores(ends.enter_context(server.fresh_database()))
        folder = tmp_path_factory.mktemp("home") / "data"
        home = ends.enter_context(one_process(folder, A_MONDAY_IN_WINTER, stores))
        yield ends.enter_context(world_of(home))
