"""The button with which who has come by a link takes back what they have just done."""

from uuid import UUID

from flask import Response

from gateway.web.pages.tasks.area import TASKS
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from gateway.web.undo.carrying_out import take_back


@TASKS.action("/tasks/<uuid:exchange_id>/undo", seen_by=SIGNED_IN_OR_BY_LINK)
def undo(exchange_id: UUID) -> Response:  # noqa: ARG001 - in the address, for the link
    """Take back what the button is for."""
    return take_back()
