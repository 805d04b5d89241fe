"""The weeks at the host: attendance with what may still be missed, the diary, the appraisals."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.forms import Day, Form, OneOf, Option, Paragraph
from gateway.web.forms.filled import Filled
from gateway.web.forms.rules import Rules
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.own import own_exchange, shown_at, terms_of
from gateway.web.pages.student.texts import keep_text, own_document
from gateway.web.undo.exchanges import attendance_before, diary_before
from services.applications.schemas import RecordAttendance, WriteDiary
from services.contracts.applications import ATTENDANCE
from services.contracts.errors import NotFound

LOGBOOK = "student.logbook"
LONGEST_ENTRY = 10_000


def _attendances() -> Iterable[Option]:
    return [Option(one, word(one, "attendance")) for one in ATTENDANCE]


ATTEND = Form(
    "applications",
    RecordAttendance,
    (
        Day("day", marked("Day")),
        OneOf("attendance", marked("Were you there?"), options=_attendances, is_radio=True),
    ),
    marked("Write it down"),
    blames={
        "not_a_working_day": "day",
        "day_not_yet_come": "day",
        "day_outside_work": "day",
        "attendance_countersigned": "day",
    },
)
WRITE = Form(
    "applications",
    WriteDiary,
    (Paragraph("text", marked("What did you do, and what did you learn?"), rows=10),),
    marked("Keep the entry"),
    further={"text": Rules(is_required=True, longest=LONGEST_ENTRY)},
)


@STUDENT.page(f"{MINE}/logbook", marked("Logbook"), seen_by=STUDENTS, takes_forms=True,
              example=shown_at("at work", "in_progress"))  # fmt: skip
def logbook(exchange_id: UUID) -> Response:
    """Attendance day by day, and how many days may still be missed."""
    row, book = _own_book(exchange_id)
    filled = ATTEND.asked({"day": _last_day(row)})
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("Your attendance is written down.")
        undo = attendance_before(book, filled.values, answer)
        return done(text, LOGBOOK, undo, after=answer["after"], exchange_id=exchange_id)
    return page(
        "student/logbook.html",
        status=filled.status,
        exchange=row,
        book=book,
        days=_days(row, book),
        form=filled if row["stage"] == "in_progress" else None,
    )


def _own_book(exchange_id: UUID) -> tuple[Row, Row]:
    row, book = own_exchange(exchange_id), views().logbook.of(exchange_id)
    if book is None:
        raise NotFound(what="logbook", id=exchange_id)
    return row, book


def _last_day(row: Row) -> date:
    end: date = row["end"]
    return min(today(), end)


def _days(row: Row, book: Row) -> list[Row]:
    """The days of work up to today, the last first, with what is known of each."""
    known = {day["day"]: day for day in book["days"]}
    first, last = row["started_on"], min(today(), row["ended_on"] or row["end"])
    per_week = terms_of(row)["days_per_week"]
    every = (last - timedelta(days=back) for back in range((last - first).days + 1))
    empty = {"attendance": None, "diary_document_id": None}
    return [
        known.get(day, {"day": day, **empty})
        for day in every
        if day in known or day.weekday() < per_week
    ]


@STUDENT.page(f"{MINE}/logbook/<string:day>", marked("Diary"), seen_by=STUDENTS, takes_forms=True,
              example=shown_at("at work", "in_progress", day="2027-05-20"))  # fmt: skip
def diary(exchange_id: UUID, day: str) -> Response:
    """What one wrote about a day, to read and to write."""
    row, book = _own_book(exchange_id)
    written_on = _day_of(day)
    filled = WRITE.asked({"text": _text(book, written_on)})
    if filled.is_sent and (answer := _written(filled, exchange_id, written_on)):
        text, undo = gettext("Your diary is kept."), diary_before(book, written_on, answer)
        return done(text, LOGBOOK, undo, after=answer["after"], exchange_id=exchange_id)
    return page(
        "student/diary.html", status=filled.status, exchange=row, day=written_on, form=filled
    )


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound(what="day", id=text) from error


def _text(book: Row, day: date) -> str:
    ids = {one["day"]: one["diary_document_id"] for one in book["days"]}
    document_id = ids.get(day)
    text: bytes = own_document(str(document_id))["content"] if document_id else b""
    return text.decode(errors="replace")


def _written(filled: Filled, exchange_id: UUID, day: date) -> Any:
    text = filled.values["text"][:LONGEST_ENTRY]
    kept = {"document_id": keep_text("diary", text)} if text else {}
    return filled.carry_out(exchange_id=str(exchange_id), day=str(day), **kept)
