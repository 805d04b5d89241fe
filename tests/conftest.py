"""Fixtures for all tests, and the order in which their files are begun."""

from pathlib import Path

import pytest

pytest_plugins = [
    "tests.support.servers.fixtures",
    "tests.support.stores",
    "tests.support.benches",
    "tests.support.sample_season",
]

HERE = Path(__file__).parent
TAKE_MINUTES = ("deploy/containers", "faults", "system", "distributed", "browser", "hostile")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that may take minutes first: begun last, they would leave all other workers idle."""
    items.sort(key=lambda item: not f"{item.path.relative_to(HERE)}".startswith(TAKE_MINUTES))
