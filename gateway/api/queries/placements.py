"""Questions about placements, and the month board of a host."""

from typing import Any
from uuid import UUID

from gateway.api import current_actor, today, views
from gateway.api.queries.placement_shapes import Board, BoardQuestion, Placement
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import found

PLACEMENTS = Questions("placements", "Placements, and what is missing for the incoming students.")


@PLACEMENTS.ask("/placements/<uuid:placement_id>", Placement, may_be_missing=True)
def show_placement(_: dict[str, Any], placement_id: UUID) -> dict[str, Any]:
    """A placement with the answers of mentor, room and contact person so far."""
    visible = views().visibility.exchanges(current_actor(), today())
    return found(views().placements.one(placement_id, visible), "placement", placement_id)


@PLACEMENTS.ask("/board", Board, BoardQuestion)
def show_board(asked: dict[str, Any]) -> dict[str, Any]:
    """The students who come in a month, each with what is missing: for LORE and NORE-In."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    return {"items": views().board.of_month(asked["month"], asked["lc_id"], visible)}
