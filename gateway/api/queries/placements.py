"""Questions about placements, and the month board of a host."""

from typing import Any
from uuid import UUID

from gateway.api import current_actor, page_schema, today, views
from gateway.api.queries.placement_shapes import BoardQuestion, Incoming, Placement
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import Answer, found, in_pages

PLACEMENTS = Questions("placements", "Placements, and what is missing for the incoming students.")


@PLACEMENTS.ask("/placements/<uuid:placement_id>", Placement, may_be_missing=True)
def show_placement(_: dict[str, Any], placement_id: UUID) -> dict[str, Any]:
    """A placement with the answers of mentor, room and contact person so far."""
    visible = views().visibility.exchanges(current_actor(), today())
    return found(views().placements.one(placement_id, visible), "placement", placement_id)


@PLACEMENTS.ask("/board", page_schema(Incoming), BoardQuestion)
def show_board(asked: dict[str, Any]) -> Answer:
    """The students who come in a month, by their first day, each with what is missing.

    For LORE and NORE-In.
    """
    board, month, lc_id = views().board, asked["month"], asked["lc_id"]
    lacking = asked["lacking"]
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    return in_pages(
        board.by_first_day,
        asked,
        lambda after, limit: board.page(month, lc_id, visible, after, limit, lacking),
    )
