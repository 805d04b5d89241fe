"""Being asked to stop: by SIGTERM, or by Ctrl-C.

A handler of signals interrupts whatever runs, often another handler: who stops a group of processes
tells them, and `make` tells them again. If it took a lock, as an event does, it could wait for
ever for what it has interrupted. So all that it does is to write into a pipe.
"""

import os
import select
import signal
from contextlib import suppress


class StopRequest:
    """Heard from the moment it is made, in a process's main thread."""

    def __init__(self) -> None:
        self._heard, self._told = os.pipe()
        os.set_blocking(self._told, False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)

    def _hear(self, *_: object) -> None:
        with suppress(BlockingIOError):  # the pipe is full of them
            os.write(self._told, b"!")

    def is_there(self) -> bool:
        """Whether somebody has asked."""
        return self.wait(0)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until somebody asks, at most for so many seconds; whether somebody has."""
        return bool(select.select([self._heard], [], [], seconds)[0])
