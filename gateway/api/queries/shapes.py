"""What the questions of the API share: their query strings, their pages, their documentation."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate

from gateway.api import PageArguments, page, read_cursor
from gateway.views.keyset import Keyset, Place, Row
from services.contracts.errors import Invalid, NotFound
from services.contracts.shapes import END
from services.hosting.service_list import NAMES

D = TypeVar("D")
Answer = tuple[dict[str, Any], dict[str, str]]

NUL = "\0"
AFTER = validate.Regexp(rf"^({'|'.join(NAMES)}):[0-9]{{1,18}}" + END)
LONGEST_PERIOD = timedelta(days=366)
YEARS = range(2000, 3000)


def shown(
    kind: type[fields.Field[Any]], description: str, example: Any = None, **options: Any
) -> fields.Field[Any]:
    """A field of an answer or a question, documented."""
    documented = {"description": description}
    if example is not None:
        documented["example"] = example
    return kind(metadata=documented, **options)


def maybe(
    kind: type[fields.Field[Any]], description: str, example: Any = None, **options: Any
) -> fields.Field[Any]:
    """A field of an answer that is null as long as it is not known."""
    return shown(kind, description, example, allow_none=True, **options)


def one(
    kind: type[fields.Field[Any]], description: str, name: str, **options: Any
) -> fields.Field[Any]:
    """A filter, called ``name`` in the query string."""
    return shown(kind, description, load_default=None, data_key=name, **options)


def many(
    kind: type[fields.Field[Any]], description: str, name: str, **options: Any
) -> fields.List[Any]:
    """A filter that may be given several times; one of the values is enough."""
    documented = {"description": f"{description} Repeat it for several; one is enough."}
    return fields.List(kind(**options), metadata=documented, load_default=list, data_key=name)


class Question(Schema):
    """A query string."""

    after = fields.List(
        fields.String(validate=AFTER),
        metadata={"description": "Wait for what this `after` of an earlier answer names."},
    )

    @pre_load
    def refuse_nul(self, data: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
        """Databases cannot look for the character NUL."""
        faulty = [name for name in data if NUL in "".join(data[name])]
        if faulty:
            raise ValidationError({name: ["Leave out the character U+0000."] for name in faulty})
        return data

    @post_load
    def without_after(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """It was waited for already."""
        data.pop("after", None)
        return data


class PagedQuestion(PageArguments, Question):
    """A question about a long list."""


def filter_of(kind: type[D], asked: Mapping[str, Any]) -> D:
    """The filter that a query string asks for."""
    given = {field.name: asked.get(field.name) for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in given.items() if v})


def in_pages(
    order: Keyset, asked: Mapping[str, Any], read: Callable[[Place | None, int], list[Row]]
) -> Answer:
    """The page of a list that was asked for, and its headers."""
    after = read_cursor(asked["cursor"], *order.types, order=order.name)
    rows = read(after, asked["limit"])
    return page(rows, asked["limit"], order.place_of, order.name)


def period_of(asked: Mapping[str, Any]) -> tuple[date, date]:
    """The period from ``start`` to ``end``. Raises Invalid."""
    start, end = asked["start"], asked["end"]
    if start.year not in YEARS:
        raise Invalid(fields={"start": ["Give a day of this millennium."]})
    if not timedelta(0) <= end - start <= LONGEST_PERIOD:
        raise Invalid(fields={"end": ["Give a day from the first day to a year later."]})
    return start, end


def found(row: Row | None, what: str, of: UUID | str) -> Row:
    """The row. Raises NotFound where there is none, or none that the actor may see."""
    if row is None:
        raise NotFound(what=what, id=of)
    return row
