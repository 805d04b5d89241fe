"""Who sleeps in which bed, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.housing.domain.period import Period, must_have_come
from services.housing.domain.placement import Placement
from services.housing.errors import (
    KeysNotHandedOver,
    KeysOutsideStay,
    LeftBeforeArrival,
    RatingOutOfScale,
    RoomAlreadyRated,
    StayNotBooked,
    StayNotOver,
)

EARLY_KEYS = timedelta(days=3)
LOWEST_RATING, HIGHEST_RATING = 1, 5
ONE_DAY = timedelta(days=1)


class StayState(StrEnum):
    """How far a stay is: held → booked → occupied → ended, or released before the keys."""

    HELD = "held"
    BOOKED = "booked"
    OCCUPIED = "occupied"
    ENDED = "ended"
    RELEASED = "released"


@dataclass(frozen=True)
class Stay:
    """One placement's bed, and the days it is taken for."""

    placement_id: UUID
    exchange_id: UUID
    student_id: UUID
    bed: int
    period: Period
    state: StayState = StayState.HELD
    arrived_on: date | None = None
    is_rated: bool = False

    @classmethod
    def held(cls, placement: Placement, bed: int) -> "Stay":
        """A stay as it begins."""
        return cls(
            placement_id=placement.placement_id,
            exchange_id=placement.exchange_id,
            student_id=placement.student_id,
            bed=bed,
            period=Period(placement.start, placement.end),
        )

    # -- what holds ----------------------------------------------------------------------------

    @property
    def is_ahead(self) -> bool:
        """Whether the student is still expected: held or booked, but no keys yet."""
        return self.state in {StayState.HELD, StayState.BOOKED}

    @property
    def is_promised(self) -> bool:
        """Whether a student counts on the bed: held, booked or occupied."""
        return self.is_ahead or self.state is StayState.OCCUPIED

    def takes(self, bed: int, period: Period) -> bool:
        """Whether this stay keeps the bed from being free in the whole period."""
        is_there = self.state is not StayState.RELEASED and self.bed == bed
        return is_there and self.period.overlaps(period)

    def days_before(self, on: date) -> Period:
        """The days from an early arrival to the eve of the stay; no day when not early."""
        return Period(on, self.period.start - ONE_DAY)

    # -- what may be done -----------------------------------------------------------------------

    def must_allow_keys(self, on: date, today: date) -> None:
        """Keys: for a booked bed, on a day that has come, of the stay or shortly before it."""
        if self.state is not StayState.BOOKED:
            raise StayNotBooked
        must_have_come(on, today)
        allowed = Period(self.period.start - EARLY_KEYS, self.period.end)
        if not allowed.has(on):
            raise KeysOutsideStay(earliest=allowed.start, latest=allowed.end)

    def must_allow_end(self, on: date, today: date) -> None:
        """The end: after the keys, on a day that has come."""
        if self.arrived_on is None:
            raise KeysNotHandedOver
        must_have_come(on, today)
        if on < self.arrived_on:
            raise LeftBeforeArrival(arrived_on=self.arrived_on)

    def must_allow_rating(self, rating: int) -> None:
        """A rating: 1 to 5, after the stay, once."""
        if not LOWEST_RATING <= rating <= HIGHEST_RATING:
            raise RatingOutOfScale(lowest=LOWEST_RATING, highest=HIGHEST_RATING)
        if self.state is not StayState.ENDED:
            raise StayNotOver
        if self.is_rated:
            raise RoomAlreadyRated

    # -- what becomes of it ---------------------------------------------------------------------

    def booked(self) -> "Stay":
        """The stay once the card of acceptance was issued."""
        return replace(self, state=StayState.BOOKED)

    def released(self) -> "Stay":
        """The stay once the placement is off."""
        return replace(self, state=StayState.RELEASED)

    def begun(self, on: date) -> "Stay":
        """The stay once the keys were handed over; early keys take the bed earlier."""
        period = Period(min(self.period.start, on), self.period.end)
        return replace(self, state=StayState.OCCUPIED, arrived_on=on, period=period)

    def ended(self, on: date) -> "Stay":
        """The stay once the student has left; the bed is free from that day on."""
        period = Period(self.period.start, min(self.period.end, on - ONE_DAY))
        return replace(self, state=StayState.ENDED, period=period)

    def rated(self) -> "Stay":
        """The stay once the student has given a mark for the room."""
        return replace(self, is_rated=True)


def free_bed(beds: int, stays: Iterable[Stay], period: Period) -> int | None:
    """The lowest bed that nobody takes on any day of the period."""
    taken = {stay.bed for stay in stays if stay.takes(stay.bed, period)}
    return next((bed for bed in range(1, beds + 1) if bed not in taken), None)
