"""Long lists in pages: a cursor says where the next page begins, whatever is added meanwhile.

A query reads ``limit + 1`` rows after the cursor's place in its sort order; ``page`` makes the
answer of them. The cursor is opaque to clients and belongs to one list in one order.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from marshmallow import Schema, fields, validate
from msgspec import DecodeError

from gateway.api.errors import CursorUnusable
from services.hosting.wire import from_wire, to_wire

T = TypeVar("T")

DEFAULT_LIMIT = 20
LARGEST_LIMIT = 100


class PageArguments(Schema):
    """How much of a list is wanted, and from where on. Subclasses add filters."""

    limit = fields.Integer(
        load_default=DEFAULT_LIMIT,
        validate=validate.Range(1, LARGEST_LIMIT),
        metadata={"description": "How many items at most."},
    )
    cursor = fields.String(
        load_default="",
        validate=validate.Length(max=2_000),
        metadata={"description": "`next_cursor` of the page before; absent: the first page."},
    )


def page_schema(item: type[Schema]) -> type[Schema]:
    """The shape of a page of such items."""
    described = {"description": "Where the next page begins; null on the last one."}
    members: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "next_cursor": fields.String(required=True, allow_none=True, metadata=described),
    }
    return type(f"{item.__name__.removesuffix('Schema')}Page", (Schema,), members)


def write_cursor(place: Sequence[Any], order: str = "") -> str:
    """The cursor for a place (the sort key of the last row) in an order (its name, or none)."""
    return urlsafe_b64encode(to_wire([order, *place])).decode("ascii").rstrip("=")


def read_cursor(
    cursor: str, *types: Callable[[Any], Any], order: str = ""
) -> tuple[Any, ...] | None:
    """The place that a cursor names, each part made by its type; None for the first page.

    Raises CursorUnusable.
    """
    if not cursor:
        return None
    try:
        of, *parts = from_wire(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        place = tuple(make(part) for make, part in zip(types, parts, strict=True))
    except (NotBase64, DecodeError, ValueError, TypeError, AttributeError) as error:
        raise CursorUnusable from error
    if of != order:
        raise CursorUnusable
    return place


def page(
    rows: Sequence[T], limit: int, place_of: Callable[[T], Sequence[Any]], order: str = ""
) -> tuple[dict[str, Any], dict[str, str]]:
    """The answer and its headers, from up to ``limit + 1`` rows."""
    items = list(rows[:limit])
    cursor = write_cursor(place_of(items[-1]), order) if len(rows) > limit else None
    return {"items": items, "next_cursor": cursor}, _link_to(cursor)


def _link_to(cursor: str | None) -> dict[str, str]:
    """A Link header (RFC 8288) to the next page."""
    if cursor is None:
        return {}
    arguments = {**request.args.to_dict(flat=False), "cursor": [cursor]}
    return {"Link": f'<{request.path}?{urlencode(arguments, doseq=True)}>; rel="next"'}
