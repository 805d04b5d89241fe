"""A page of a long list, and the way to the next one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from gateway.api.errors import CursorUnusable
from gateway.api.queries.shapes import in_pages
from gateway.views.keyset import Keyset, Place, Row
from gateway.web.lists.addresses import CURSOR, with_arguments

AT_ONCE = 100

Read = Callable[[Place | None, int], list[Row]]


@dataclass(frozen=True)
class Slice:
    """Some rows of a list; ``next`` and ``first`` are addresses, empty where there is none."""

    rows: list[Row]
    next: str
    first: str


def slice_of(order: Keyset, asked: Mapping[str, Any], read: Read) -> Slice:
    """The page that was asked for; of a cursor that belongs to another list, the first one."""
    try:
        body, _ = in_pages(order, asked, read)
    except CursorUnusable:
        body, _ = in_pages(order, {**asked, CURSOR: ""}, read)
    following = body["next_cursor"]
    is_first = not request.args.get(CURSOR)
    return Slice(
        body["items"],
        with_arguments(**{CURSOR: following}) if following else "",
        "" if is_first else with_arguments(**{CURSOR: None}),
    )


def every(order: Keyset, read: Read) -> Iterator[Row]:
    """All rows of a list, read page by page."""
    after: Place | None = None
    while rows := read(after, AT_ONCE):
        yield from rows[:AT_ONCE]
        if len(rows) <= AT_ONCE:
            return
        after = order.place_of(rows[AT_ONCE - 1])
