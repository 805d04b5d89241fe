"""The fixture ``stores``: each test that uses it runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from services.hosting.stores import Stores
from tests.support.furnished_stores import FurnishedPostgres, FurnishedSQLite


@pytest.fixture(params=["sqlite", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    """Stores of the test's own without any content: SQLite files, or a PostgreSQL database."""
    with ExitStack() as ends:
        if request.param == "sqlite":
            yield FurnishedSQLite(tmp_path / "data")
        else:
            yield FurnishedPostgres(request.getfixturevalue("postgres"), ends)
