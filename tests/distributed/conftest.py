"""What tests of the distributed home's parts share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Protocol, TypeVar

import pytest


class Part(Protocol):
    """Something that runs in threads of its own."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""


P = TypeVar("P", bound=Part)
Running = Callable[[P], P]


@pytest.fixture
def running() -> Iterator[Running[P]]:
    """Starts parts, and stops them at the end, the last one first."""
    with ExitStack() as ends:

        def run(part: P) -> P:
            part.start()
            ends.callback(part.stop)
            return part

        yield run
