"""The fixture ``stores``: each test that uses it runs on SQLite and on PostgreSQL."""

from pathlib import Path

import pytest

from services.hosting.stores import PostgresStores, SQLiteStores, Stores


@pytest.fixture(params=["sqlite", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    """Fresh stores: a folder of SQLite files, or an empty PostgreSQL database."""
    if request.param == "sqlite":
        return SQLiteStores(tmp_path / "data")
    return PostgresStores(request.getfixturevalue("postgres_database"), pool_size=4)
