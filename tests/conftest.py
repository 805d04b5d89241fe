"""Fixtures for all tests, and the order in which their files are begun."""

import gc
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


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: it is not looked through for garbage
    again and again. For the rest it is looked less often: much is made and soon let go.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
