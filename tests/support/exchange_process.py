"""``exchange run`` as a process of its own: stopped, killed and started again as in real life."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import requests

from tests.support.servers.process import Server, free_port

REPOSITORY = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "exchange")


class ExchangeProcess(Server):
    """The one-process home over a data folder and a port that stay the same."""

    def __init__(self) -> None:
        super().__init__()
        self.data = self.folder / "data"
        self._port = free_port()
        self._environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    @property
    def address(self) -> str:
        """Where its gateway listens."""
        return f"http://127.0.0.1:{self._port}"

    def launch(self) -> None:
        """Run it without a sample season."""
        self.run(self._command("run", "--empty", "--port", str(self._port)), env=self._environment)

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

    def appoint_director(self, email: str) -> str:
        """Make the first director while it does not run; the password that is printed."""
        names = ("--given-name", "Ada", "--family-name", "Director")
        ended = subprocess.run(
            self._command("director", email, *names),
            capture_output=True,
            env=self._environment,
            check=True,
            text=True,
        )
        return ended.stdout.partition("with the password ")[2].split()[0]

    def mails(self) -> list[EmailMessage]:
        """The mails in the outbox."""
        letters = sorted((self.data / "outbox").glob("*.eml"))
        return [
            message_from_bytes(letter.read_bytes(), policy=policy.default) for letter in letters
        ]

    def _command(self, *arguments: str) -> Sequence[str]:
        return (*COMMAND, *arguments, "--data", str(self.data))
