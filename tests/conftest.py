"""Fixtures for all tests."""

pytest_plugins = [
    "tests.support.servers.fixtures",
    "tests.support.stores",
    "tests.support.benches",
    "tests.support.sample_season",
]
