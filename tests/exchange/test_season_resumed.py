"""A season that was broken off is gone on with, and becomes the season it would have been."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from click.testing import CliRunner

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.main import main
from exchange.make_season import build_season
from exchange.season.attempt import Attempt
from exchange.season.draft import Draft, Wanted
from exchange.season.scale import SAMPLE, TINY
from tests.exchange.test_season import facts

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
WANTED = Wanted(TINY, seed=1)
ROOT = Path(__file__).parents[2]
IN_A_PROCESS = """
import signal
import sys
from pathlib import Path
from exchange.data_folder import DataFolder
from exchange.season.attempt import Attempt
from tests.exchange.test_season_resumed import NOW, WANTED

def tell(what, done, events):
    if done == 1:
        signal.pause()

folder = DataFolder(Path(sys.argv[1]))
with folder.locked():
    Attempt(folder, WANTED, tell).build(NOW)
"""
"""It does not come to its end, however late it is killed."""
AT_A_TERMINAL = """
import signal
from exchange.main import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""What is started in the background ignores Ctrl-C, and the tests may have been."""


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    folder = DataFolder(tmp_path_factory.mktemp("whole"))
    build_season(folder, WANTED, NOW)
    return all_facts(folder)


def all_facts(folder: DataFolder) -> list[Any]:
    """Every fact of every service: which, when, about what, saying what, in which order."""
    with opened(folder) as home:
        return [
            (name, fact.position, fact.type, fact.time, fact.id, fact.actor, fact.data)
            for name in home.hosts
            for fact in facts(home, name)
        ]


def killed_at(folder: DataFolder, steps: int) -> None:
    """Build in a process of its own, and kill it when so many steps are written down."""
    command = [sys.executable, "-c", IN_A_PROCESS, str(folder.path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None and steps_in(Draft(folder).journal) < steps:
        pass
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was killed before it was done"


def steps_in(journal: Path) -> int:
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


class BrokenOff(Exception):
    """The reader of the progress has had enough."""


def broken_off_at(folder: DataFolder, wanted: Wanted, share: float) -> None:
    def tell(what: str, done: float, events: int) -> None:
        if done >= share:
            raise BrokenOff

    with folder.locked(), pytest.raises(BrokenOff):
        Attempt(folder, wanted, tell).build(NOW)


def said(*arguments: Any) -> Any:
    return CliRunner().invoke(main, ["season", *map(str, arguments)])


def test_killed_several_times_it_is_the_season_it_would_have_been(
    tmp_path: Path, uninterrupted: list[Any]
) -> None:
    folder = DataFolder(tmp_path)
    for steps in (200, 1_000, 2_400):
        killed_at(folder, steps)
        assert folder.is_new

    sign_ins = build_season(folder, WANTED, NOW)

    assert all_facts(folder) == uninterrupted
    with opened(folder) as home:
        for name, store in home.view_stores.items():
            assert store.rebuild(home.pulls()).different == (), name
        for sign_in in sign_ins:
            data = {"email": sign_in.email, "password": sign_in.password}
            assert home.send("people", "sign_in", data)["refresh_token"]


def test_gone_on_with_on_a_later_day_it_is_still_that_of_its_first_day(
    tmp_path: Path, uninterrupted: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = DataFolder(tmp_path)
    broken_off_at(folder, WANTED, 0.3)

    build_season(folder, WANTED, LATER)

    assert "Continuing at 3" in capsys.readouterr().out
    assert all_facts(folder) == uninterrupted
    names = {path.name for path in folder.path.iterdir()}
    assert names == {"stores", "secrets", "sign-ins.txt", "lock"}, "no draft is left"


@pytest.mark.parametrize("other", [["--seed", 2], ["--full"]])
def test_a_draft_of_another_season_is_refused_with_what_to_do(
    tmp_path: Path, other: Sequence[Any]
) -> None:
    folder = DataFolder(tmp_path)
    broken_off_at(folder, Wanted(SAMPLE, seed=1), 0.0)

    refused = said("--data", tmp_path, *other)

    assert refused.exit_code == 1
    assert "begun with other options" in refused.output
    assert "--restart" in refused.output
    assert Draft(folder).header() is not None, "the draft is still there"


def test_a_draft_that_lost_events_is_refused(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    broken_off_at(folder, WANTED, 0.3)
    for file in Draft(folder).stores.glob("projects-log.db*"):
        file.unlink()

    with pytest.raises(ClickException, match="events are missing in projects"):
        build_season(folder, WANTED, NOW)


def test_a_draft_that_other_scripts_began_is_refused(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    broken_off_at(folder, WANTED, 0.0)
    journal = Draft(folder).journal
    journal.write_bytes(journal.read_bytes().replace(b"people.open_account", b"people.close", 1))

    with pytest.raises(ClickException, match=r"was people\.close, and is people\.open_account"):
        build_season(folder, WANTED, NOW)


def test_restart_begins_anew_and_ctrl_c_says_that_it_can_be_gone_on_with(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    broken_off_at(folder, Wanted(SAMPLE, seed=1), 0.0)
    words = ["season", "--restart", "--seed", "2", "--data", str(tmp_path)]
    process = subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    while process.poll() is None and seed_of(folder) != 2:
        pass

    process.send_signal(signal.SIGINT)
    out, _ = process.communicate()

    assert process.returncode == 130
    assert "The same command goes on where it was." in out
    assert seed_of(folder) == 2


def seed_of(folder: DataFolder) -> Any:
    return (Draft(folder).header() or {}).get("seed")
