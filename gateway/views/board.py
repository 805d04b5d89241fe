"""What is still missing for the students who come to a committee in a month?"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true

from gateway.views.contact_persons import ACTIVE
from gateway.views.exchange_next import next_step
from gateway.views.exchanges import BEFORE_ACCEPTANCE
from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.parts import Parts
from gateway.views.slots import CONFIRMED
from gateway.views.stays import PROMISED

OVER = ("rejected", "cancelled", "no_show", "assigned", "submitted", "returned")
DOCUMENTS_VERIFIED_AFTER = "forwarded"


class Board:
    """The month board of a host."""

    def __init__(self, parts: Parts) -> None:
        self._read = parts.read
        self._exchanges = parts.exchanges
        self._slots = parts.slots.slots
        self._stays = parts.stays.stays
        self._duties = parts.contact_persons.duties
        self._organisations = parts.organisations.organisations
        self._projects = parts.projects.projects
        exchange = parts.exchanges.exchanges.c
        self.by_first_day = Keyset("start", exchange.start, exchange.number)

    def page(
        self,
        month: str,
        lc_id: UUID | None,
        visible: ColumnElement[bool],
        after: Place | None,
        limit: int,
        lacking: Iterable[str] = (),
    ) -> list[Row]:
        """The incoming students of a month, by their first day, each with what is missing.

        Only those for whom everything that is ``lacking`` is missing.
        """
        exchange = self._exchanges.exchanges.c
        incoming = self._with_answers().where(
            exchange.month == month, exchange.stage.not_in(OVER), visible, self._lacks(lacking)
        )
        if lc_id:
            incoming = incoming.where(exchange.hosting_lc_id == lc_id)
        with self._read() as connection:
            rows = rows_of(connection, self.by_first_day.slice(incoming, after, limit))
        return [_with_what_is_missing(row) for row in rows]

    def months(self, lc_id: UUID, visible: ColumnElement[bool]) -> list[Row]:
        """The months in which students come to a committee, each with how many."""
        exchange = self._exchanges.exchanges.c
        counted = select(exchange.month, func.count().label("students")).where(
            exchange.hosting_lc_id == lc_id,
            exchange.month.is_not(None),
            exchange.stage.not_in(OVER),
            visible,
        )
        with self._read() as connection:
            return rows_of(connection, counted.group_by(exchange.month).order_by(exchange.month))

    def one(self, exchange_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """An incoming student as the board shows them."""
        incoming = self._with_answers().where(
            self._exchanges.exchanges.c.exchange_id == exchange_id, visible
        )
        with self._read() as connection:
            row = first_of(connection, incoming)
        return _with_what_is_missing(row) if row else None

    def unaccepted(
        self, lc_id: UUID, until: date, visible: ColumnElement[bool], most: int
    ) -> list[Row]:
        """Who starts until a day and has no card of acceptance yet, the first to start first."""
        exchange = self._exchanges.exchanges.c
        waiting = self._with_answers().where(
            exchange.hosting_lc_id == lc_id,
            exchange.stage.in_(BEFORE_ACCEPTANCE),
            exchange.start <= until,
            visible,
        )
        first = waiting.order_by(exchange.start, exchange.number).limit(most)
        with self._read() as connection:
            return [_with_what_is_missing(row) for row in rows_of(connection, first)]

    def _with_answers(self) -> Select[Any]:
        exchange, organisation, project = (
            self._exchanges.exchanges.c,
            self._organisations.c,
            self._projects.c,
        )
        columns = (
            self._is_held(self._slots, CONFIRMED).label("has_mentor"),
            self._is_held(self._stays, PROMISED).label("has_bed"),
            self._is_held(self._duties, ACTIVE).label("has_contact_person"),
            organisation.country.label("sending_country"),
            project.title.label("project_title"),
        )
        return (
            self._exchanges.selected()
            .add_columns(*columns)
            .outerjoin(self._organisations, organisation.nmo_id == exchange.sending_nmo_id)
            .outerjoin(self._projects, project.project_id == exchange.project_id)
        )

    def _lacks(self, names: Iterable[str]) -> ColumnElement[bool]:
        """The condition that all of these are missing, each out of CAN_BE_MISSING."""
        exchange = self._exchanges.exchanges.c
        missing: dict[str, ColumnElement[bool]] = {
            "documents": exchange.stage == DOCUMENTS_VERIFIED_AFTER,
            "committee": exchange.hosting_lc_id.is_(None),
            "mentor": ~self._is_held(self._slots, CONFIRMED),
            "bed": ~self._is_held(self._stays, PROMISED),
            "contact_person": ~self._is_held(self._duties, ACTIVE),
            **{name: exchange[at].is_(None) for name, at in STEPS_WITH_CARDS.items()},
        }
        return and_(true(), *(missing[name] for name in names))

    def _is_held(self, answers: Any, states: tuple[str, ...]) -> ColumnElement[bool]:
        placement_id = self._exchanges.exchanges.c.placement_id
        return exists().where(answers.c.placement_id == placement_id, answers.c.state.in_(states))


STEPS_WITH_CARDS = {
    "card_of_acceptance": "accepted_at",
    "card_of_confirmation": "confirmed_at",
    "pre_departure_training": "trained_at",
    "visa": "visa_settled_at",
}

CAN_BE_MISSING = ("documents", "committee", "mentor", "bed", "contact_person", *STEPS_WITH_CARDS)


def _with_what_is_missing(row: Row) -> Row:
    return {**row, "missing": missing(row), "next": next_step(row)}


def missing(row: Row) -> list[str]:
    """What is missing before the student can come, in the order in which it is seen to."""
    held = ("mentor", "bed", "contact_person")
    found = ["documents"] if row["stage"] == DOCUMENTS_VERIFIED_AFTER else []
    found += ["committee"] if row["hosting_lc_id"] is None else []
    found += [name for name in held if not row[f"has_{name}"]]
    return found + [name for name, at in STEPS_WITH_CARDS.items() if row[at] is None]
