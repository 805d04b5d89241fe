"""The provider keeps the room on some days, and gives them free again."""

from uuid import UUID

from flask import Response, request

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.forms import Day, Form
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.whose import placement_of, task_example, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from gateway.web.undo.housing import blocked_again, unblocked
from services.contracts.roles import Role
from services.housing.schemas import BlockRoom, UnblockRoom

BLOCKS = "tasks.blocks"
BLOCK = Form(
    "housing",
    BlockRoom,
    (
        Day("start", marked("First day on which the room is not free")),
        Day("end", marked("Last day on which it is not free")),
    ),
    marked("Keep the room on these days"),
    blames={"room_needed_for_stay": "start"},
)


def room_of(exchange_id: UUID) -> Row:
    """The provider's own room in which the student of the exchange sleeps. Raises NotFound."""
    bed = found(placement_of(task_of(exchange_id, Role.PROVIDER))["bed"], "room", exchange_id)
    visible = views().visibility.run_rooms(current_actor(), today())
    return found(views().lodging.one(bed["room_id"], visible), "room", bed["room_id"])


@TASKS.page(
    "/tasks/<uuid:exchange_id>/room",
    marked("Days on which the room is not free"),
    seen_by=SIGNED_IN_OR_BY_LINK,
    takes_forms=True,
    example=task_example(Role.PROVIDER, "accepted", "confirmed", "arrived", "in_progress"),
)
def blocks(exchange_id: UUID) -> Response:
    """The days that the provider keeps, and a form for more of them."""
    room = room_of(exchange_id)
    filled = BLOCK.asked()
    if filled.is_sent and (answer := filled.carry_out(room_id=str(room["room_id"]))):
        text, undo = (
            gettext("The room is kept on these days."),
            unblocked(room, filled.values, answer),
        )
        return done(text, BLOCKS, undo, after=answer["after"], exchange_id=exchange_id)
    ahead = [block for block in room["blocks"] if block["end"] >= today()]
    shown = {"task": task_of(exchange_id), "room": room, "blocks": ahead, "form": filled}
    return page("tasks/blocks.html", status=filled.status, **shown)


@TASKS.action("/tasks/<uuid:exchange_id>/room/freed", seen_by=SIGNED_IN_OR_BY_LINK)
def unblock(exchange_id: UUID) -> Response:
    """The provider does not need the room on these days after all."""
    days = {name: request.form.get(name, "") for name in ("start", "end")}
    room = room_of(exchange_id)
    undo = blocked_again(room, days)
    answer = send("housing", UnblockRoom, {"room_id": str(room["room_id"]), **days})
    text = gettext("The room is free again on these days.")
    return done(text, BLOCKS, undo, after=answer["after"], exchange_id=exchange_id)
