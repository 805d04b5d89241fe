"""One incoming student as the officer knows them: what several pages of an exchange show."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.exchange_next import next_step
from gateway.views.keyset import Row
from gateway.views.visibility import units
from gateway.web.pages.committee.cells import is_late
from gateway.web.pages.committee.names import names_of
from gateway.web.registry.page import Looking
from services.contracts.roles import Role
from services.people.vault.disclosure import Purpose

MOST = 100
NO_ANSWERS: dict[str, Any] = {"slot": None, "bed": None, "contact_persons": []}


def case_of(exchange_id: UUID) -> Row:
    """The exchange with its placement, boarding and logbook. Raises NotFound if not ours."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    row = found(views().board.one(exchange_id, visible), "exchange", exchange_id)
    must_be_local(row)
    placement = _placement_of(row, visible)
    return {
        **row,
        **{name: (placement or NO_ANSWERS)[name] for name in NO_ANSWERS},
        "placement": placement,
        "boarding": views().boarding.of(exchange_id),
        "logbook": views().logbook.of(exchange_id),
        "next": next_step(row),
        "is_late": is_late(row, today()),
        "name": names_of([row["student_id"]], Purpose.APPLICATION).get(row["student_id"], ""),
    }


def must_be_local(row: Row) -> None:
    """These pages are the committee's: a national officer has others. Raises NotFound."""
    own = units(current_actor(), Role.LORE, today())
    found(row if row["hosting_lc_id"] in own else None, "exchange", row["exchange_id"])


def _placement_of(row: Row, visible: Any) -> Row | None:
    if row["placement_id"] is None:
        return None
    return views().placements.one(row["placement_id"], visible)


def an_exchange_at(*stages: str) -> Callable[[Looking], dict[str, Any]]:
    """The parameters of an example: an exchange of the committee, if possible at such a stage."""

    def parameters(looking: Looking) -> dict[str, Any]:
        (lc_id, *_) = units(looking.actor, Role.LORE, looking.today)
        visible = looking.views.visibility.hosted_exchanges(looking.actor, looking.today)
        rows = _all_of(looking, lc_id, visible)
        wanted = [row for stage in stages for row in rows if row["stage"] == stage]
        return {"exchange_id": (wanted or rows)[0]["exchange_id"]}

    return parameters


def _all_of(looking: Looking, lc_id: UUID, visible: Any) -> list[Row]:
    board = looking.views.board
    months = [row["month"] for row in board.months(lc_id, visible)]
    return [row for month in months for row in board.page(month, lc_id, visible, None, MOST)]
