"""The third step of the form: when and how long, inside the calendar of the host."""

from collections.abc import Iterable
from typing import Any

from flask import Response

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.answers import page, to
from gateway.web.forms import Day, Form, OneOf, Option
from gateway.web.forms.rules import Rules
from gateway.web.language import marked
from gateway.web.language.formats import weeks as so_many_weeks
from gateway.web.language.words import word
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.eligibility import months_within_reach
from gateway.web.pages.student.opening import OPEN, chosen_in, while_open
from gateway.web.pages.student.own import terms_of
from services.applications.schemas import SubmitApplication
from services.contracts.conditions import STUDENT_TYPES

NOTHING_NEEDED = Rules()


@STUDENT.page(f"{MINE}/form/dates", marked("Dates"), seen_by=STUDENTS, takes_forms=True,
              example=OPEN)  # fmt: skip
@while_open
def dates(row: Row, draft: Draft) -> Response:
    """When and how long, inside the calendar of the host, and as what kind of student."""
    exchange_id = row["exchange_id"]
    terms, chosen = terms_of(row), chosen_in(draft)
    filled = _dates_form(terms, chosen).asked(vars(draft))
    if filled.is_sent:
        draft.with_(**filled.values).keep(exchange_id)
        return to("student.papers", exchange_id=exchange_id)
    return page(
        "student/dates.html",
        exchange=row,
        draft=draft,
        form=filled,
        terms=terms,
        months=_common_months(row, terms, chosen),
    )


def _dates_form(terms: dict[str, Any], chosen: list[Row]) -> Form:
    """The form; nothing is needed yet, the review says what is missing."""
    fields = (
        Day("start", marked("First day")),
        OneOf("weeks", marked("Length"), options=lambda: _lengths(chosen), none=marked("Choose …")),
        OneOf("student_type", marked("You are among the"), options=lambda: _types(terms),
              is_radio=True),
    )  # fmt: skip
    free = {field.name: NOTHING_NEEDED for field in fields}
    return Form("applications", SubmitApplication, fields, marked("Keep and go on"), further=free)


def _lengths(chosen: list[Row]) -> Iterable[Option]:
    """The lengths that every chosen project is offered for."""
    offered = [set(one["weeks"]) for one in chosen]
    common = set.intersection(*offered) if offered else {4, 8}
    return [Option(str(number), so_many_weeks(number)) for number in sorted(common)]


def _types(terms: dict[str, Any]) -> Iterable[Option]:
    return [Option(one, word(one)) for one in terms["student_types"] or STUDENT_TYPES]


def _common_months(row: Row, terms: dict[str, Any], chosen: list[Row]) -> list[str]:
    """The months in which every chosen project can be reached."""
    open_then = [set(months_within_reach(one, row, terms, today())) for one in chosen]
    return sorted(set.intersection(*open_then)) if open_then else []
