"""Lists in pages."""

from base64 import urlsafe_b64encode
from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from marshmallow import Schema, fields

from gateway.api.errors import CursorUnusable
from gateway.api.paging import page, page_schema, read_cursor, write_cursor


def place_of(row: int) -> list[int]:
    return [row]


def test_a_page_holds_at_most_limit_items_and_says_where_the_next_begins() -> None:
    with Flask("test").test_request_context("/things?q=é&limit=2"):
        answer, headers = page([1, 2, 3], 2, place_of)

    assert answer["items"] == [1, 2]
    assert read_cursor(answer["next_cursor"], int) == (2,)
    link = f'</things?q=%C3%A9&limit=2&cursor={answer["next_cursor"]}>; rel="next"'
    assert headers == {"Link": link}


def test_the_last_page_has_no_next_one() -> None:
    with Flask("test").test_request_context("/things"):
        answer, headers = page([1, 2], 2, place_of)

    assert answer == {"items": [1, 2], "next_cursor": None}
    assert headers == {}


def test_an_absent_cursor_is_the_first_page() -> None:
    assert read_cursor("", int) is None


def test_a_cursor_gives_back_the_place_in_its_types() -> None:
    key, day = uuid4(), date(2027, 7, 1)

    cursor = write_cursor(["Łódź", key, day], order="name")

    assert read_cursor(cursor, str, UUID, date.fromisoformat, order="name") == ("Łódź", key, day)


@pytest.mark.parametrize(
    "cursor",
    [
        "not base64!",
        "é",
        "AAAA",
        write_cursor([]),
        write_cursor([1, 2]),
        write_cursor(["x"]),
        urlsafe_b64encode(b'{"a":1}').decode(),
        urlsafe_b64encode(b"5").decode(),
        urlsafe_b64encode(b"[]").decode(),
        write_cursor([1], order="title"),
    ],
)
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    with pytest.raises(CursorUnusable):
        read_cursor(cursor, int)


def test_the_shape_of_a_page_is_named_after_its_items() -> None:
    class RoomSchema(Schema):
        beds = fields.Integer()

    schema = page_schema(RoomSchema)

    assert schema.__name__ == "RoomPage"
    assert schema().dump({"items": [{"beds": 2}], "next_cursor": None}) == {
        "items": [{"beds": 2}],
        "next_cursor": None,
    }
