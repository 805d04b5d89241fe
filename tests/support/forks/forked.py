"""Starting ``python -m exchange`` as a fork of a process that has imported everything."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from select import select
from socket import AF_UNIX, SOCK_SEQPACKET, send_fds, socket, socketpair
from typing import IO, Any

from services.hosting.service_list import NAMES

REPOSITORY = Path(__file__).parents[3]
EXCHANGE = (sys.executable, "-m", "exchange")
ENDS_WITHIN = 60.0
LONGEST_NUMBER = 20


class Forked:
    """A process that was forked: what ``subprocess.Popen`` is of one that was started."""

    stdout = None

    def __init__(self, command: Sequence[str], line: socket) -> None:
        self.args = command
        self.returncode: int | None = None
        self._line = line
        self.pid = self._told()

    def poll(self) -> int | None:
        """Its exit code, or none while it runs."""
        return self._exit_code_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended. Raises TimeoutExpired."""
        code = self._exit_code_within(timeout)
        if code is None:
            assert timeout is not None
            raise subprocess.TimeoutExpired(self.args, timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it runs."""
        with suppress(ProcessLookupError):  # its origin may know before this process does
            if self.poll() is None:
                os.kill(self.pid, number)

    def _exit_code_within(self, seconds: float | None) -> int | None:
        if self.returncode is None and select([self._line], [], [], seconds)[0]:
            self.returncode = self._told()
            self._line.close()
        return self.returncode

    def _told(self) -> int:
        told = self._line.recv(LONGEST_NUMBER)
        assert told, f"The origin of {self.args} has ended"
        return int(told)


class Origin:
    """The process that all of a kind are forked from. It ends with this one at the latest."""

    def __init__(self, kind: str) -> None:
        self._line, theirs = lines()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.forks.origin", kind],
                cwd=REPOSITORY,
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def fork(self, command: Sequence[str], process: Mapping[str, Any], output: int) -> Forked:
        """A process that has begun."""
        line, theirs = lines()
        with theirs:
            send_fds(self._line, [json.dumps(process).encode()], [output, theirs.fileno()])
        return Forked(command, line)

    def close(self) -> None:
        """Let it end."""
        self._line.close()
        self._process.wait(ENDS_WITHIN)


def lines() -> tuple[socket, socket]:
    """The two ends of a line on which each message is whole."""
    return socketpair(AF_UNIX, SOCK_SEQPACKET)


@cache
def origin(kind: str) -> Origin:
    """The origin of a kind, started when it is asked for first."""
    made = Origin(kind)
    atexit.register(made.close)
    return made


def forked(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path | None = None,
    stdout: IO[bytes],
    **_: Any,
) -> Forked:
    """Run a command of ``exchange``, with no input, in a session of its own, errors and output in
    one file. To be called as ``subprocess.Popen`` is.
    """
    words = list(command[len(EXCHANGE) :])
    process = {"words": words, "environment": dict(env), "folder": str(cwd or Path.cwd())}
    return origin(kind_of(words)).fork(command, process, stdout.fileno())


def kind_of(words: Sequence[str]) -> str:
    """The kind of origin that has imported what a command needs."""
    if words == ["serve", "gateway"]:
        return "gateway"
    return "service" if words[0] == "serve" and words[1] in NAMES else "one_process"
