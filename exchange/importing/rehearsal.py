"""A rehearsal: the real thing on a copy that is thrown away, so that it can promise the outcome."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from exchange.data_folder import DataFolder
from services.hosting.host import Surroundings
from services.hosting.one_process import OneProcessHome
from services.hosting.stores import SQLiteStores
from services.projects.service import ProjectsService


@contextmanager
def rehearsed(data: Path) -> Iterator[OneProcessHome]:
    """A home with the projects of a data folder, which may not exist yet or be in use."""
    with TemporaryDirectory(prefix="exchange-rehearsal-") as copy:
        stores = SQLiteStores(Path(copy))
        if data.exists():
            _copy_log(DataFolder(data), stores)
        home = OneProcessHome(Surroundings(stores), [ProjectsService])
        try:
            yield home
        finally:
            home.stop()


def _copy_log(folder: DataFolder, copies: SQLiteStores) -> None:
    copy = copies.recorder(ProjectsService.name).path
    original = folder.stores / copy.name
    if original.exists():
        source = sqlite3.connect(f"{original.as_uri()}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target)
