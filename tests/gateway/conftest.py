"""Fixtures for tests of the gateway."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.hosting.stores import Stores
from tests.gateway.api_bench import ApiBench
from tests.gateway.queries_bench import World
from tests.gateway.views_bench import ViewsBench


@pytest.fixture
def api(tmp_path: Path) -> Iterator[ApiBench]:
    """The gateway over a home with all services."""
    bench = ApiBench(tmp_path / "data")
    yield bench
    bench.close()


@pytest.fixture
def bench(stores: Stores) -> Iterator[ViewsBench]:
    """The gateway's views, fed with facts."""
    bench = ViewsBench(stores)
    yield bench
    bench.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The API over views that were told a whole story; for tests that only read."""
    api = ApiBench(tmp_path_factory.mktemp("gateway"))
    yield World(api)
    api.close()
