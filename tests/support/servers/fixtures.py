"""The fixtures ``postgres``, ``postgres_database``, ``rabbit`` and ``rabbit_vhost``."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit import Rabbit
from tests.support.servers.shared import OwnedServers, Servers, borrow, lend

SERVERS = pytest.StashKey[Servers]()


def pytest_configure(config: pytest.Config) -> None:
    """Own the servers, or in an xdist worker borrow them."""
    if hasattr(config, "workerinput"):
        config.stash[SERVERS] = borrow(**config.workerinput["servers"])
    else:
        config.stash[SERVERS] = servers = OwnedServers()
        config.add_cleanup(servers.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker where to borrow the servers."""
    node.workerinput["servers"] = lend(node.config.stash[SERVERS])


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Servers:
    """The servers of the test run, each started when first asked for."""
    return pytestconfig.stash[SERVERS]


@pytest.fixture(scope="session")
def postgres(servers: Servers) -> Postgres:
    """The PostgreSQL that all tests share; see ``fresh_database`` for a database of one's own."""
    return servers.postgres()


@pytest.fixture
def postgres_database(postgres: Postgres) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database, dropped after the test."""
    with postgres.fresh_database() as dsn:
        yield dsn


@pytest.fixture(scope="session")
def rabbit(servers: Servers) -> Rabbit:
    """The RabbitMQ that all tests share; see ``fresh_vhost`` for a virtual host of one's own."""
    return servers.rabbit()


@pytest.fixture
def rabbit_vhost(rabbit: Rabbit) -> Iterator[str]:
    """The address of a fresh virtual host on RabbitMQ, deleted after the test."""
    with rabbit.fresh_vhost() as url:
        yield url
