"""Rooms: offered, inspected, opened for periods; their beds, and the stays in them."""

from datetime import date
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from services.housing.domain.committee import Committee
from services.housing.domain.description import Description
from services.housing.domain.period import Period, must_have_come
from services.housing.domain.placement import Placement
from services.housing.domain.stay import Stay, StayState, free_bed
from services.housing.errors import (
    BedStillTaken,
    NoFreeBed,
    RoomIsBlocked,
    RoomNeededForStay,
    RoomNoLongerOffered,
    RoomNotBlocked,
    RoomNotInspected,
    RoomNotOpen,
    RoomOfAnotherCommittee,
    StayUnknown,
)


class Room(Aggregate):
    """A room and its beds, numbered from 1. No bed is ever taken twice on one day.

    Everything about the beds is decided here, in one aggregate: two proposals for the last
    bed meet in its stream of events, and only one of them finds the bed free.
    """

    TOPIC = "housing:Room"

    @event("Created", topic="housing:Room.Created")
    def __init__(
        self,
        id: UUID,
        provider_id: UUID,
        provider_person_id: UUID,
        committee: Committee,
        description: Description,
    ) -> None:
        self.provider_id = provider_id
        self.provider_person_id = provider_person_id
        self.committee = committee
        self.lc_id = committee.lc_id
        self.nmo_id = committee.nmo_id
        self.beds = description.beds
        self.has_passed = False
        self.is_withdrawn = False
        self.openings: list[Period] = []
        self.blocks: list[Period] = []
        self.stays: dict[UUID, Stay] = {}

    # -- what is offered -----------------------------------------------------------------------

    def inspect(self, passed: bool, inspected_on: date, findings: str, today: date) -> None:
        """Note what the committee saw; a room that did not pass takes no new stays."""
        self._must_be_offered()
        must_have_come(inspected_on, today)
        self._inspect(passed, inspected_on, findings, self.committee)

    @event("Inspected", topic="housing:Room.Inspected")
    def _inspect(
        self, passed: bool, inspected_on: date, findings: str, committee: Committee
    ) -> None:
        self.has_passed = passed

    def open(self, period: Period) -> None:
        """Make the beds available for a period. A stay has to lie inside one such period."""
        self._must_be_offered()
        self._must_have_passed()
        if period not in self.openings:
            self._open(period, self.committee)

    @event("Opened", topic="housing:Room.Opened")
    def _open(self, period: Period, committee: Committee) -> None:
        self.openings.append(period)

    def block(self, period: Period, reason: str) -> None:
        """Keep the room for its provider; refused when a student counts on a bed then."""
        self._must_be_offered()
        if period in self.blocks:
            return
        if any(stay.is_promised and stay.period.overlaps(period) for stay in self.stays.values()):
            raise RoomNeededForStay(start=period.start, end=period.end)
        self._block(period, reason, self.committee)

    @event("Blocked", topic="housing:Room.Blocked")
    def _block(self, period: Period, reason: str, committee: Committee) -> None:
        self.blocks.append(period)

    def unblock(self, period: Period) -> None:
        """Lift a block, given by its own days."""
        if period not in self.blocks:
            raise RoomNotBlocked(start=period.start, end=period.end)
        self._unblock(period, self.committee)

    @event("Unblocked", topic="housing:Room.Unblocked")
    def _unblock(self, period: Period, committee: Committee) -> None:
        self.blocks.remove(period)

    def withdraw(self, reason: str) -> None:
        """Take no new stays; those already held or booked go on."""
        if not self.is_withdrawn:
            self._withdraw(reason, self.committee)

    @event("Withdrawn", topic="housing:Room.Withdrawn")
    def _withdraw(self, reason: str, committee: Committee) -> None:
        self.is_withdrawn = True

    # -- a bed for a placement -------------------------------------------------------------------

    def hold(self, placement: Placement) -> None:
        """Keep the lowest bed that is free for the whole period; refused when there is none."""
        if placement.placement_id in self.stays:
            return
        period = placement.period
        self._must_take_stays(placement.hosting_lc_id, period)
        bed = free_bed(self.beds, self.stays.values(), period)
        if bed is None:
            raise NoFreeBed(start=period.start, end=period.end)
        self._hold(placement, bed, self.committee)

    @event("BedHeld", topic="housing:Room.BedHeld")
    def _hold(self, placement: Placement, bed: int, committee: Committee) -> None:
        self.stays[placement.placement_id] = Stay.held(placement, bed)

    def book(self, placement_id: UUID) -> None:
        """The held bed is the student's. Without a held bed there is nothing to book."""
        stay = self.stays.get(placement_id)
        if stay and stay.state is StayState.HELD:
            self._book(placement_id, stay.exchange_id, self.committee)

    @event("BedBooked", topic="housing:Room.BedBooked")
    def _book(self, placement_id: UUID, exchange_id: UUID, committee: Committee) -> None:
        self.stays[placement_id] = self.stays[placement_id].booked()

    def release(self, placement_id: UUID, reason: str) -> None:
        """Free the bed. A student who has the keys is not put out: that stay is ended."""
        stay = self.stays.get(placement_id)
        if stay and stay.is_ahead:
            self._release(placement_id, stay.exchange_id, reason, self.committee)

    @event("BedReleased", topic="housing:Room.BedReleased")
    def _release(
        self, placement_id: UUID, exchange_id: UUID, reason: str, committee: Committee
    ) -> None:
        self.stays[placement_id] = self.stays[placement_id].released()

    # -- the stay itself -------------------------------------------------------------------------

    def stay_of(self, exchange_id: UUID) -> Stay:
        """The exchange's stay in this room. Raises StayUnknown."""
        for stay in reversed(self.stays.values()):
            if stay.exchange_id == exchange_id and stay.state is not StayState.RELEASED:
                return stay
        raise StayUnknown(exchange_id=exchange_id)

    def hand_over_keys(self, exchange_id: UUID, on: date, today: date) -> None:
        """The student is there. Early keys need a bed that is free on the days before, too."""
        stay = self.stay_of(exchange_id)
        if stay.state is StayState.OCCUPIED:
            return
        stay.must_allow_keys(on, today)
        self._must_be_free_before(stay, on)
        self._hand_over_keys(stay.placement_id, exchange_id, on, self.committee)

    @event("KeysHandedOver", topic="housing:Room.KeysHandedOver")
    def _hand_over_keys(
        self, placement_id: UUID, exchange_id: UUID, handed_over_on: date, committee: Committee
    ) -> None:
        self.stays[placement_id] = self.stays[placement_id].begun(handed_over_on)

    def end_stay(self, exchange_id: UUID, on: date, today: date) -> None:
        """The student has left; from that day on the bed is free."""
        stay = self.stay_of(exchange_id)
        if stay.state is StayState.ENDED:
            return
        stay.must_allow_end(on, today)
        self._end_stay(stay.placement_id, exchange_id, on, self.committee)

    @event("StayEnded", topic="housing:Room.StayEnded")
    def _end_stay(
        self, placement_id: UUID, exchange_id: UUID, ended_on: date, committee: Committee
    ) -> None:
        self.stays[placement_id] = self.stays[placement_id].ended(ended_on)

    def rate(self, exchange_id: UUID, rating: int) -> None:
        """The student's mark for the room, after the stay and once."""
        stay = self.stay_of(exchange_id)
        stay.must_allow_rating(rating)
        self._rate(stay.placement_id, exchange_id, rating, self.committee)

    @event("Rated", topic="housing:Room.Rated")
    def _rate(
        self, placement_id: UUID, exchange_id: UUID, rating: int, committee: Committee
    ) -> None:
        self.stays[placement_id] = self.stays[placement_id].rated()

    # -- guards ------------------------------------------------------------------------------------

    def _must_be_offered(self) -> None:
        if self.is_withdrawn:
            raise RoomNoLongerOffered

    def _must_have_passed(self) -> None:
        if not self.has_passed:
            raise RoomNotInspected

    def _must_take_stays(self, lc_id: UUID, period: Period) -> None:
        if lc_id != self.lc_id:
            raise RoomOfAnotherCommittee
        self._must_be_offered()
        self._must_have_passed()
        if not any(opening.covers(period) for opening in self.openings):
            raise RoomNotOpen(start=period.start, end=period.end)
        if any(block.overlaps(period) for block in self.blocks):
            raise RoomIsBlocked(start=period.start, end=period.end)

    def _must_be_free_before(self, stay: Stay, on: date) -> None:
        early = stay.days_before(on)
        others = [other for other in self.stays.values() if other is not stay]
        if any(other.takes(stay.bed, early) for other in others):
            raise BedStillTaken(day=on, start=stay.period.start)
