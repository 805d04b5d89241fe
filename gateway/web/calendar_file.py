"""Calendar files (RFC 5545): days that somebody takes over into their own calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

KIND = "text/calendar; charset=utf-8"
MOST_BYTES = 75
"""A longer line is folded (section 3.1)."""

ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})


@dataclass(frozen=True)
class Entry:
    """Something on whole days, the last one included. ``uid`` stays when the entry changes."""

    uid: str
    first: date
    last: date
    title: str
    where: str = ""
    about: str = ""


def calendar_file(entries: Iterable[Entry], made_at: datetime) -> bytes:
    """A calendar with these entries."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//The Exchange//Pages//EN"]
    for entry in entries:
        lines += _lines_of(entry, made_at)
    return b"".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _lines_of(entry: Entry, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last + timedelta(days=1):%Y%m%d}"
    for name, text in (("SUMMARY", entry.title), ("LOCATION", entry.where),
                       ("DESCRIPTION", entry.about)):  # fmt: skip
        if text:
            yield f"{name}:{text.translate(ESCAPED)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> bytes:
    """The line in parts of at most 75 bytes, never in the middle of a character."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > MOST_BYTES:
            parts.append(part)
            part = " "
        part += character
    return "\r\n".join([*parts, part, ""]).encode()
