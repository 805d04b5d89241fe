"""Who looked at one's own record: as what, when, what for, and at what."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.api.queries.shapes import PagedQuestion
from gateway.views.keyset import Row
from gateway.web.answers import page
from gateway.web.context import visitor
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import Slice, slice_of
from gateway.web.lists.tables import Column
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.registry.page import Example

AT_ONCE = 25
DOCUMENT = "document:"
COLUMNS = (
    Column(marked("Who"), lambda row: row["who"]),
    Column(marked("When"), lambda row: formats.moment(row["looked_at"])),
    Column(marked("What for"), lambda row: word(row["purpose"], "purpose")),
    Column(marked("What was seen"), lambda row: formats.listed(row["seen"])),
)


@ACCOUNT.page(
    "/account/looks",
    marked("Who looked at my data"),
    words=marked("privacy vault record access"),
    example=Example(visitor="student (at work)"),
)
def looks() -> Response:
    """A page of the looks of others, the latest first."""
    found = _slice()
    rows = [{**row, "who": _who(row), "seen": _seen(row)} for row in found.rows]
    return page("account/looks.html", slice=found, rows=rows, columns=COLUMNS)


def _slice() -> Slice:
    person_id, looks = visitor().person_id, views().looks
    assert person_id is not None  # only who has signed in sees the page
    asked: dict[str, Any] = asked_of(PagedQuestion, limit=AT_ONCE)
    return slice_of(
        looks.newest_first, asked, lambda after, most: looks.page(person_id, after, most)
    )


def _who(row: Row) -> str:
    """The role, and the unit for which it is held. Names lie in records of their own."""
    role = word(row["viewer_role"], "role") or gettext("Not recorded")
    unit = _unit(row["unit_id"])
    return f"{role}, {unit}" if unit else role


def _unit(unit_id: UUID | None) -> str:
    if unit_id is None:
        return ""
    organisations = views().organisations
    if committee := organisations.committee(unit_id):
        return str(committee["faculty"] or committee["city"])
    organisation = organisations.one(unit_id)
    return str(organisation["name"]) if organisation else ""


def _seen(row: Row) -> list[str]:
    return [
        word(name.removeprefix(DOCUMENT), "" if name.startswith(DOCUMENT) else "personal_data")
        for name in row["fields_viewed"]
    ]
