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
    whenever it starts again. Nobody who asks in the next minute is given the same one, in
    whatever process: the server has that long to start.
    """
    while True:
        port = random.randrange(LOWEST, _first_of_clients())  # noqa: S311 - no secret
        with suppress(OSError):
            _reserve(port)
            return port


def _reserve(port: int) -> None:
    """Take a port and leave it. Raises OSError when it is taken.

    A connection that the listening side ends first makes the system keep the port for a minute.
    It still gives it to who allows an address to be used again, as servers do, and refuses it to
    who does not, as the ``bind`` here. Allowed before it, that would find the port free always.
    """
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", port))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.listen(1)
        with socket.create_connection(("127.0.0.1", port)):
            listener.accept()[0].close()


def _first_of_clients() -> int:
    if not GIVEN_TO_CLIENTS.exists():
        return HIGHEST
    return int(GIVEN_TO_CLIENTS.read_text().split()[0])
