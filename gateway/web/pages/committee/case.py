"""One incoming student as the officer knows them: what several pages of an exchange show."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.exchange_next import next_step
from gateway.views.keyset import Row
from gateway.views.visibility import units
from gateway.web.naming import names_of
from gateway.web.pages.committee.cells import is_late
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Looking
from services.contracts.roles import Role

MOST = 100
NO_ANSWERS: dict[str, Any] = {"slot": None, "bed": None, "contact_persons": []}


def case_of(exchange_id: UUID) -> Row:
    """The exchange with its placement, boarding and logbook. Raises NotFound if not ours."""
    row = standing_of(exchange_id)
    student = row["student_id"]
    return {
        **row,
        "boarding": views().boarding.of(exchange_id),
        "logbook": views().logbook.of(exchange_id),
        "next": next_step(row),
        "is_late": is_late(row, today()),
        "name": names_of([student], Purpose.APPLICATION).get(student, ""),
    }


def standing_of(exchange_id: UUID) -> Row:
    """The exchange with its placement, without a look into the vault. Raises NotFound."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    row = found(views().board.one(exchange_id, visible), "exchange", exchange_id)
    must_be_local(row)
    placement = _placement_of(row, visible)
    return {
        **row,
        "end": last_day(row),
        **{name: (placement or NO_ANSWERS)[name] for name in NO_ANSWERS},
        "placement": placement,
        "standing": _in_short(row, placement),
    }


def _in_short(row: Row, placement: Row | None) -> str:
    """What changes when one of the three answers."""
    if placement is None:
        return str(row["stage"])
    answers = [placement["slot"], placement["bed"], *placement["contact_persons"]]
    return " ".join([row["stage"], *(answer["state"] for answer in answers if answer)])


def last_day(row: Row) -> date | None:
    """The last day of the stay; before a placement it follows from the weeks asked for."""
    if row["end"] or row["start"] is None or not row["weeks"]:
        return cast("date | None", row["end"])
    return cast("date", row["start"]) + timedelta(weeks=row["weeks"], days=-1)


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
