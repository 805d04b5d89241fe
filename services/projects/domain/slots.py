"""Mentor slots: who occupies the places of a project, and on which days.

held ──▶ confirmed ──▶ booked       these three occupy a place on every day of the period
  │          │            │
  ▼          ▼            ▼
declined   released    released     these two leave it to others, for good
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.projects.errors import (
    MentorHasConfirmed,
    NoFreeSlot,
    PlacesOccupied,
    SlotHoldExpired,
    SlotNotHeld,
)


class SlotState(StrEnum):
    """Where a placement's slot is in its life."""

    HELD = "held"
    CONFIRMED = "confirmed"
    BOOKED = "booked"
    DECLINED = "declined"
    RELEASED = "released"


SURE = frozenset({SlotState.CONFIRMED, SlotState.BOOKED})
OCCUPYING = SURE | {SlotState.HELD}
BOOKABLE = OCCUPYING - {SlotState.BOOKED}


@dataclass(frozen=True)
class Slot:
    """A placement's slot from a day to a day, both included; the mentor answers ``until`` then."""

    exchange_id: UUID
    start: date
    end: date
    until: datetime
    state: SlotState = SlotState.HELD

    def occupies(self, day: date) -> bool:
        """Whether the slot takes a place on that day."""
        return self.state in OCCUPYING and self.start <= day <= self.end


@dataclass
class MentorSlots:
    """The places of a project by month, and the slots of its placements.

    The slots that have ended stay known, so that an instruction told again, or told late, is
    recognised.
    """

    places: dict[str, int] = field(default_factory=dict)
    by_placement: dict[UUID, Slot] = field(default_factory=dict)

    def check_places(self, month: str, places: int) -> None:
        """Refuse fewer places than are taken on the busiest day of the month."""
        occupied = max(self.occupied_on(day) for day in _days_of(month))
        if places < occupied:
            raise PlacesOccupied(month=month, occupied=occupied)

    def check_free(self, start: date, end: date) -> None:
        """Refuse a period with a day on which every place is taken."""
        for day in _days(start, end):
            places = self.places.get(_month_of(day), 0)
            if self.occupied_on(day) >= places:
                raise NoFreeSlot(day=day, places=places)

    def occupied_on(self, day: date) -> int:
        """How many places are taken on a day."""
        return sum(slot.occupies(day) for slot in self.by_placement.values())

    def is_to_confirm(self, placement_id: UUID, at: datetime) -> bool:
        """Whether the mentor can still say yes; False when the mentor has said so already."""
        slot = self.by_placement.get(placement_id)
        if slot is None or slot.state not in OCCUPYING:
            raise SlotNotHeld(placement_id=placement_id)
        if slot.state is SlotState.HELD and at > slot.until:
            raise SlotHoldExpired(until=slot.until)
        return slot.state is SlotState.HELD

    def is_to_decline(self, placement_id: UUID) -> bool:
        """Whether the mentor can still say no; False when the mentor has said so already."""
        slot = self.by_placement.get(placement_id)
        if slot is None or slot.state is SlotState.RELEASED:
            raise SlotNotHeld(placement_id=placement_id)
        if slot.state in SURE:
            raise MentorHasConfirmed(placement_id=placement_id)
        return slot.state is SlotState.HELD

    def is_to_book(self, placement_id: UUID) -> bool:
        """Whether a place is kept for the placement, and not booked yet."""
        return self._state_of(placement_id) in BOOKABLE

    def is_to_release(self, placement_id: UUID) -> bool:
        """Whether a place is kept for the placement."""
        return self._state_of(placement_id) in OCCUPYING

    def exchange_of(self, placement_id: UUID) -> UUID:
        """The exchange of a placement that has a slot here."""
        return self.by_placement[placement_id].exchange_id

    def move(self, placement_id: UUID, state: SlotState) -> None:
        """Put a slot into another state."""
        slot = self.by_placement[placement_id]
        self.by_placement[placement_id] = replace(slot, state=state)

    def _state_of(self, placement_id: UUID) -> SlotState | None:
        slot = self.by_placement.get(placement_id)
        return slot.state if slot else None


def _month_of(day: date) -> str:
    return day.isoformat()[:7]


def _days_of(month: str) -> Iterator[date]:
    first = date.fromisoformat(f"{month}-01")
    return _days(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _days(start: date, end: date) -> Iterator[date]:
    for offset in range((end - start).days + 1):
        yield start + timedelta(days=offset)
