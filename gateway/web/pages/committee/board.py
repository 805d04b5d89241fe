"""The month board: every incoming student of a committee, and what is still missing."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask import Response, request

from gateway.api.context import current_actor, today, views
from gateway.api.queries.placement_shapes import BoardQuestion
from gateway.views.exchanges import ExchangeFilter
from gateway.views.keyset import Place, Row
from gateway.views.periods import month_of
from gateway.web.answers import address, page
from gateway.web.context import visitor
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.addresses import CURSOR, toggled, with_arguments
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import every, slice_of
from gateway.web.lists.tables import Column, csv_of
from gateway.web.naming import with_names
from gateway.web.pages.committee.area import COMMITTEE, LOCAL
from gateway.web.pages.committee.cells import cells_of, is_late
from gateway.web.pages.committee.units import committee, committee_id, committee_of
from gateway.web.purposes import Purpose
from gateway.web.registry.area import Hit
from gateway.web.registry.page import Example, Looking, Menu

FIRST_WARNING = timedelta(weeks=12)
MOST_WARNINGS = 12
MOST_MONTHS = 12
AT_ONCE = 25

MISSING = {
    "mentor": marked("Mentor"),
    "bed": marked("Bed"),
    "contact_person": marked("Contact person"),
    "card_of_acceptance": marked("Card of acceptance"),
    "card_of_confirmation": marked("Card of confirmation"),
    "visa": marked("Visa"),
}


def the_busiest_month(looking: Looking) -> dict[str, Any]:
    """The month in which most students come."""
    visible = looking.views.visibility.hosted_exchanges(looking.actor, looking.today)
    months = looking.views.board.months(committee_of(looking), visible)
    return {"month": max(months, key=lambda row: row["students"])["month"]}


@COMMITTEE.page(
    "/committee",
    marked("Month board"),
    seen_by=LOCAL,
    menu=Menu(20, "calendar"),
    words=marked("incoming students missing mentor bed contact person card late"),
    example=Example(the_busiest_month),
)
def board() -> Response:
    """A month's students with what is missing for each, and on top what is getting late."""
    here, day = committee(), today()
    months = months_of(here)
    asked = asked_of(BoardQuestion, limit=AT_ONCE)
    asked = {**asked, "month": asked.get("month") or _next_month(months)}
    found = slice_of(views().board.by_first_day, asked, _reading(here["lc_id"], asked))
    return page(
        "committee/board.html",
        here=here,
        asked=asked,
        months=_tabs(months, asked["month"]),
        missing=_filters(asked["lacking"]),
        rows=[{**row, "cells": cells_of(row, day)} for row in named(found.rows)],
        slice=found,
        warnings=warnings_of(here),
        csv=address(
            "committee.board_csv",
            **{**request.args.to_dict(flat=False), "month": asked["month"]},
        ),
    )


def months_of(here: Row) -> list[Row]:
    """The months in which students come, the present season's at most."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    return views().board.months(here["lc_id"], visible)[-MOST_MONTHS:]


def _next_month(months: list[Row]) -> str:
    """The month that comes next; without one to come, the last; without any, the present."""
    now = month_of(today())
    to_come = [row["month"] for row in months if row["month"] >= now]
    return next(iter(to_come or [row["month"] for row in months[-1:]]), now)


def _tabs(months: list[Row], chosen: str) -> list[tuple[str, str, bool]]:
    known = {row["month"]: row["students"] for row in months}
    return [
        (
            f"{formats.short_month(month)} ({formats.number(students)})",
            with_arguments(**{"month": month, CURSOR: None}),
            month == chosen,
        )
        for month, students in sorted({chosen: 0, **known}.items())
    ]


def _filters(chosen: list[str]) -> list[tuple[str, str, bool]]:
    return [
        (gettext(text), toggled("missing", name), name in chosen) for name, text in MISSING.items()
    ]


def _reading(lc_id: Any, asked: dict[str, Any]) -> Any:
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    month, lacking = asked["month"], asked["lacking"]

    def read(after: Place | None, most: int) -> list[Row]:
        return views().board.page(month, lc_id, visible, after, most, lacking)

    return read


def named(rows: list[Row]) -> list[Row]:
    """Incoming students with their names."""
    return with_names(rows, "student_id", Purpose.APPLICATION)


def warnings_of(here: Row) -> list[Row]:
    """Who starts within twelve weeks and has no card yet: first the latest."""
    day = today()
    visible = views().visibility.hosted_exchanges(current_actor(), day)
    rows = views().board.unaccepted(here["lc_id"], day + FIRST_WARNING, visible, MOST_WARNINGS)
    return [
        {**row, "weeks_left": (row["start"] - day).days // 7, "is_late": is_late(row, day)}
        for row in named(rows)
    ]


def _cell(name: str) -> Any:
    return lambda row: next(c.text for c in cells_of(row, today()) if c.name == name)


COLUMNS = (
    Column(marked("Number"), lambda row: row["number"]),
    Column(marked("Name"), lambda row: row["name"]),
    Column(marked("Country"), lambda row: formats.country(row["sending_country"])),
    Column(marked("First day"), lambda row: row["start"]),
    Column(marked("Last day"), lambda row: row["end"]),
    Column(marked("Stage"), lambda row: word(row["stage"], "stage")),
    Column(marked("Project"), lambda row: row["project_title"]),
    Column(marked("Mentor"), _cell("mentor")),
    Column(marked("Bed"), _cell("bed")),
    Column(marked("Contact person"), _cell("contact_person")),
    Column(marked("Documents"), _cell("documents")),
    Column(marked("Card"), _cell("card")),
    Column(marked("Card due by"), lambda row: row["accept_by"]),
)


@COMMITTEE.file("/committee/board.csv", seen_by=LOCAL)
def board_csv() -> Response:
    """The month's students as a file."""
    asked = asked_of(BoardQuestion)
    asked = {**asked, "month": asked.get("month") or month_of(today())}
    rows = list(every(views().board.by_first_day, _reading(committee_id(), asked)))
    return csv_of(f"incoming-{asked['month']}", COLUMNS, named(rows))


@COMMITTEE.panel("committee/panel.html", LOCAL, 20)
def at_a_glance() -> dict[str, Any] | None:
    """Who starts soon without a card, of the visitor's first committee."""
    here = committee()
    return {"here": here, "warnings": warnings_of(here)}


@COMMITTEE.finds
def find_students(text: str) -> Iterable[Hit]:
    """An incoming student by the number of the exchange."""
    if not LOCAL.includes(visitor()):
        return
    exchanges, wanted = views().exchanges, ExchangeFilter(number=text.strip().upper())
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    for row in exchanges.page(wanted, visible, exchanges.orders["number"], None, 1):
        to = address("committee.exchange", exchange_id=row["exchange_id"])
        yield Hit(row["number"], to, gettext("Student"), "person", word(row["stage"], "stage"))
