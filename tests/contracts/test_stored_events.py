"""What any release has stored can be read by this one: literal bytes of every event.

The examples are appended by ``make examples`` and never changed. What today's code reads in them
is written down beside them: a difference there is for a reviewer to look at.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.stored_events.readings import READINGS, readings
from tools.stored_events.stored import STORED, StoredExample, missing_examples, stored_examples

ROOT = Path(__file__).parents[2]


def test_every_event_has_an_example_of_its_present_shape() -> None:
    missing = [example.topic for example in missing_examples()]

    assert missing == [], "Run: make examples"


def test_today_s_code_reads_in_them_what_is_written_down() -> None:
    assert READINGS.read_text(encoding="utf-8") == readings(), "Run: make examples, and look"


def test_no_shape_of_an_event_has_two_examples() -> None:
    shapes = [example.shape for example in stored_examples()]

    assert len(shapes) == len(set(shapes))


def test_a_name_deep_in_a_state_makes_another_shape() -> None:
    plain = StoredExample("a:A.B", 1, '{"part":{"one":1},"list":[{"x":1}]}')
    grown = StoredExample("a:A.B", 1, '{"part":{"one":1,"two":2},"list":[{"x":1}]}')
    listed = StoredExample("a:A.B", 1, '{"part":{"one":1},"list":[{"x":1,"y":2}]}')

    assert len({plain.shape, grown.shape, listed.shape}) == 3


def test_examples_are_only_ever_added() -> None:
    removed = [line for line in changes_of(STORED) if line.startswith('-{"topic"')]

    assert removed == [], "What was stored once must be readable for ever: bring it back"


def changes_of(file: Path) -> list[str]:
    """Every change of the file since it is there, those that are not committed among them."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("There is no history here")
    history = git("log", "--format=", "--patch", "--", file)
    return [*history, *git("diff", "HEAD", "--", file)]


def git(*arguments: str | Path) -> list[str]:
    command = ["git", "-c", "safe.directory=*", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8").splitlines()
