"""One task: what is asked now, and what one has to know for it."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.views.keyset import Row
from gateway.web.answers import page
from gateway.web.language import marked
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.asked import asked_of, is_asked_to_take, is_first_contact
from gateway.web.pages.tasks.letters import letters_of
from gateway.web.pages.tasks.whose import placement_of, student_of, task_example, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from services.contracts.roles import Role


@TASKS.page(
    "/tasks/<uuid:exchange_id>",
    marked("Your task"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    example=task_example(Role.CONTACT_PERSON, "accepted", "confirmed", "cleared", "arrived"),
)
def task(exchange_id: UUID) -> Response:
    """What is asked of a helper, the student as far as they may know, dates and places."""
    row = task_of(exchange_id)
    placement = placement_of(row)
    logbook = views().logbook.of(exchange_id) if Role.MENTOR in row["roles"] else None
    return page(
        "tasks/task.html",
        task=row,
        asked={role: asked_of(role, row, placement, logbook, today()) for role in row["roles"]},
        is_asked_to_take=is_asked_to_take(row),
        is_backup=not is_first_contact(row, placement),
        student=student_of(row),
        logbook=logbook,
        **_shown_to(row, placement),
    )


def _shown_to(row: Row, placement: Row) -> dict[str, Any]:
    """What helpers see of the places: letters and project for mentors, the room for the others."""
    is_mentor = Role.MENTOR in row["roles"]
    return {
        "letters": letters_of(row) if is_mentor else [],
        "until": placement["slot"]["until"] if is_mentor and placement["slot"] else None,
        "room": _room_of(placement),
        "boarding": views().boarding.of(row["exchange_id"]) if not is_mentor else None,
    }


def _room_of(placement: Row) -> Row | None:
    """The room, for whom it is theirs to see."""
    visible = views().visibility.rooms(current_actor(), today())
    bed = placement["bed"]
    return views().lodging.one(bed["room_id"], visible) if bed else None
