"""Where can a student sleep, and how is a room taken?"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.parts import Parts
from gateway.views.words import LAST_CODE_POINT, plain


@dataclass(frozen=True)
class RoomFilter:
    """Which rooms are wanted; what is left out does not matter."""

    lc_id: UUID | None = None
    nmo_id: UUID | None = None
    provider_id: UUID | None = None
    state: str | None = None


class Lodging:
    """Questions about rooms and the stays in them."""

    def __init__(self, parts: Parts) -> None:
        self._read = parts.read
        self._rooms = parts.rooms
        self._stays = parts.stays
        self._versions = parts.versions
        room = parts.rooms.rooms.c
        self.by_label = Keyset("label", room.label_key, room.room_id)

    def page(
        self,
        wanted: RoomFilter,
        visible: ColumnElement[bool],
        after: Place | None,
        limit: int,
    ) -> list[Row]:
        """Rooms by their label."""
        found = self._listed().where(visible, *self._conditions(wanted))
        with self._read() as connection:
            return rows_of(connection, self.by_label.slice(found, after, limit))

    def one(self, room_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """A room with its calendar: when it is open, blocked and taken."""
        room = self._listed().where(self._rooms.rooms.c.room_id == room_id, visible)
        with self._read() as connection:
            row = first_of(connection, room)
            if row is None:
                return None
            calendar = {
                "openings": self._rooms.periods(connection, self._rooms.openings, room_id),
                "blocks": self._rooms.periods(connection, self._rooms.blocks, room_id),
                "stays": self._stays.calendar(connection, room_id),
            }
        return {**row, **calendar}

    def free(self, lc_id: UUID, start: date, end: date, visible: ColumnElement[bool]) -> list[Row]:
        """The committee's rooms with a bed that is free on every day of a period."""
        room = self._rooms.rooms.c
        free_beds = room.beds - self._beds_taken(start, end)
        free = self._listed().where(
            room.lc_id == lc_id,
            room.has_passed,
            room.withdrawn_because.is_(None),
            self._is_open(start, end),
            ~self._is_blocked(start, end),
            free_beds > 0,
            visible,
        )
        with self._read() as connection:
            return rows_of(
                connection,
                free.add_columns(free_beds.label("free_beds")).order_by(
                    room.minutes_to_hospital, room.label_key, room.room_id
                ),
            )

    def labelled(self, begin: str, visible: ColumnElement[bool], limit: int) -> list[Row]:
        """Rooms whose label begins so, however its letters are accented."""
        key, first = self._rooms.rooms.c.label_key, plain(begin)
        found = self._listed().where(key >= first, key < first + LAST_CODE_POINT, visible)
        with self._read() as connection:
            return rows_of(connection, found.order_by(key).limit(limit))

    # -- columns and conditions --------------------------------------------------------------

    def _listed(self) -> Select[Any]:
        room, provider = self._rooms.rooms, self._rooms.providers
        columns = (
            provider.c.kind.label("provider_kind"),
            provider.c.person_id.label("provider_person_id"),
            self._state().label("state"),
            self._rating().label("rating"),
            self._versions.subquery(room.c.room_id).label("version"),
        )
        return select(room, *columns).join(provider, provider.c.provider_id == room.c.provider_id)

    def _state(self) -> ColumnElement[str]:
        """offered → inspected (or failed) → open; withdrawn."""
        room, openings = self._rooms.rooms.c, self._rooms.openings.c
        return case(
            (room.withdrawn_because.is_not(None), "withdrawn"),
            (room.has_passed.is_(None), "offered"),
            (room.has_passed.is_(False), "failed"),
            (exists().where(openings.room_id == room.room_id), "open"),
            else_="inspected",
        )

    def _rating(self) -> ColumnElement[Any]:
        ratings = self._rooms.ratings.c
        average = select(func.avg(ratings.rating)).where(
            ratings.room_id == self._rooms.rooms.c.room_id
        )
        return average.scalar_subquery()

    def _beds_taken(self, start: date, end: date) -> ColumnElement[int]:
        stay = self._stays.stays.c
        taken = select(func.count(stay.bed.distinct())).where(
            stay.room_id == self._rooms.rooms.c.room_id, self._stays.takes_bed(start, end)
        )
        return taken.scalar_subquery()

    def _is_open(self, start: date, end: date) -> ColumnElement[bool]:
        opening = self._rooms.openings.c
        covers = and_(opening.start <= start, opening.end >= end)
        return exists().where(opening.room_id == self._rooms.rooms.c.room_id, covers)

    def _is_blocked(self, start: date, end: date) -> ColumnElement[bool]:
        block = self._rooms.blocks.c
        overlaps = and_(block.start <= end, block.end >= start)
        return exists().where(block.room_id == self._rooms.rooms.c.room_id, overlaps)

    def _conditions(self, wanted: RoomFilter) -> list[ColumnElement[bool]]:
        exact = ("lc_id", "nmo_id", "provider_id")
        room = self._rooms.rooms.c
        found: list[ColumnElement[bool]] = [
            room[name] == getattr(wanted, name) for name in exact if getattr(wanted, name)
        ]
        return [*found, self._state() == wanted.state] if wanted.state else found
