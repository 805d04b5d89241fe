"""In which exchanges does somebody help, and what is asked of them there?"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from gateway.views.keyset import Place, Row, first_of, rows_of
from gateway.views.parts import Parts
from gateway.views.visibility import Visibility
from services.contracts.roles import Actor, Role

AHEAD = ("placing", "placed", "accepted", "confirmed", "cleared", "arrived", "in_progress")
"""The stages at which somebody who helps still has something to do."""

HELPERS = (Role.MENTOR, Role.CONTACT_PERSON, Role.PROVIDER)


class Tasks:
    """The exchanges of mentors, contact persons and housing providers."""

    def __init__(self, parts: Parts, visibility: Visibility) -> None:
        self._read = parts.read
        self._exchanges = parts.exchanges
        self._slots = parts.slots.slots
        self._projects = parts.projects.projects
        self._visibility = visibility
        self.by_start = parts.exchanges.orders["start"]

    def page(self, actor: Actor, after: Place | None, limit: int, *, is_over: bool) -> list[Row]:
        """Somebody's tasks by the first day of the stay: those ahead, or those that are over."""
        stage = self._exchanges.exchanges.c.stage
        found = self._of(actor).where(stage.not_in(AHEAD) if is_over else stage.in_(AHEAD))
        with self._read() as connection:
            rows = rows_of(connection, self.by_start.slice(found, after, limit))
        return [_with_roles(row) for row in rows]

    def one(self, exchange_id: UUID, actor: Actor) -> Row | None:
        """Somebody's task in an exchange; None for who does not help there (any more)."""
        found = self._of(actor).where(self._exchanges.exchanges.c.exchange_id == exchange_id)
        with self._read() as connection:
            row = first_of(connection, found)
        return _with_roles(row) if row else None

    def _of(self, actor: Actor) -> Select[Any]:
        exchange, slot = self._exchanges.exchanges.c, self._slots.c
        helps = self._visibility.tasks(actor)
        answer = select(slot.state).where(slot.placement_id == exchange.placement_id)
        title = select(self._projects.c.title).where(
            self._projects.c.project_id == exchange.project_id
        )
        return (
            self._exchanges.selected()
            .add_columns(
                answer.scalar_subquery().label("slot_state"),
                title.scalar_subquery().label("project_title"),
                *(helps[role].label(role.value) for role in HELPERS),
            )
            .where(or_(*helps.values()))
        )


def _with_roles(row: Row) -> Row:
    """The row with what one is in the exchange, under ``roles``."""
    return {**row, "roles": [role for role in HELPERS if row[role.value]]}
