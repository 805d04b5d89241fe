"""A test's own connection to the broker: it waits as long as an answer takes, and may be silent.

The product's connections give up after some seconds, and say now and then that they are there. A
test has nobody else to ask, and what it does meanwhile may take longer on a busy machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kombu.connection import Connection

from services.hosting.distributed.broker import hang_up
from tests.support.client import PATIENCE


@contextmanager
def patiently_connected(url: str) -> Iterator[Any]:
    """A connection for a block."""
    wanted = Connection(url, heartbeat=0, connect_timeout=PATIENCE)
    connection = wanted.transport.establish_connection()
    connection.transport.sock.settimeout(PATIENCE)
    try:
        yield connection
    finally:
        hang_up(connection)
