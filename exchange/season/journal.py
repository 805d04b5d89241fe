"""The journal of a season that is being built: what was done so far, a line for each step.

The first line, its header, says what is being built. A line is written when its step is
done, in one piece, so that a killed process leaves whole lines and at most one torn one, which
is dropped: its step is done again.
"""

from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from services.hosting.wire import from_wire, to_wire


class Journal:
    """An open journal: steps of former attempts to read, then new ones to write."""

    def __init__(self, path: Path, header: dict[str, Any]) -> None:
        if header_of(path) is None:
            path.write_bytes(_line(header))
        _drop_torn_line(path)
        self._told = _lines(path)
        self.now = datetime.fromisoformat(next(self._told)["now"])
        self._next = next(self._told, None)
        self._file = path.open("ab", buffering=0)

    @property
    def day(self) -> date:
        """The day on which the season was begun."""
        return self.now.date()

    @property
    def is_over(self) -> bool:
        """Whether all steps of former attempts were read, so that new ones are to be written."""
        return self._next is None

    def read(self) -> Any:
        """The next step of a former attempt."""
        step, self._next = self._next, next(self._told, None)
        return step

    def write(self, step: Any) -> None:
        """One more step was done."""
        self._file.write(_line(step))

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._told.close()
        self._file.close()


def header_of(path: Path) -> dict[str, Any] | None:
    """What a journal says is being built; None where there is none that was begun."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        first = file.readline()
    header: dict[str, Any] | None = from_wire(first) if first.endswith(b"\n") else None
    return header


def _line(step: Any) -> bytes:
    return to_wire(step) + b"\n"


def _lines(path: Path) -> Generator[Any]:
    with path.open("rb") as file:
        for line in file:
            yield from_wire(line)


def _drop_torn_line(path: Path) -> None:
    with path.open("r+b") as file:
        whole = sum(len(line) for line in file if line.endswith(b"\n"))
        file.truncate(whole)
