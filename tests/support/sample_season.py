"""A season with exchanges at every stage, built once for a whole test run and then copied.

Workers of one run share it: the first that needs it builds it, the others wait for it.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exchange.data_folder import DataFolder
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import Scale

NOW = datetime(2027, 5, 24, 15, tzinfo=UTC)
"""The day on which the season stands."""

SMALL = Scale(
    organisations=6,
    committees_each=2,
    projects=48,
    students=48,
    beds_each=4,
    contact_persons_each=3,
)


@dataclass(frozen=True)
class SampleSeason:
    """A season in a folder, and who can sign in to it."""

    folder: Path

    @property
    def people(self) -> dict[str, tuple[str, str]]:
        """Address and password by role, as ``sign-ins.txt`` has them: ``student (at work)``."""
        lines = (self.folder / "sign-ins.txt").read_text().splitlines()
        signed = (line.rsplit(maxsplit=2) for line in lines)
        return {role.strip(): (email, password) for role, email, password in signed}

    def add(self, who: str, email: str, password: str) -> None:
        """Somebody more who can sign in, or in the place of who was called so."""
        with (self.folder / "sign-ins.txt").open("a") as lines:
            lines.write(f"{who}  {email}  {password}\n")

    def copied_to(self, folder: Path) -> "SampleSeason":
        """The same season in a folder of its own, to change."""
        shutil.copytree(self.folder, folder)
        return SampleSeason(folder)


def built_in(shared: Path) -> SampleSeason:
    """The season in a folder that several processes share."""
    with _alone(shared / "season.lock"):
        folder = shared / "season"
        if not (folder / "sign-ins.txt").exists() or not (folder / "stores").exists():
            build_season(DataFolder(folder), Wanted(SMALL, seed=1), NOW)
    return SampleSeason(folder)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def sample_season(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> SampleSeason:
    """The season, to be copied by whoever changes it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent  # where workers' folders stand together
    return built_in(shared)
