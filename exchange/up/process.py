"""One process of the home: started, started again when it dies, stopped, never left behind."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, Any, Protocol

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
HEALTHY_AFTER_SECONDS = 30.0
STOPS_WITHIN_SECONDS = 30.0
# Waits for the end of its input, which comes when the process that started it has died.
WHEN_ORPHANED = 'cat; kill -s KILL -- "-$1"'

Hear = Callable[[str, IO[bytes]], None]
"""Takes a process's name, and what it says."""


class Running(Protocol):
    """A process that was started, as ``subprocess.Popen`` has it."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | Any:
        """Its exit code, when it is known to have ended."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """What it says, where that is not written elsewhere."""

    def poll(self) -> int | None:
        """Its exit code, or none while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended. Raises TimeoutExpired."""

    def send_signal(self, sig: int, /) -> None:
        """Send it a signal, if it runs."""


Run = Callable[..., Running]
"""Starts a process, told the same as ``subprocess.Popen``."""


@dataclass(frozen=True)
class Program:
    """What is to be run, and as whom. ``stop_signal`` asks it to come to an end.

    With a ``log`` of its own, what it says is written there, and not shown.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    stop_signal: signal.Signals = signal.SIGTERM
    folder: Path | None = None
    log: Path | None = None
    as_whom: Mapping[str, Any] = field(default_factory=dict)


class Process:
    """A program that runs, with those it has started, in a group of its own.

    A Ctrl-C at the terminal reaches this command, not the group; when this command is killed, a
    guard kills the group.
    """

    def __init__(self, program: Program, hear: Hear, run: Run = subprocess.Popen) -> None:
        self.program = program
        self.restarts = 0
        self._hear = hear
        self._launch = run
        self._is_asked = False
        self._start_at = 0.0
        self._delay = FIRST_DELAY_SECONDS

    def start(self) -> None:
        """Run it."""
        self._started_at = monotonic()
        if self.program.log:
            with self.program.log.open("ab") as log:
                self._run(log)
        else:
            self._run(subprocess.PIPE)
            assert self._running.stdout is not None
            self._hear(self.program.name, self._running.stdout)

    def _run(self, output: IO[bytes] | int) -> None:
        self._running = self._launch(
            self.program.command,
            env=dict(self.program.environment),
            cwd=self.program.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **self.program.as_whom,
        )
        self._guard = subprocess.Popen(
            ["sh", "-c", WHEN_ORPHANED, "guard", str(self._running.pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._running.pid

    def has_ended(self) -> bool:
        """Whether it runs no longer."""
        return self._running.poll() is not None

    def start_again_if_due(self) -> str:
        """Start it again when it has died, after a while that grows; what is worth telling."""
        if not self.has_ended():
            return ""
        if not self._start_at:
            self._dismiss_guard()
            return self._plan_restart()
        if monotonic() >= self._start_at:
            self._start_at = 0.0
            self.restarts += 1
            self.start()
        return ""

    def _plan_restart(self) -> str:
        lived = monotonic() - self._started_at
        is_new_trouble = lived > HEALTHY_AFTER_SECONDS
        self._delay = FIRST_DELAY_SECONDS if is_new_trouble else self._delay
        delay, self._delay = self._delay, min(2 * self._delay, LONGEST_DELAY_SECONDS)
        self._start_at = monotonic() + delay
        return f"ended with {self._running.returncode}; it is started again in {delay:g} s"

    def ask_to_stop(self) -> None:
        """Ask it once to come to an end; return at once."""
        if not self._is_asked and not self.has_ended():
            self._running.send_signal(self.program.stop_signal)
        self._is_asked = True

    def stop(self) -> int:
        """Ask it to end, and wait; kill what does not obey, and whatever it has started.

        Its exit code.
        """
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self._running.wait(STOPS_WITHIN_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._dismiss_guard()
        return self._running.wait()

    def _dismiss_guard(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._guard.pid, signal.SIGKILL)
        self._guard.communicate()
