"""Orders of lists in which every row has its own place, so that a page can begin anywhere.

The place of a row is the value it is sorted by, and its id. The next page begins after the
last place seen, whatever was added or removed meanwhile.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Executable, Select, bindparam, tuple_

from services.eventlog.prepared_questions import PreparedQuestion
from services.eventlog.views import Moment

Place = tuple[Any, ...]
Row = dict[str, Any]

LARGEST_NUMBER = 2**31 - 1


def _a_text(value: str) -> str:
    if "\0" in value:
        raise ValueError("databases cannot look for the character NUL")
    return value


def _a_number(value: int) -> int:
    if not 0 <= value <= LARGEST_NUMBER:
        raise ValueError("out of range")
    return value


def _a_moment(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of range") from error


FROM_JSON: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: _a_moment,
    UUID: UUID,
    str: _a_text,
    int: _a_number,
}


@dataclass(frozen=True)
class Keyset:
    """An order by a column without nulls, then by the key of the row.

    ``name`` is how clients ask for the order and how a cursor tells which one it belongs to.
    """

    name: str
    column: ColumnElement[Any]
    key: ColumnElement[Any]
    is_descending: bool = False

    @property
    def types(self) -> tuple[Callable[[Any], Any], ...]:
        """How the parts of a place are made from JSON; they raise ValueError or TypeError."""
        return tuple(FROM_JSON[_kind_of(part)] for part in (self.column, self.key))

    @staticmethod
    def place_of(row: Mapping[str, Any]) -> Place:
        """The place of a row that was read in a keyset's order."""
        return row["place_value"], row["place_key"]

    def slice(self, statement: Select[Any], after: Place | None, limit: int) -> Select[Any]:
        """The statement, from after the place on, in this order, with one row more than wanted."""
        wanted = self._ordered(statement).limit(limit + 1)
        return wanted if after is None else wanted.where(self._is_beyond(after))

    def opening(self, statement: Select[Any]) -> PreparedQuestion:
        """The first ``most`` rows of a statement in this order: what nearly everybody looks at."""
        return PreparedQuestion(self._ordered(statement).limit(bindparam("most")))

    def _ordered(self, statement: Select[Any]) -> Select[Any]:
        columns = (self.column.label("place_value"), self.key.label("place_key"))
        return statement.add_columns(*columns).order_by(*self._ordering())

    def _ordering(self) -> list[ColumnElement[Any]]:
        parts = (self.column, self.key)
        return [part.desc() if self.is_descending else part.asc() for part in parts]

    def _is_beyond(self, place: Place) -> ColumnElement[bool]:
        here = tuple_(self.column, self.key)
        return here < place if self.is_descending else here > place


def _kind_of(column: ColumnElement[Any]) -> type:
    return datetime if isinstance(column.type, Moment) else column.type.python_type


def rows_of(connection: Connection, statement: Executable) -> list[Row]:
    """The rows that a statement finds, by the names of their columns."""
    found = connection.execute(statement)
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found.all()]


def first_of(connection: Connection, statement: Select[Any]) -> Row | None:
    """The first row that a statement finds, if any."""
    row = connection.execute(statement).mappings().first()
    return dict(row) if row else None
