"""The clock of a rehearsal: ahead of the machine's by as many seconds as a file says.

All processes of a home read the same file, so that time can be moved for all of them at once.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.hosting.clock import Clock, SystemClock


class ClockFile:
    """A clock that is set by writing a number of seconds into a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_at = -1
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The present instant of the rehearsal."""
        changed_at = self._file.stat().st_mtime_ns
        if changed_at != self._read_at:
            self._ahead = timedelta(seconds=float(self._file.read_text()))
            self._read_at = changed_at
        return datetime.now(UTC) + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Let it be that moment for everybody who reads the file."""
        draft = self._file.with_name(f"{self._file.name}.new")
        draft.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        draft.replace(self._file)


def clock_of(file: str) -> Clock:
    """The clock of the file, if one is named; else the machine's."""
    return ClockFile(Path(file)) if file else SystemClock()
