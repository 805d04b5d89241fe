"""The mentor takes a student or not, and says when the work begins and ends."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response

from gateway.api.context import today
from gateway.web.answers import done, page
from gateway.web.forms import Day, Form, OneOf, Option, YesNo
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.language.codes import DECLINING
from gateway.web.language.words import word
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.link import way_out
from gateway.web.pages.tasks.whose import student_of, task_example, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from services.applications.schemas import EndProject, StartProject
from services.contracts.roles import Role
from services.projects.schemas import ConfirmPlacement, DeclinePlacement

TASK = "tasks.task"


def reasons() -> Iterable[Option]:
    """Why a student is not taken, as codes: words about a person have no place in the log."""
    return [Option(code, word(code, "declining")) for code in DECLINING]


DECLINE = Form(
    "projects",
    DeclinePlacement,
    (OneOf("reason", marked("Why not?"), options=reasons, is_radio=True),),
    marked("I cannot take the student"),
)
BEGIN = Form(
    "applications",
    StartProject,
    (
        Day("started_on", marked("First day of work")),
        YesNo("arrival_training_given", marked("The student has had the training upon arrival")),
        YesNo(
            "ethics_cleared",
            marked("The ethics committee has cleared the project, where it has to"),
        ),
    ),
    marked("The work begins"),
    blames={
        "arrival_training_missing": "arrival_training_given",
        "ethics_clearance_missing": "ethics_cleared",
    },
)
FINISH = Form(
    "applications",
    EndProject,
    (Day("ended_on", marked("Last day of work")),),
    marked("The work is over"),
    blames={"too_early": "ended_on"},
)


@TASKS.action("/tasks/<uuid:exchange_id>/confirmation", seen_by=SIGNED_IN_OR_BY_LINK)
def confirm(exchange_id: UUID) -> Response:
    """The mentor takes the student."""
    task = task_of(exchange_id, Role.MENTOR)
    about = {"project_id": str(task["project_id"]), "placement_id": str(task["placement_id"])}
    answer = send("projects", ConfirmPlacement, about)
    text = gettext("Thank you: you take the student. You will hear when the card is issued.")
    return done(text, TASK, after=answer["after"], exchange_id=exchange_id)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/refusal",
    marked("Not taking the student"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=task_example(Role.MENTOR, "placed", "accepted", "in_progress", "ended"),
)
def decline(exchange_id: UUID) -> Response:
    """The mentor does not take the student: the committee looks for another place."""
    task = task_of(exchange_id, Role.MENTOR)
    filled = DECLINE.asked()
    if filled.is_sent and (
        answer := filled.carry_out(
            project_id=str(task["project_id"]), placement_id=str(task["placement_id"])
        )
    ):
        text = gettext("Your answer is noted. The committee looks for another place.")
        return done(text, way_out(), after=answer["after"])
    shown = {"task": task, "student": student_of(task), "form": filled}
    return page("tasks/decline.html", status=filled.status, **shown)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/start",
    marked("The work begins"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=task_example(Role.MENTOR, "arrived", "in_progress", "ended"),
)
def start(exchange_id: UUID) -> Response:
    """The work begins: from now on attendance is kept."""
    task = task_of(exchange_id, Role.MENTOR)
    filled = BEGIN.asked({"started_on": today()}, version=task["version"])
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("The work has begun. The student now keeps a logbook.")
        return done(text, TASK, after=answer["after"], exchange_id=exchange_id)
    shown = {"task": task, "student": student_of(task), "form": filled}
    return page("tasks/start.html", status=filled.status, **shown)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/end",
    marked("The work is over"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=task_example(Role.MENTOR, "in_progress", "ended"),
)
def finish(exchange_id: UUID) -> Response:
    """The work is over: the student evaluates it, and the committee decides on the certificate."""
    task = task_of(exchange_id, Role.MENTOR)
    known = {"ended_on": min(today(), task["end"])}
    filled = FINISH.asked(known, version=task["version"])
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("Thank you. The exchange goes on to its evaluation.")
        return done(text, TASK, after=answer["after"], exchange_id=exchange_id)
    shown = {"task": task, "student": student_of(task), "form": filled}
    return page("tasks/finish.html", status=filled.status, **shown)
