"""Columns of a list: for a table on a page, and for the same list as a file.

A cell of a spreadsheet that begins like a formula would be carried out when the file is opened;
it is written as a text (OWASP, CSV injection).
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from flask import Response

from gateway.views.keyset import Row
from gateway.web.answers import file
from gateway.web.language import gettext

BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets take a file with it for UTF-8, and without it for something older."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
KIND = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Column:
    """A column: its marked title, and what it has of a row. ``is_number`` aligns it so."""

    title: str
    of: Callable[[Row], Any]
    is_number: bool = False


def csv_of(name: str, columns: Sequence[Column], rows: Iterable[Row]) -> Response:
    """A list as a CSV file (RFC 4180)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(gettext(column.title) for column in columns)
    writer.writerows([_cell(column.of(row)) for column in columns] for row in rows)
    return file((BYTE_ORDER_MARK + text.getvalue()).encode(), KIND, f"{name}.csv")


def _cell(value: Any) -> Any:
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA_SIGNS) else text
