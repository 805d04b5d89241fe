"""The contact person meets the student, says that nobody came, or hands over to a colleague."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response, g

from gateway.api.context import today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.forms import Day, Form, OneOf, Option
from gateway.web.language import gettext, marked
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.colleagues import colleagues_of
from gateway.web.pages.tasks.link import way_out
from gateway.web.pages.tasks.whose import placement_of, student_of, task_example, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from services.applications.schemas import DeclareNoShow
from services.contracts.roles import Role
from services.housing.schemas import HandOverKeys, ReassignContactPerson

GUIDED = task_example(Role.CONTACT_PERSON, "accepted", "confirmed", "cleared", "arrived")

KEYS = Form(
    "housing",
    HandOverKeys,
    (Day("handed_over_on", marked("On which day did the student get the keys?")),),
    marked("The student is here"),
    blames={"keys_outside_stay": "handed_over_on", "bed_still_taken": "handed_over_on"},
)
NO_SHOW = Form("applications", DeclareNoShow, (), marked("The student did not come"))


def colleagues() -> Iterable[Option]:
    """The colleagues who can take the student, as the present page has found them."""
    found: list[Option] = g.colleagues
    return found


HAND_OVER = Form(
    "housing",
    ReassignContactPerson,
    (OneOf("successor_id", marked("Who takes over?"), options=colleagues, is_radio=True),),
    marked("Hand over"),
)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/keys",
    marked("The student is here"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=GUIDED,
)
def keys(exchange_id: UUID) -> Response:
    """The student has arrived and has the keys."""
    task = task_of(exchange_id, Role.CONTACT_PERSON)
    filled = KEYS.asked({"handed_over_on": today()})
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("Thank you! Everybody concerned is told that the student is here.")
        return done(text, "tasks.task", after=answer["after"], exchange_id=exchange_id)
    return _shown("tasks/keys.html", task, filled)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/no-show",
    marked("The student did not come"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=GUIDED,
)
def no_show(exchange_id: UUID) -> Response:
    """Nobody came: bed, place and contact person become free; it cannot be undone."""
    task = task_of(exchange_id, Role.CONTACT_PERSON)
    filled = NO_SHOW.asked(version=task["version"])
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("It is noted that the student did not come. The committee is told.")
        return done(text, way_out(), after=answer["after"])
    return _shown("tasks/no_show.html", task, filled)


@TASKS.page(
    "/tasks/<uuid:exchange_id>/colleague",
    marked("Hand over to a colleague"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=GUIDED,
)
def hand_over(exchange_id: UUID) -> Response:
    """A colleague of the committee takes the student over, from now on."""
    task = task_of(exchange_id, Role.CONTACT_PERSON)
    me = _entry_of(task)
    g.colleagues = colleagues_of(task, me)
    filled = HAND_OVER.asked()
    known = {"contact_person_id": str(me["contact_person_id"]), "exchange_id": str(exchange_id)}
    if filled.is_sent and (answer := filled.carry_out(**known)):
        text = gettext("Your colleague takes over. The student is told.")
        return done(text, way_out(), after=answer["after"])
    return _shown("tasks/hand_over.html", task, filled, colleagues=g.colleagues)


def _entry_of(task: Row) -> Row:
    """The contact person's own duty in the exchange."""
    placement = placement_of(task)
    own = (one for one in placement["contact_persons"] if one["person_id"] == task["helper_id"])
    duty = found(next(own, None), "duty", task["exchange_id"])
    entry = views().contact_persons.entry(duty["contact_person_id"])
    return found(entry, "contact person", duty["contact_person_id"])


def _shown(template: str, task: Row, form: Any, **more: Any) -> Response:
    shown = {"task": task, "student": student_of(task), "form": form, **more}
    return page(template, status=form.status, **shown)
