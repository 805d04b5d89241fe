"""An import that is killed can be repeated: what was registered stays, the rest follows."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.main import main
from tests.support.universities import many_rows, write_list

ROWS = 600
SOME = 50


def test_killed_half_way_it_is_completed_by_the_next_import(tmp_path: Path) -> None:
    data = tmp_path / "data"
    file = write_list(tmp_path / "universities.csv", many_rows(ROWS))
    words = ["import", "universities", str(file), "--data", str(data), "--create-organisations"]
    process = subprocess.Popen([sys.executable, "-m", "exchange", *words, *never_ending(tmp_path)])
    wait_until_some_are_registered(process, data / "stores" / "projects-log.db")

    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    again = CliRunner().invoke(main, words)

    assert process.returncode == -signal.SIGKILL
    assert again.exit_code == 0
    with opened(DataFolder(data)) as home:
        envelopes = home.pulls()["projects"](0, 10_000)
    faculties = [e.data["faculty"] for e in envelopes if e.name == "CommitteeRegistered"]
    assert len(set(faculties)) == len(faculties) == ROWS


def never_ending(folder: Path) -> list[str]:
    """Options by which an import waits at its end, for somebody who reads what it has found. So it
    is killed before that, however late.
    """
    os.mkfifo(folder / "found.csv")
    return ["--errors", str(folder / "found.csv")]


def wait_until_some_are_registered(process: subprocess.Popen[bytes], log: Path) -> None:
    while process.poll() is None and events_in(log) < SOME:
        pass


def events_in(log: Path) -> int:
    if not log.exists():
        return 0
    with closing(sqlite3.connect(f"{log.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM projects_events").fetchone()[0])
        except sqlite3.OperationalError:  # the table is being made
            return 0
