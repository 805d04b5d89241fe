"""Load: connections that stay open and ask again as soon as they were answered.

All are watched by one thread. A thread for each would spend twice as much of the two processors
that the server under load has to share with it, and so flatten every ratio.
"""

import re
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from statistics import quantiles
from time import perf_counter
from typing import Self
from urllib.parse import urlsplit

SECONDS = 2.0
AT_ONCE = 1 << 18
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

Request = Callable[[int, int], bytes]
"""The request of a connection, by its number, that comes after so many others of it."""
Settle = Callable[[Sequence[bytes]], None]
"""Waits until what was asked for is done everywhere, given the last answer of each connection."""


@dataclass(frozen=True)
class Load:
    """How many requests were done in a second, and how long an answer took (milliseconds)."""

    per_second: float
    p50: float
    p99: float


class Connection:
    """A keep-alive connection. It costs the machine little: what is measured is the server."""

    def __init__(self, address: str) -> None:
        at = urlsplit(address)
        self._socket = socket.create_connection((at.hostname, at.port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._arrived = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def fileno(self) -> int:
        """What can be watched for the answer."""
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        """Ask, without waiting for the answer."""
        self._socket.sendall(request)

    def receive(self) -> bytes | None:
        """Wait for more of the answer; its body once all is there. Raises RuntimeError for a
        refusal, and when the server hangs up.
        """
        arriving = self._socket.recv(AT_ONCE)
        if not arriving:
            raise RuntimeError("The server has hung up.")
        self._arrived += arriving
        head, ended, body = self._arrived.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not ended or len(body) < (int(length[1]) if length else 0):
            return None
        self._arrived = b""
        return _accepted(head, body)

    def ask(self, request: bytes) -> bytes:
        """The body of the answer. Raises RuntimeError for a refusal."""
        self.send(request)
        while (body := self.receive()) is None:
            pass
        return body


def _accepted(head: bytes, body: bytes) -> bytes:
    if not head.startswith(b"HTTP/1.1 2"):
        raise RuntimeError(f"{head.decode()}\n{body.decode(errors='replace')}")
    return body


@dataclass
class Asker:
    """Asks by one connection, again and again."""

    connection: Connection
    number: int
    request: Request
    took: list[float] = field(default_factory=list)
    answer: bytes = b""
    asked: int = 0
    began: float = 0.0

    def ask(self) -> None:
        """Ask for the next thing."""
        request = self.request(self.number, self.asked)
        self.asked += 1
        self.began = perf_counter()
        self.connection.send(request)

    def is_answered(self) -> bool:
        """Whether the whole answer has come."""
        answer = self.connection.receive()
        if answer is None:
            return False
        self.took.append(perf_counter() - self.began)
        self.answer = answer
        return True


def load(address: str, connections: int, request: Request, settle: Settle | None = None) -> Load:
    """Ask for some seconds. The time until all is done everywhere counts, for the rate."""
    with ExitStack() as ends:
        askers: list[Asker] = []
        for number in range(connections):
            _ask_all(askers)
            line = ends.enter_context(Connection(address))
            askers.append(Asker(line, number, request))
            _ask_all(askers[-1:])
            _hear_all(askers)
        began = perf_counter()
        _ask_until(began + SECONDS, askers)
        if settle:
            settle([asker.answer for asker in askers])
        seconds = perf_counter() - began
    took = [each for asker in askers for each in asker.took]
    percentiles = quantiles(took, n=100)
    return Load(len(took) / seconds, percentiles[49] * 1_000, percentiles[98] * 1_000)


def _ask_all(askers: Sequence[Asker]) -> None:
    """Ask while the next one comes: of connections that are opened at once, or when nobody has
    anything to do, one process of a server may take them all, and the others none.
    """
    for asker in askers:
        asker.ask()


def _hear_all(askers: Sequence[Asker]) -> None:
    for asker in askers:
        while not asker.is_answered():
            pass
        asker.took.clear()


def _ask_until(end: float, askers: Sequence[Asker]) -> None:
    with DefaultSelector() as waiting:
        for asker in askers:
            waiting.register(asker.connection, EVENT_READ, asker)
            asker.ask()
        while waiting.get_map():
            for heard, _ in waiting.select():
                if heard.data.is_answered():
                    if perf_counter() < end:
                        heard.data.ask()
                    else:
                        waiting.unregister(heard.fileobj)
