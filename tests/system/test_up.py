"""``exchange up``: everything on one machine; what dies is started again, and nothing is left."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from exchange.up.ports import free_port
from tests.support.client import LONGEST_ANSWER, PATIENCE
from tests.support.servers.process import Server, family, is_running, wait_until

REPOSITORY = Path(__file__).parents[2]
OURS = ("people", "projects", "applications", "housing", "notifications", "views", "gateway")


class UpProcess(Server):
    """``exchange up`` on a folder of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder.chmod(0o711)  # its PostgreSQL may run as another user
        self._port = free_port()

    @property
    def address(self) -> str:
        """Where the gateway listens."""
        return f"http://127.0.0.1:{self._port}"

    def launch(self) -> None:
        """Run it."""
        ours = [name for name in os.environ if name.startswith("EXCHANGE_")]
        told = {name: value for name, value in os.environ.items() if name not in ours}
        options = ["--data", str(self.folder / "data"), "--port", str(self._port)]
        command = [sys.executable, "-m", "exchange", "up", *options]
        self.run(command, env={**told, "PYTHONPATH": str(REPOSITORY)})

    def answers(self) -> bool:
        """Whether everything is there."""
        with suppress(requests.RequestException):
            return requests.get(f"{self.address}/readyz?for=commands", timeout=5).ok
        return False

    def said(self) -> str:
        """What was shown so far."""
        return self._log.read_text()

    def stop_and_tell(self) -> int:
        """Stop as Ctrl-C does; the exit code."""
        process = self._processes[-1]
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        return int(process.returncode)


def pid_of(part: str, among: list[int]) -> int:
    """The process of a part."""
    for pid in among:
        with suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if words[-3:-1] == ["serve", part]:
                return pid
    raise LookupError(part)


@pytest.fixture
def up() -> Iterator[UpProcess]:
    with UpProcess() as running:
        yield running


def test_it_runs_everything_starts_again_what_dies_and_stops_all(up: UpProcess) -> None:
    catalogue = requests.get(f"{up.address}/api/v1/projects", timeout=LONGEST_ANSWER)
    assert catalogue.json()["items"] == []
    pids = up.pids()
    os.kill(pid_of("housing", pids), signal.SIGKILL)
    wait_until(lambda: bool(re.search("housing.*ended with -9", up.said())), PATIENCE, up.said)
    wait_until(lambda: up.said().count("housing serves") == 2, PATIENCE, up.said)

    pids += up.pids()
    assert up.stop_and_tell() == 0

    wait_until(lambda: not any(map(is_running, pids)), PATIENCE, lambda: str(pids))
    stopped = re.findall(r"exchange up .*│ (\S+) has stopped", up.said())
    assert stopped[0] == "gateway"
    assert set(stopped[:-3]) == set(OURS)
    assert stopped[-3:] == ["rabbitmq", "epmd", "postgres"]


def test_nobody_outlives_it_when_it_is_killed(tmp_path: Path) -> None:
    told = {"PYTHONPATH": str(REPOSITORY), "PATH": os.environ["PATH"]}
    script = (
        "import os, sys\n"
        "from exchange.up.process import Process, Program\n"
        "process = Process(Program('sleeper', ['sleep', '600'], os.environ), lambda *_: None)\n"
        "process.start()\n"
        "print(process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    options: dict[str, Any] = {
        "capture_output": True,
        "text": True,
        "timeout": PATIENCE,
        "env": told,
    }
    died = subprocess.run([sys.executable, "-c", script], check=False, **options)

    pid = int(died.stdout)

    wait_until(lambda: not any(map(is_running, family(pid))), PATIENCE, lambda: died.stderr)
