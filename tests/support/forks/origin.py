"""The program that processes of the product are forked from: it has imported what they import.

``python -m tests.support.forks.origin <kind>``; its input is a socket. Each message on it is a
process to start: its words, environment and folder, with two files, its output and a line. On the
line its number is told, and how it ended. The program ends when nobody can ask any more, because
who started it has ended, however that was.

What is forked goes on where ``python -m exchange`` begins, as the first thread of a process that
has its own session, environment, folder, words and output, and it ends as every interpreter ends.
It does what a fresh one does, since before the fork nothing is done but importing:

- no thread runs, and no file or connection is open, which is looked at before the first fork;
- settings are read when a command runs, none at import, and logging is set up then;
- random numbers come from the system, and Python's own generator is seeded anew in each fork;
- a service's origin is green before it imports anything of ours, as a service's process is. Its
  hub, whose files all forks would share, is forgotten, and each makes its own;
- where processes gather their metrics, the library makes its values again when it finds itself in
  another process, as it does in gunicorn's. That is why the gateway has an origin of its own.

One thing differs: all forks of one origin order their sets of texts alike.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from os import fork, waitpid, waitstatus_to_exitcode
from pathlib import Path
from runpy import run_module
from select import select
from socket import recv_fds, socket
from tempfile import TemporaryDirectory
from typing import Any

from exchange.kept_for_good import kept_for_good
from exchange.serve import SERVICES

LONGEST_MESSAGE = 1 << 20
OPEN_FILES = Path("/proc/self/fd")
THREADS = Path("/proc/self/task")


class Forks:
    """The processes that run, and the lines on which their ends are told."""

    def __init__(self, asked: socket) -> None:
        self._asked = asked
        self._running: dict[int, tuple[int, socket]] = {}
        """By the file on which the system tells their end."""

    def serve(self) -> Mapping[str, Any] | None:
        """Fork what is asked for. Returns in each fork, with what it is to be; with nothing when
        nobody can ask any more.
        """
        while True:
            ready, _, _ = select([self._asked, *self._running], [], [])
            for ended in self._running.keys() & set(ready):
                self._tell_end(ended)
            if self._asked in ready:
                message, files, _, _ = recv_fds(self._asked, LONGEST_MESSAGE, 2)
                if not message or self._is_fork(*files):
                    return json.loads(message) if message else None

    def _is_fork(self, output: int, line_file: int) -> bool:
        """Fork: true in the new process."""
        line = socket(fileno=line_file)
        if pid := fork():
            os.close(output)
            self._running[os.pidfd_open(pid)] = pid, line
            return False
        self._let_go()
        os.setsid()
        say(line, os.getpid())
        write_to(output)
        return True

    def _let_go(self) -> None:
        """What concerns others is no business of a fork's."""
        self._asked.close()
        for ended, (_, line) in self._running.items():
            os.close(ended)
            line.close()

    def _tell_end(self, ended: int) -> None:
        pid, line = self._running.pop(ended)
        os.close(ended)
        _, status = waitpid(pid, 0)
        with suppress(BrokenPipeError):  # nobody wants to know
            say(line, waitstatus_to_exitcode(status))


def say(line: socket, number: int) -> None:
    """Send a number, as the last thing that is said here."""
    with line:
        line.send(b"%d" % number)


def write_to(output: int) -> None:
    """Let what is printed go there."""
    for stream in (sys.stdout, sys.stderr):
        os.dup2(output, stream.fileno())
    os.close(output)


def become(process: Mapping[str, Any]) -> None:
    """Be ``python -m exchange`` with these words, there and in that environment."""
    os.environ.clear()
    os.environ.update(process["environment"])
    os.chdir(process["folder"])
    sys.path[0] = process["folder"]
    sys.argv[1:] = process["words"]
    run_module("exchange", run_name="__main__", alter_sys=True)


# -- what is imported before ---------------------------------------------------------------------


def import_service() -> None:
    """What any service's process imports."""
    from services.hosting.distributed.green import make_green

    make_green()
    import_all("exchange.serve_service", *(f"services.{name}.service" for name in SERVICES))
    import_module("eventlet.hubs").use_hub()  # forgets the one that patching has made
    gc.collect()


def import_gateway() -> None:
    """What the gateway's first process imports and draws up before it starts others."""
    with TemporaryDirectory() as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        import_all("exchange.serve_gateway")
        import_one_process()


def import_one_process() -> None:
    """What the home in one process imports and draws up, the views' process, and commands."""
    import_all("exchange.run", "exchange.serve_views", "exchange.migrate")
    from gateway.app import drawn_up
    from gateway.web.pages import AREAS

    drawn_up(AREAS)


def import_all(*modules: str) -> None:
    """Import modules for what comes later."""
    for module in modules:
        import_module(module)


KINDS: dict[str, Callable[[], None]] = {
    "service": import_service,
    "gateway": import_gateway,
    "one_process": import_one_process,
}


def open_files() -> dict[str, Path]:
    """All files that are open, by their numbers."""
    found = {}
    for file in OPEN_FILES.iterdir():
        with suppress(FileNotFoundError):  # the one by which it was looked
            found[file.name] = file.readlink()
    return found


@contextmanager
def nothing_but_importing() -> Iterator[None]:
    """A block that leaves nothing behind that a fork would share.

    Files of metrics may stay: they are thrown away, and each process makes its own.
    """
    before = open_files()
    yield
    left = {number: name for number, name in open_files().items() if number not in before}
    assert all(name.match("*.db (deleted)") for name in left.values()), left
    assert len(list(THREADS.iterdir())) == 1, "A thread runs"


def main(kind: str) -> None:
    """Serve on the input, or be what was asked for."""
    asked = socket(fileno=os.dup(sys.stdin.fileno()))
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    with nothing_but_importing(), kept_for_good():
        KINDS[kind]()
    if process := Forks(asked).serve():
        become(process)


if __name__ == "__main__":
    main(*sys.argv[1:])
