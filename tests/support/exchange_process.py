"""``exchange run`` as a process of its own: stopped, killed and started again as in real life."""

import os
from contextlib import suppress
from email.message import EmailMessage

import requests

from exchange.up.ports import free_port
from exchange.up.process import Run
from tests.support.forks.forked import EXCHANGE, REPOSITORY, forked
from tests.support.outbox import mails_in
from tests.support.servers.process import Server
from tests.support.tiny_disk import TinyDisk


class ExchangeProcess(Server):
    """The one-process home over a data folder, perhaps on a disk of its own, and a port."""

    def __init__(self, disk: TinyDisk | None = None, run: Run = forked, **settings: str) -> None:
        super().__init__()
        self._run = run
        self._settings = {f"EXCHANGE_{name.upper()}": value for name, value in settings.items()}
        self.data = (disk.path if disk else self.folder) / "data"
        self._small_disk = disk
        self._port = free_port()

    @property
    def address(self) -> str:
        """Where its gateway listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def disk(self) -> TinyDisk:
        """The small disk that it is on."""
        assert self._small_disk, "It is on no disk of its own"
        return self._small_disk

    def launch(self) -> None:
        """Run it on what is in the folder."""
        options = ("--data", str(self.data), "--port", str(self._port), "--empty")
        environment = {**os.environ, **self._settings, "PYTHONPATH": str(REPOSITORY)}
        command = [*EXCHANGE, "run", *options]
        if self._small_disk:
            self.run([*self._small_disk.within, *command], env=environment)
        else:
            self.run(command, self._run, env=environment)

    def answers(self) -> bool:
        """Whether it is ready."""
        with suppress(requests.RequestException):
            return requests.get(f"{self.address}/readyz", timeout=5).ok
        return False

    def stop_and_tell(self) -> int:
        """Stop as an operator would; the exit code."""
        process = self._processes[-1]
        self.stop()
        return int(process.returncode)

    def mails(self) -> list[EmailMessage]:
        """The mails in the outbox."""
        data = self.disk.seen_from_outside / "data" if self._small_disk else self.data
        return mails_in(data / "outbox")
