"""Processes that tests fork are what those are that are started, and gone afterwards."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from exchange.up.process import Run, Running
from tests.support.client import PATIENCE
from tests.support.forks.forked import EXCHANGE, REPOSITORY, forked
from tests.support.servers.process import is_running, wait_until

NO_BROKER_AT_ALL = "mail://a-broker"
STARTERS = [subprocess.Popen, forked]


def begun(by: Run, folder: Path, *words: str, **told: str) -> Running:
    """A command that runs in the folder, where it writes what it says."""
    with (folder / "said").open("wb") as log:
        return by(
            [*EXCHANGE, *words],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **told},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


@contextmanager
def a_home(folder: Path) -> Iterator[Running]:
    """A home in one process that has opened its stores."""
    home = begun(forked, folder, "run", "--empty", "--data", "data", "--port", "0")
    try:
        wait_until(lambda: "running at" in said_in(folder), PATIENCE, lambda: said_in(folder))
        yield home
    finally:
        home.send_signal(signal.SIGKILL)
        home.wait(PATIENCE)


def said_in(folder: Path) -> str:
    return (folder / "said").read_text()


def outcome(by: Run, folder: Path, words: Sequence[str]) -> tuple[int, str]:
    """How a command ends whose broker can be none, and what it says."""
    code = begun(by, folder, *words, EXCHANGE_BROKER=NO_BROKER_AT_ALL).wait(PATIENCE)
    return code, said_in(folder)


@pytest.mark.parametrize("words", [("serve", "people"), ("serve", "gateway")])
def test_it_reads_the_settings_that_it_is_told_and_ends_as_one_that_was_started(
    words: Sequence[str], tmp_path: Path
) -> None:
    started, other = (outcome(by, tmp_path, words) for by in STARTERS)

    assert other == started
    assert other[0] == 1
    assert "EXCHANGE_BROKER is no address of this kind" in other[1]


def test_it_works_in_the_folder_that_it_is_told_in_a_session_of_its_own(tmp_path: Path) -> None:
    with a_home(tmp_path) as home:
        assert Path(f"/proc/{home.pid}/cwd").readlink() == tmp_path
        assert (tmp_path / "data").is_dir()
        assert os.getsid(home.pid) == os.getpgid(home.pid) == home.pid


def test_asked_to_stop_it_ends_with_zero(tmp_path: Path) -> None:
    with a_home(tmp_path) as home:
        assert home.poll() is None
        home.send_signal(signal.SIGTERM)
        assert home.wait(PATIENCE) == home.poll() == home.returncode == 0


def test_killed_it_has_ended_by_the_signal(tmp_path: Path) -> None:
    with a_home(tmp_path) as home:
        with pytest.raises(subprocess.TimeoutExpired):
            home.wait(0)
        os.killpg(home.pid, signal.SIGKILL)
        assert home.wait(PATIENCE) == -signal.SIGKILL
        assert not is_running(home.pid)


def test_two_of_one_origin_run_and_end_each_by_itself(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    with a_home(folders[0]) as one, a_home(folders[1]) as other:
        one.send_signal(signal.SIGKILL)
        assert one.wait(PATIENCE) == -signal.SIGKILL
        assert other.poll() is None


FORKS_AND_DIES = """
import os
from tests.support.servers.process import Server
from tests.support.forks.forked import EXCHANGE, forked, origin

class Home(Server):
    def launch(self):
        command = [*EXCHANGE, "run", "--empty", "--data", "data", "--port", "0"]
        self.run(command, forked, env=dict(os.environ))
    def answers(self):
        return "running at" in self._log.read_text()

home = Home()
home.start()
print(*home.pids(), origin("one_process").pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_neither_it_nor_its_origin_outlives_a_test_process_that_was_killed() -> None:
    died = subprocess.run(
        [sys.executable, "-c", FORKS_AND_DIES],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    pids = [int(pid) for pid in died.stdout.split()]

    assert len(pids) == 2, died.stderr
    wait_until(lambda: not any(map(is_running, pids)), PATIENCE, lambda: str(pids))
