"""The unfinished season of a data folder: its stores, and the journal of what was done.

They lie beside the place of the finished stores and are put there when all is done; so a
folder holds a whole season or, as far as anybody else can tell, none.
"""

import hashlib
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from exchange.data_folder import DataFolder
from exchange.season.journal import header_of
from exchange.season.scale import Scale


@dataclass(frozen=True)
class Wanted:
    """Which season is wanted: everything that it follows from but the day."""

    scale: Scale
    seed: int
    universities: Path | None = None

    def header(self, now: datetime) -> dict[str, Any]:
        """What a journal of its building begins with."""
        return {**self._options(), "now": now.isoformat()}

    def is_what_was_begun(self, header: dict[str, Any]) -> bool:
        """Whether a journal with this header is one of the building of this season."""
        return self._options() == {name: header.get(name) for name in self._options()}

    def _options(self) -> dict[str, Any]:
        return {
            "version": version("score-exchange"),
            "scale": asdict(self.scale) | {"further_committees": [*self.scale.further_committees]},
            "seed": self.seed,
            "universities": _digest(self.universities),
        }


def _digest(file: Path | None) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file else ""


class Draft:
    """The draft of a folder, whether there is one or not."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self.stores = folder.path / "stores.draft"
        self.journal = folder.path / "season.journal"

    def header(self) -> dict[str, Any] | None:
        """What is being built; None where there is nothing that can be gone on with."""
        return header_of(self.journal) if self.stores.exists() else None

    def throw_away(self) -> None:
        """Begin anew."""
        shutil.rmtree(self.stores, ignore_errors=True)
        self.journal.unlink(missing_ok=True)

    def keep(self) -> None:
        """The season is complete: put it in its place."""
        self.stores.replace(self._folder.stores)
        self.journal.unlink()
