"""Fixtures for tests of the gateway."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.api_bench import ApiBench


@pytest.fixture
def api(tmp_path: Path) -> Iterator[ApiBench]:
    """The gateway over a home with all services."""
    bench = ApiBench(tmp_path / "data")
    yield bench
    bench.close()
