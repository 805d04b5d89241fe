"""The cards: what the host and the student have promised, on a page that prints well."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import now
from gateway.views.keyset import Row
from gateway.web.answers import file, page
from gateway.web.calendar_file import KIND, Entry, calendar_file
from gateway.web.language import gettext, marked
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.own import own_data, own_exchange, project_of, shown_at
from services.contracts.errors import NotFound

NAMES = ("given_name", "family_name", "native_name")
DUE = (
    ("due_on", marked("Submit the application form")),
    ("confirm_by", marked("Confirm, with your travel data")),
    ("arrive_on", marked("Arrival")),
    ("depart_on", marked("Departure")),
    ("evaluate_by", marked("Fill in the evaluation")),
)


@STUDENT.page(f"{MINE}/acceptance", marked("Card of acceptance"), seen_by=STUDENTS,
              example=shown_at("accepted"))  # fmt: skip
def acceptance(exchange_id: UUID) -> Response:
    """The host's final yes."""
    row = own_exchange(exchange_id)
    if row["accepted_at"] is None:
        raise NotFound(what="card of acceptance", id=exchange_id)
    return page(
        "student/acceptance.html",
        exchange=row,
        project=project_of(row),
        name=own_data(*NAMES),
    )


@STUDENT.page(f"{MINE}/confirmation", marked("Card of confirmation"), seen_by=STUDENTS,
              example=shown_at("at work"))  # fmt: skip
def confirmation(exchange_id: UUID) -> Response:
    """The student's final yes, with the journey."""
    row = own_exchange(exchange_id)
    if row["confirmed_at"] is None:
        raise NotFound(what="card of confirmation", id=exchange_id)
    return page(
        "student/confirmation.html",
        exchange=row,
        project=project_of(row),
        data=own_data(*NAMES, "arrival", "departure", "emergency_contact", "insurance"),
    )


@STUDENT.file(f"{MINE}/calendar.ics", seen_by=STUDENTS)
def calendar(exchange_id: UUID) -> Response:
    """The days of the exchange for one's own calendar: nothing personal stands in them."""
    row = own_exchange(exchange_id)
    content = calendar_file(list(_entries(row)), now())
    return file(content, KIND, f"{row['number']}.ics")


def _entries(row: Row) -> list[Entry]:
    entries = [_due(row, name, gettext(text)) for name, text in DUE if row[name]]
    return [_stay(row), *entries] if row["start"] and row["end"] else entries


def _stay(row: Row) -> Entry:
    project = project_of(row)
    title = gettext("Research exchange {number}", number=row["number"])
    where = ", ".join(filter(None, (row["faculty"], row["city"])))
    about = project["title"] if project else ""
    return _entry(row, "stay", row["start"], row["end"], title, where, about)


def _due(row: Row, name: str, text: str) -> Entry:
    return _entry(row, name, row[name], row[name], f"{text} ({row['number']})")


def _entry(row: Row, name: str, first: date, last: date, title: str, *more: Any) -> Entry:
    return Entry(f"{row['exchange_id']}-{name}", first, last, title, *more)
