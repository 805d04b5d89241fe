"""The table of who is told what: every fact is either announced or silent for a reason."""

from collections import defaultdict
from collections.abc import Sequence

from services.contracts.fact import Fact
from services.notifications.announcements import (
    applications,
    deadlines,
    housing,
    people,
    projects,
)
from services.notifications.announcements.announcement import Announcement

TABLE = (
    *people.LINES,
    *projects.LINES,
    *housing.LINES,
    *applications.LINES,
    *deadlines.LINES,
)
SILENT: dict[type[Fact], str] = {
    **people.SILENT,
    **projects.SILENT,
    **housing.SILENT,
    **applications.SILENT,
}


def _by_fact() -> dict[type[Fact], Sequence[Announcement]]:
    lines: dict[type[Fact], list[Announcement]] = defaultdict(list)
    for line in TABLE:
        lines[line.fact].append(line)
    return dict(lines)


ANNOUNCED = _by_fact()
