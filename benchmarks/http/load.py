"""Load: connections that stay open and ask again as soon as they were answered."""

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from time import perf_counter
from typing import Self
from urllib.parse import urlsplit

SECONDS = 2.0

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
        self._answers = self._socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._answers.close()
        self._socket.close()

    def ask(self, request: bytes) -> bytes:
        """The body of the answer. Raises RuntimeError for a refusal."""
        self._socket.sendall(request)
        status, length = self._answers.readline(), 0
        while (line := self._answers.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = self._answers.read(length)
        if not status.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"{status.decode()}{body.decode(errors='replace')}")
        return body


def load(address: str, connections: int, request: Request, settle: Settle | None = None) -> Load:
    """Ask for some seconds. The time until all is done everywhere counts, for the rate."""
    ask = partial(_ask_for_some_time, address, request)
    with ThreadPoolExecutor(connections) as threads:
        began = perf_counter()
        asked = list(threads.map(ask, range(connections)))
        if settle:
            settle([last for _, last in asked])
        seconds = perf_counter() - began
    took = [each for times, _ in asked for each in times]
    percentiles = quantiles(took, n=100)
    return Load(len(took) / seconds, percentiles[49] * 1_000, percentiles[98] * 1_000)


def _ask_for_some_time(address: str, request: Request, number: int) -> tuple[list[float], bytes]:
    took: list[float] = []
    answer = b""
    with Connection(address) as connection:
        end = perf_counter() + SECONDS
        while (began := perf_counter()) < end:
            answer = connection.ask(request(number, len(took)))
            took.append(perf_counter() - began)
    return took, answer
