"""A baseline over HTTP as a process: a module of the benchmarks that serves, on a free port."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

import requests

from exchange.up.ports import free_port
from tests.support.forks.forked import REPOSITORY
from tests.support.servers.process import Server


class BaselineServer(Server):
    """Runs ``module``, which is told its port last; ready when ``path`` is answered."""

    module: ClassVar[str]
    path: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._port = free_port()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def told(self) -> Sequence[str]:
        """What the module is told before its port."""
        return ()

    def launch(self) -> None:
        """Run it."""
        command = [sys.executable, "-m", self.module, *self.told(), str(self._port)]
        self.run(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})

    def answers(self) -> bool:
        """Whether it is ready."""
        with suppress(requests.ConnectionError):
            return requests.get(f"{self.address}{self.path}", timeout=5).ok
        return False
