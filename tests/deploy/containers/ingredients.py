"""What images are made of: fetched once, and kept in a folder outside of the project.

There is one such folder for the whole machine, held by one run at a time.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.containers.compose_file import REPOSITORY

FETCHED_WITHIN = 800
MIRRORS = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Label: Debian"]


class NotToBeHad(Exception):
    """What images are made of cannot be fetched. The message says what, and from where."""


def cache() -> Path:
    """The folder outside of the project in which everything stays that takes long to make."""
    around = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(around) / "exchange-rehearsals"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the folder, for as long as the block lasts."""
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def mirror() -> str:
    """The mirror of Debian that this machine takes packages from; nothing where it has none."""
    told = subprocess.run(MIRRORS, check=False, capture_output=True, text=True)
    return next(iter(told.stdout.split()), "")


def fetched() -> Mapping[str, Path]:
    """Where everything lies, by its name in tools/rehearsals.sh. Raises NotToBeHad."""
    command = [str(REPOSITORY / "tools" / "rehearsals.sh"), str(cache()), mirror()]
    told = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=FETCHED_WITHIN
    )
    if told.returncode:
        raise NotToBeHad(told.stderr[-3_000:])
    return {name: Path(path) for name, path in map(str.split, told.stdout.splitlines())}
