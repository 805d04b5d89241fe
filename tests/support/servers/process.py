"""What the servers that tests start have in common."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, Self

from exchange.up.process import Run, Running

STARTS_WITHIN = 180.0
STOPS_WITHIN = 60.0
"""Far longer than it takes: a machine that others use may stand still meanwhile."""
# Waits for the end of its input, which comes when the process that started it has died.
WHEN_ORPHANED = 'cat; kill -s KILL -- "-$1"; rm -rf "$2"'


class ServerNotReadyError(Exception):
    """A server did not come up. The message ends with the end of its log."""


class Server(ABC):
    """A server with a folder and ports of its own, as a context manager.

    It may be stopped, killed and started again: its data, ports and password stay the same.
    """

    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM

    def __init__(self) -> None:
        prefix = f"exchange-{type(self).__name__}-"
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.place()))
        self._log = self.folder / "server.log"
        self._processes: list[Running] = []
        self._guards: list[subprocess.Popen[bytes]] = []

    def place(self) -> Path | None:
        """Where its folder is made; ``None`` is the usual place for temporary files."""
        return None

    @abstractmethod
    def launch(self) -> None:
        """Run the processes that make up the server, with ``run``."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether a client gets an answer."""

    def start(self) -> None:
        """Start, and return when a client gets an answer."""
        self.launch()
        wait_until(self._answers_or_failed, STARTS_WITHIN, self._why_not)

    def stop(self) -> None:
        """Stop as an operator would, what was started last first; kill what does not obey."""
        with suppress(subprocess.TimeoutExpired):
            for process in reversed(self._processes):
                process.send_signal(self.stop_signal)
                process.wait(STOPS_WITHIN)
        self.kill()

    def kill(self) -> None:
        """Kill all its processes at once, as a failing machine would."""
        pids = self.pids()
        self.send(signal.SIGKILL)
        for process in self._processes:
            process.wait()
        wait_until(lambda: not any(map(is_running, pids)), STOPS_WITHIN, lambda: f"alive: {pids}")
        self._dismiss_guards()
        self._processes.clear()

    def send(self, number: signal.Signals) -> None:
        """Send all its processes a signal."""
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def restart(self) -> None:
        """Stop if it runs, and start on the same data and ports."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, command: Sequence[str], by: Run = subprocess.Popen, **options: Any) -> None:
        """Run a process of the server. A Ctrl-C at the terminal reaches the tests, not it."""
        with self._log.open("ab") as log:
            process = by(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **options,
            )
        self._processes.append(process)
        self._guard(process.pid)

    def pids(self) -> list[int]:
        """All the running processes that belong to the server."""
        return [pid for process in self._processes for pid in family(process.pid)]

    def _guard(self, pid: int) -> None:
        """Have the process killed if this one, the test's, dies without stopping it."""
        command = ["sh", "-c", WHEN_ORPHANED, "guard", str(pid), str(self.folder)]
        guard = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        self._guards.append(guard)

    def _dismiss_guards(self) -> None:
        for guard in self._guards:
            os.killpg(guard.pid, signal.SIGKILL)
            guard.communicate()
        self._guards.clear()

    def _answers_or_failed(self) -> bool:
        if any(process.poll() is not None for process in self._processes):
            raise ServerNotReadyError(self._why_not())
        return self.answers()

    def _why_not(self) -> str:
        return f"{type(self).__name__} did not start:\n{self._log.read_text()[-4000:]}"


def wait_until(condition: Callable[[], bool], seconds: float, why_not: Callable[[], str]) -> None:
    """Return when the condition holds; give up, saying why, when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise ServerNotReadyError(why_not())
        time.sleep(0.05)


def family(pid: int) -> list[int]:
    """A running process and all that descend from it."""
    members = [pid]
    started = {child: parent for child, (parent, _) in _processes().items()}
    for member in members:
        members += [child for child, parent in started.items() if parent == member]
    return members


def is_running(pid: int) -> bool:
    """Whether there is such a process; one that only waits for its parent's notice has ended."""
    return _processes().get(pid, (0, "Z"))[1] != "Z"


def _processes() -> dict[int, tuple[int, str]]:
    """Every process of the machine with its parent and state."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            found[int(stat.parent.name)] = (int(parent), state)
    return found
