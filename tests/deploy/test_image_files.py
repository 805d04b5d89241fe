"""What images are made from is read by a linter, down to matters of style."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.manifests import DEPLOY

PROJECT = DEPLOY.parent
FILES = [
    PROJECT / "Dockerfile",
    *sorted((PROJECT / "tests/deploy/containers/images").glob("*.Dockerfile")),
]
HADOLINT = [str(Path(sys.executable).with_name("hadolint")), "--no-color"]
LET_PASS = re.compile(r"^(.*)\n# hadolint (?:global )?ignore=", re.MULTILINE)

each = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def found_in(text: str) -> str:
    """What the linter has to say; nothing when all is well."""
    strict = [*HADOLINT, "--failure-threshold", "style", "-"]
    read = subprocess.run(
        strict, input=text, check=False, capture_output=True, text=True, timeout=60
    )
    return read.stdout + read.stderr


@each
def test_the_linter_finds_nothing(file: Path) -> None:
    assert found_in(file.read_text()) == ""


@each
def test_whatever_is_let_pass_has_its_reason_above(file: Path) -> None:
    for reason in LET_PASS.findall(file.read_text()):
        assert re.match(r"# \w.+\.$", reason)


def test_a_matter_of_style_is_found() -> None:
    assert "DL3059" in found_in("FROM debian:12\nWORKDIR /x\nRUN date\nRUN date\n")
