"""The mentor vouches for the attendance, and signs the appraisals at half-way and at the end."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.api.queries.shapes import found
from gateway.web.answers import done, page
from gateway.web.forms import Day, Form, OneNumber, OneOf, Option, SomeOf
from gateway.web.language import gettext, marked
from gateway.web.language.codes import MARKS
from gateway.web.language.words import word
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.whose import student_of, task_example, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from services.applications.schemas import (
    OUTCOMES,
    CountersignAttendance,
    SignEndAppraisal,
    SignMidAppraisal,
)
from services.contracts.roles import Role
from services.contracts.shapes import LEARNING_OBJECTIVES

AT_WORK = task_example(Role.MENTOR, "in_progress", "ended")


def marks() -> Iterable[Option]:
    """The marks from the best one on, each with its word."""
    return [Option(mark, word(mark, "mark")) for mark in MARKS]


def objectives() -> Iterable[Option]:
    """What a student can learn."""
    return [Option(code, word(code)) for code in LEARNING_OBJECTIVES]


def outcomes() -> Iterable[Option]:
    """What can come of the work."""
    return [Option(code, word(code, "outcome")) for code in OUTCOMES]


SCORE = OneNumber("score", marked("How does the student work?"), options=marks, is_radio=True)
COUNTERSIGN = Form(
    "applications",
    CountersignAttendance,
    (
        Day(
            "up_to",
            marked("I vouch for the attendance up to"),
            hint=marked("These days cannot be changed afterwards."),
        ),
    ),
    marked("Countersign"),
    blames={"day_not_yet_come": "up_to", "day_outside_work": "up_to"},
)
MID = Form("applications", SignMidAppraisal, (SCORE,), marked("Sign the appraisal"))
END = Form(
    "applications",
    SignEndAppraisal,
    (
        SCORE,
        SomeOf("objectives", marked("What has the student learned?"), options=objectives),
        OneOf("outcome", marked("What has come of it?"), options=outcomes, is_radio=True),
    ),
    marked("Sign the appraisal"),
)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/attendance",
    marked("Attendance"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=AT_WORK,
)
def attendance(exchange_id: UUID) -> Response:
    """What the student has written down, and a button to vouch for it."""
    task = task_of(exchange_id, Role.MENTOR)
    logbook = found(views().logbook.of(exchange_id), "logbook", exchange_id)
    filled = COUNTERSIGN.asked({"up_to": min(today(), task["end"])})
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("The attendance is countersigned.")
        return done(text, "tasks.attendance", after=answer["after"], exchange_id=exchange_id)
    shown = {"task": task, "student": student_of(task), "logbook": logbook, "form": filled}
    return page("tasks/attendance.html", status=filled.status, **shown)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/mid-appraisal",
    marked("Appraisal at half-way"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=AT_WORK,
)
def mid_appraisal(exchange_id: UUID) -> Response:
    """One mark; student and committee see it."""
    return _appraisal(exchange_id, MID)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/end-appraisal",
    marked("Appraisal at the end"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=AT_WORK,
)
def end_appraisal(exchange_id: UUID) -> Response:
    """A mark, what was learned, and what has come of it: the certificate says so."""
    return _appraisal(exchange_id, END)


def _appraisal(exchange_id: UUID, form: Form) -> Response:
    task = task_of(exchange_id, Role.MENTOR)
    filled = form.asked()
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("The appraisal is signed. Thank you.")
        return done(text, "tasks.task", after=answer["after"], exchange_id=exchange_id)
    shown = {"task": task, "student": student_of(task), "form": filled, "is_end": form is END}
    return page("tasks/appraisal.html", status=filled.status, **shown)
