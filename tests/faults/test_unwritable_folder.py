"""Commands on a folder that cannot be written end with one sentence and leave nothing half done."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.exchange_process import REPOSITORY
from tests.support.tiny_disk import MountsNotAllowedError, TinyDisk
from tests.support.universities import many_rows, write_list

ROWS = 200
PATIENCE_SECONDS = 120
DIRECTOR = ("director", "d@example.org", "--given-name", "Zoë", "--family-name", "Łuczak")
WHOLE = {"lock": 0, "master_key.key": 64, "signing_key.key": 64}
"""What a command that failed may leave behind, and how long it is: never half of it."""


@pytest.fixture
def disk() -> Iterator[TinyDisk]:
    with TinyDisk("8m") as disk:
        yield disk


def exchange(disk: TinyDisk, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody who has the disk."""
    return subprocess.run(
        [*disk.within, sys.executable, "-m", "exchange", *words, "--data", disk.path / "data"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def said_in_one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What it said when it ended, having failed; before that it may have told its progress."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    said = done.stderr.splitlines()[-1]
    assert said.startswith("Error: ")
    return said


def files_on(disk: TinyDisk) -> dict[str, int]:
    """The names of all files in the folder, and how long each is; without parts of a draft."""
    leave_out = ("!", "-path", "*/stores.draft/*", "!", "-name", "season.journal")
    listed = disk.run("find", disk.path / "data", "-type", "f", *leave_out, "-printf", "%f %s\\n")
    return {name: int(size) for name, size in map(str.split, listed.splitlines())}


def test_a_machine_that_lets_nobody_mount_is_told_what_to_allow() -> None:
    with pytest.raises(MountsNotAllowedError, match="allow user namespaces"), TinyDisk("no size"):
        pass


@pytest.mark.parametrize("kilobytes", [0, 200, 2_000])
def test_a_season_that_does_not_fit_stays_a_draft_that_can_be_gone_on_with(
    disk: TinyDisk, kilobytes: int
) -> None:
    disk.fill(leave_kilobytes=kilobytes)

    said = said_in_one_sentence(exchange(disk, "run"))

    assert "ree some space" in said
    assert files_on(disk).items() <= WHOLE.items()


def test_a_first_start_that_does_not_fit_can_be_repeated(disk: TinyDisk) -> None:
    disk.fill(leave_kilobytes=200)
    assert "ree some space" in said_in_one_sentence(exchange(disk, "run", "--empty"))
    assert files_on(disk).items() <= WHOLE.items()

    disk.make_room()

    done = exchange(disk, *DIRECTOR)
    assert done.returncode == 0, done.stderr


def test_an_import_that_does_not_fit_goes_on_where_it_was(disk: TinyDisk, tmp_path: Path) -> None:
    csv = write_list(tmp_path / "universities.csv", many_rows(ROWS))
    words = ("import", "universities", csv, "--create-organisations")
    disk.fill(leave_kilobytes=1_600)
    first = exchange(disk, *words)
    assert "[storage_full]" in first.stderr
    assert "Traceback" not in first.stderr

    disk.make_room()
    again = exchange(disk, *words)

    assert again.returncode == 0, again.stderr
    told = dict(reversed(line.split(maxsplit=1)) for line in again.stdout.splitlines())
    assert int(told["registered"]) + int(told["already there"]) == ROWS


def test_a_new_folder_where_nothing_may_be_written_is_refused(disk: TinyDisk) -> None:
    disk.make_read_only()
    said = said_in_one_sentence(exchange(disk, "run"))
    assert f"{disk.path / 'data'}: Read-only file system" in said
    assert "another --data" in said


def test_a_folder_that_became_read_only_is_refused_and_stays_as_it_was(disk: TinyDisk) -> None:
    assert exchange(disk, *DIRECTOR).returncode == 0
    contents = ("find", disk.path, "-type", "f", "-exec", "sha256sum", "{}", "+")
    before = disk.run(*contents)
    disk.make_read_only()

    for words in (("run",), ("rebuild", "all")):
        assert "Read-only file system" in said_in_one_sentence(exchange(disk, *words))

    assert disk.run(*contents) == before
