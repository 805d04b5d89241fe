"""The student has left the room: the contact person or the provider says so."""

from uuid import UUID

from flask import Response

from gateway.api.context import today
from gateway.api.queries.shapes import found
from gateway.web.answers import done, page
from gateway.web.forms import Day, Form
from gateway.web.language import gettext, marked
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.whose import student_of, task_example, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from services.contracts.roles import Role
from services.housing.schemas import EndStay

LEAVE = Form(
    "housing",
    EndStay,
    (Day("ended_on", marked("On which day did the student leave?")),),
    marked("The student has left"),
)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/departure",
    marked("The student has left the room"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=task_example(Role.PROVIDER, "confirmed", "arrived", "in_progress"),
)
def departure(exchange_id: UUID) -> Response:
    """From this day on the bed is free; the day cannot be changed afterwards."""
    task = task_of(exchange_id)
    is_at_the_door = {Role.CONTACT_PERSON, Role.PROVIDER} & set(task["roles"])
    found(task if is_at_the_door else None, "stay", exchange_id)
    filled = LEAVE.asked({"ended_on": today()})
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("It is noted that the student has left. Thank you for the stay.")
        return done(text, "tasks.task", after=answer["after"], exchange_id=exchange_id)
    shown = {"task": task, "student": student_of(task), "form": filled}
    return page("tasks/departure.html", status=filled.status, **shown)
