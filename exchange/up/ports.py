"""Free ports for servers of our own."""

import random
import socket
from contextlib import suppress
from pathlib import Path

LOWEST = 10_000
GIVEN_TO_CLIENTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
HIGHEST = 32_000


def free_port() -> int:
    """A TCP port on the loopback address that nobody uses at the moment.

    The system gives none of these to somebody who connects, so that a server finds its port free
    whenever it starts again.
    """
    while True:
        port = random.randrange(LOWEST, _first_of_clients())  # noqa: S311 - no secret
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def _first_of_clients() -> int:
    if not GIVEN_TO_CLIENTS.exists():
        return HIGHEST
    return int(GIVEN_TO_CLIENTS.read_text().split()[0])
