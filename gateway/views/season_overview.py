"""How does a season stand for an organisation: its exchanges, wishes, late cards, capacity?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Select, func, select

from gateway.views.keyset import Row, rows_of
from gateway.views.parts import Parts
from gateway.views.periods import days_of

COMES = ("forwarded", "received", "placing", "placed", "accepted", "confirmed", "cleared",
         "arrived", "in_progress", "ended", "interrupted", "certified", "not_certified",
         "recognised")  # fmt: skip
"""The stages of students who may come, or have come."""

FUNNEL = {
    "assigned": "assigned_at",
    "submitted": "submitted_at",
    "forwarded": "forwarded_at",
    "accepted": "accepted_at",
    "confirmed": "confirmed_at",
    "arrived": "arrived_on",
    "certified": "certified_at",
    "recognised": "recognised_at",
}
"""The steps of an exchange in their order, each with the column that is filled when it is taken."""


@dataclass(frozen=True)
class Scope:
    """Whose exchanges of which season: those that some organisations send, or that they host.

    Without organisations: everybody's.
    """

    season: str
    is_hosting: bool
    nmo_ids: tuple[UUID, ...] = ()

    @property
    def side(self) -> str:
        """The column that names the organisation on this side of an exchange."""
        return "hosting_nmo_id" if self.is_hosting else "sending_nmo_id"

    @property
    def other_side(self) -> str:
        """The column that names the partner."""
        return "sending_nmo_id" if self.is_hosting else "hosting_nmo_id"


class SeasonOverview:
    """Numbers of a season for those who answer for it; none of them leads back to a person."""

    def __init__(self, parts: Parts) -> None:
        self._read = parts.read
        self._exchanges = parts.exchanges
        self._organisations = parts.organisations.organisations
        self._projects = parts.projects.projects
        self._months = parts.slots.months
        self._rooms = parts.rooms
        self._contact_persons = parts.contact_persons.contact_persons

    def steps(self, scope: Scope) -> dict[str, int]:
        """How many exchanges have come as far as each step, in the order of the steps."""
        exchange = self._exchanges.exchanges.c
        counts = [func.count(exchange[column]).label(step) for step, column in FUNNEL.items()]
        with self._read() as connection:
            return rows_of(connection, select(*counts).where(*self._within(scope)))[0]

    def wishes(self, scope: Scope) -> dict[int, int]:
        """By the rank of the wish that came true: how many students were accepted for it."""
        exchange, choice = self._exchanges.exchanges.c, self._exchanges.choices.c
        granted = (
            select(choice.rank, func.count().label("students"))
            .select_from(self._exchanges.exchanges)
            .join(
                self._exchanges.choices,
                (choice.exchange_id == exchange.exchange_id)
                & (choice.project_id == exchange.project_id),
            )
            .where(exchange.accepted_at.is_not(None), *self._within(scope))
            .group_by(choice.rank)
        )
        with self._read() as connection:
            rows = rows_of(connection, granted.order_by(choice.rank))
        return {row["rank"]: row["students"] for row in rows}

    def late_cards(self, scope: Scope) -> list[Row]:
        """For each partner: the cards of acceptance issued, how many late, how many justified."""
        exchange, organisation = self._exchanges.exchanges.c, self._organisations.c
        is_late = exchange.is_acceptance_late
        counts = (
            func.count(exchange.accepted_at).label("issued"),
            func.count().filter(is_late).label("late"),
            func.count().filter(is_late & (exchange.justification != "")).label("justified"),
        )
        ledger = (
            select(organisation.nmo_id, organisation.country, *counts)
            .join(self._organisations, organisation.nmo_id == exchange[scope.other_side])
            .where(exchange.accepted_at.is_not(None) | is_late, *self._within(scope))
            .group_by(organisation.nmo_id, organisation.country)
        )
        with self._read() as connection:
            return rows_of(connection, ledger.order_by(organisation.country))

    def months(self, scope: Scope) -> list[Row]:
        """For each month in which students come: how many, and how many there is room for."""
        with self._read() as connection:
            students = self._students_by_month(connection, scope)
            mentors = self._mentor_places(connection, scope)
            openings = rows_of(connection, self._openings(scope))
            guides = connection.execute(self._contact_person_places(scope)).scalar_one()
        return [
            {
                "month": month,
                "students": number,
                "mentor": mentors.get(month, 0),
                "bed": _beds_in(month, openings),
                "contact_person": guides,
            }
            for month, number in students.items()
        ]

    def _within(self, scope: Scope) -> list[ColumnElement[bool]]:
        exchange = self._exchanges.exchanges.c
        found: list[ColumnElement[bool]] = [exchange.season == scope.season]
        if scope.nmo_ids:
            found.append(exchange[scope.side].in_(scope.nmo_ids))
        if scope.is_hosting:
            found.append(exchange.forwarded_at.is_not(None))
        return found

    def _students_by_month(self, connection: Connection, scope: Scope) -> dict[str, int]:
        exchange = self._exchanges.exchanges.c
        coming = (
            select(exchange.month, func.count().label("students"))
            .where(exchange.month.is_not(None), exchange.stage.in_(COMES), *self._within(scope))
            .group_by(exchange.month)
        )
        rows = rows_of(connection, coming.order_by(exchange.month))
        return {row["month"]: row["students"] for row in rows}

    def _mentor_places(self, connection: Connection, scope: Scope) -> dict[str, int]:
        month, project = self._months.c, self._projects.c
        places = (
            select(month.month, func.sum(month.places).label("places"))
            .join(self._projects, project.project_id == month.project_id)
            .where(project.state == "published", *_of(scope, project.nmo_id))
            .group_by(month.month)
        )
        return {row["month"]: row["places"] for row in rows_of(connection, places)}

    def _openings(self, scope: Scope) -> Select[Any]:
        room, opening = self._rooms.rooms.c, self._rooms.openings.c
        return (
            select(room.room_id, room.beds, opening.start, opening.end)
            .join(self._rooms.openings, opening.room_id == room.room_id)
            .where(room.has_passed, room.withdrawn_because.is_(None), *_of(scope, room.nmo_id))
        )

    def _contact_person_places(self, scope: Scope) -> Select[Any]:
        guide = self._contact_persons.c
        places = select(func.coalesce(func.sum(guide.load_limit), 0))
        return places.where(~guide.has_retired, *_of(scope, guide.nmo_id))


def _of(scope: Scope, column: Column[Any]) -> list[ColumnElement[bool]]:
    return [column.in_(scope.nmo_ids)] if scope.nmo_ids else []


def _beds_in(month: str, openings: Iterable[Row]) -> int:
    """The beds of the rooms that are open on every day of a month."""
    first, last = days_of(month)
    return sum({r["room_id"]: r["beds"] for r in openings if _covers(r, first, last)}.values())


def _covers(opening: Row, first: date, last: date) -> bool:
    return bool(opening["start"] <= first and opening["end"] >= last)
