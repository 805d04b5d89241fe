"""JSON that is passed on as it is stored: who only answers it need not take it apart first."""

from typing import Any

from msgspec import Raw
from sqlalchemy import JSON, ColumnElement, Dialect, Text, cast
from sqlalchemy.types import TypeDecorator


class StoredJson(TypeDecorator[Raw]):
    """The text of a column of JSON, which goes into an answer as it is."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Raw | None:
        """From the database."""
        return None if value is None else Raw(value)


def as_stored(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column, for an answer."""
    is_json = isinstance(column.type, JSON)
    return cast(column, StoredJson).label(column.key) if is_json else column
