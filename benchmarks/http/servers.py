"""The servers under load, each in a process of its own, on a folder of its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import requests

from benchmarks.http.bare import make_database
from exchange.data_folder import DataFolder
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import Scale
from exchange.season.sign_ins import SignIn
from exchange.up.ports import free_port
from tests.support.exchange_process import REPOSITORY, ExchangeProcess
from tests.support.servers.process import Server

SCALE = Scale(organisations=3, committees_each=2, projects=300, students=24, contact_persons_each=8)


class BarePages(Server):
    """The baseline of pages as a process."""

    def __init__(self) -> None:
        super().__init__()
        self._port = free_port()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def launch(self) -> None:
        """Run it."""
        command = [sys.executable, "-m", "benchmarks.http.bare_pages", str(self._port)]
        self.run(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})

    def answers(self) -> bool:
        """Whether it is ready."""
        with suppress(requests.ConnectionError):
            return requests.get(f"{self.address}/1000", timeout=5).ok
        return False


class BareServer(Server):
    """The baseline as a process."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__()
        self._database = self.folder / "bare.db"
        self._port = free_port()
        make_database(self._database, rows)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def launch(self) -> None:
        """Run it."""
        command = [sys.executable, "-m", "benchmarks.http.bare"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        self.run([*command, str(self._database), str(self._port)], env=environment)

    def answers(self) -> bool:
        """Whether it is ready."""
        with suppress(requests.ConnectionError):
            return requests.get(f"{self.address}/rows", timeout=5).ok
        return False


@contextmanager
def a_home_with_a_season() -> Iterator[tuple[ExchangeProcess, list[SignIn]]]:
    """`exchange run` on a season of its own, and who can sign in to it.

    It writes no mails: those of the whole season would be due at the start.
    """
    home = ExchangeProcess(mail_folder="")
    with redirect_stdout(StringIO()):  # which tells the passwords
        sign_ins = build_season(DataFolder(home.data), Wanted(SCALE, seed=1), datetime.now(UTC))
    with home:
        yield home, sign_ins
