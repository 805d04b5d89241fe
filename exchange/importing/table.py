"""Reads a list as people save it from a spreadsheet: CSV in UTF-8, columns named in the first row.

The whole list is read before anything is done with it, so that an unreadable one changes nothing.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from exchange.importing.findings import rejected


class Unreadable(click.ClickException):
    """The list as a whole cannot be read; says in which line, and what to do."""

    exit_code = 2


@dataclass(frozen=True)
class Row:
    """One row under its header; ``number`` counts as spreadsheets do: the header is row 1."""

    number: int
    header: tuple[str, ...]
    cells: tuple[str, ...]

    def by_column(self) -> dict[str, str]:
        """The cells by the names of their columns. Raises Rejected."""
        if len(self.cells) != len(self.header):
            raise rejected(
                self.number,
                "",
                f"has {len(self.cells)} cells where the header has {len(self.header)}",
                "Put quotation marks around a cell with a comma in it, and leave no cell out.",
            )
        return dict(zip(self.header, self.cells, strict=True))

    def cell(self, column: str) -> str:
        """One cell; empty where the row is too short to have it."""
        index = self.header.index(column)
        return self.cells[index] if index < len(self.cells) else ""


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a list that has these columns, and maybe others. Raises Unreadable."""
    records = _records(_text(path))
    _, first = next(records, (1, []))
    header = tuple(name.strip().lower() for name in first)
    missing = [column for column in columns if column not in header]
    if missing:
        raise Unreadable(
            f"Line 1 must name the columns, separated by commas; missing: {', '.join(missing)}."
        )
    return [Row(number, header, tuple(cells)) for number, cells in records if _has_text(cells)]


def _has_text(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"Line {line} is not UTF-8. Save the list as CSV in UTF-8 and try again."
        ) from error


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with its number; a record may span lines, and a line may be empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            f"The record that begins in line {begins} cannot be read ({error}). "
            "Close every quotation mark, and double those inside a cell."
        ) from error
