"""Several threads need decoders for the same, deeply nested values at the same moment.

A program of its own, because what goes wrong here ends the process.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import make_dataclass
from threading import Barrier
from typing import Any

import msgspec

from services.eventlog import mapper

THREADS, ROUNDS = 4, 150
PARTS, FIELDS = 15, 10


def a_nested_value(number: int) -> type:
    """A dataclass of dataclasses, as events hold them."""
    names = [f"field_{n}" for n in range(FIELDS)]
    parts = [
        make_dataclass(f"Part{n}", [(name, "int | None") for name in names], frozen=True)
        for n in range(PARTS)
    ]
    return make_dataclass(f"Whole{number}", [(f"part_{n}", part) for n, part in enumerate(parts)])


def decode_at_once(value: type) -> None:
    """Each thread decodes an event of its own that holds the value."""
    start = Barrier(THREADS)
    part: dict[str, Any] = {f"field_{n}": n for n in range(FIELDS)}
    stored = msgspec.json.encode({"value": {f"part_{n}": part for n in range(PARTS)}})
    events = [type(f"Event{n}", (), {"__annotations__": {"value": value}}) for n in range(THREADS)]

    def decode(event: type) -> None:
        start.wait()
        mapper._decoder(event).decode(stored)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(decode, events))


if __name__ == "__main__":
    sys.setswitchinterval(1e-6)
    for number in range(ROUNDS):
        decode_at_once(a_nested_value(number))
