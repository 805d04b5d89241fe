"""``exchange run`` as a process of its own: stopped, killed and started again as in real life."""

import os
import sys
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import requests

from tests.support.outbox import mails_in
from tests.support.servers.process import Server, free_port

REPOSITORY = Path(__file__).parents[2]


class ExchangeProcess(Server):
    """The one-process home over a data folder and a port that stay the same."""

    def __init__(self, **settings: str) -> None:
        super().__init__()
        self._settings = {f"EXCHANGE_{name.upper()}": value for name, value in settings.items()}
        self.data = self.folder / "data"
        self._port = free_port()

    @property
    def address(self) -> str:
        """Where its gateway listens."""
        return f"http://127.0.0.1:{self._port}"

    def launch(self) -> None:
        """Run it on what is in the folder."""
        options = ("--data", str(self.data), "--port", str(self._port), "--empty")
        environment = {**os.environ, **self._settings, "PYTHONPATH": str(REPOSITORY)}
        self.run([sys.executable, "-m", "exchange", "run", *options], env=environment)

    def answers(self) -> bool:
        """Whether it is ready."""
        with suppress(requests.ConnectionError):
            return requests.get(f"{self.address}/readyz", timeout=5).ok
        return False

    def stop_and_tell(self) -> int:
        """Stop as an operator would; the exit code."""
        process = self._processes[-1]
        self.stop()
        return int(process.returncode)

    def mails(self) -> list[EmailMessage]:
        """The mails in the outbox."""
        return mails_in(self.data / "outbox")
