"""Beds for placements: held, booked, released; and never taken twice on one day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.housing.domain import Period, Room
from services.housing.errors import (
    EndBeforeStart,
    NoFreeBed,
    Refusal,
    RoomIsBlocked,
    RoomNoLongerOffered,
    RoomNotInspected,
    RoomNotOpen,
    RoomOfAnotherCommittee,
)
from tests.support.aggregates import names_of
from tests.support.effort import effort
from tests.unit.housing.given import (
    AUGUST,
    AUTUMN,
    JULY,
    SPRING,
    SUMMER,
    bed_of,
    booked,
    days,
    ended,
    held,
    inspected,
    occupied,
    opened,
    placement,
)


def test_the_lowest_free_bed_is_held():
    room = opened(beds=3)

    beds = [bed_of(room, held(room)) for _ in range(3)]

    assert beds == [1, 2, 3]


def test_a_bed_that_is_free_for_only_a_part_is_passed_over():
    room = opened(beds=2)
    held(room, days(1, 10))

    assert bed_of(room, held(room, days(10, 20))) == 2
    assert bed_of(room, held(room, days(11, 20))) == 1


def test_the_last_day_of_a_stay_is_taken():
    room = opened()
    held(room, days(1, 10))

    with pytest.raises(NoFreeBed, match="2027-07-10"):
        held(room, days(10, 20))


def test_the_day_after_a_stay_is_free():
    room = opened()
    held(room, days(1, 10))

    assert bed_of(room, held(room, days(11, 20))) == 1


def test_two_gaps_in_two_beds_are_not_one_free_bed():
    room = opened(beds=2)
    held(room, days(1, 10))
    held(room, days(1, 20))
    held(room, days(21, 28))

    with pytest.raises(NoFreeBed):
        held(room, days(5, 25))


def test_a_stay_lies_inside_one_availability_period():
    room = opened(period=days(1, 14))
    room.open(days(15, 28))

    with pytest.raises(RoomNotOpen):
        held(room, days(10, 20))


def test_a_stay_may_fill_an_availability_period():
    room = opened(period=JULY)

    assert held(room, JULY).placement_id in room.stays


def test_a_room_that_was_never_opened_holds_nothing():
    with pytest.raises(RoomNotOpen):
        held(inspected())


def test_a_blocked_day_hinders_a_stay():
    room = opened()
    room.block(days(28, 31), "")

    with pytest.raises(RoomIsBlocked):
        held(room, JULY)


def test_a_room_that_failed_a_later_inspection_takes_no_new_stay():
    room = opened()
    room.inspect(passed=False, inspected_on=SPRING, findings="mould", today=SPRING)

    with pytest.raises(RoomNotInspected):
        held(room)


def test_a_withdrawn_room_takes_no_new_stay():
    room = opened()
    room.withdraw("sold")

    with pytest.raises(RoomNoLongerOffered):
        held(room)


def test_a_committee_gives_only_its_own_beds():
    with pytest.raises(RoomOfAnotherCommittee):
        opened().hold(placement(lc_id=uuid4()))


def test_a_placement_for_no_day_is_refused():
    with pytest.raises(EndBeforeStart):
        opened().hold(placement(Period(JULY.end, JULY.start)))


def test_a_placement_asks_for_one_bed_however_often_it_is_told():
    room = opened(beds=2)
    asked = held(room)

    room.hold(asked)

    assert names_of(room).count("BedHeld") == 1


def test_a_placement_that_was_released_is_not_held_again():
    room = opened()
    asked = held(room)
    room.release(asked.placement_id, "expired")

    room.hold(asked)

    assert room.stays[asked.placement_id].state == "released"


def test_a_released_bed_is_free():
    room = opened()
    room.release(booked(room).placement_id, "cancelled")

    assert bed_of(room, held(room)) == 1


def test_releasing_what_was_never_held_changes_nothing():
    room = opened()

    room.release(uuid4(), "cancelled")

    assert "BedReleased" not in names_of(room)


def test_who_has_the_keys_is_not_put_out():
    room = opened()
    asked = occupied(room)

    room.release(asked.placement_id, "cancelled")

    assert room.stays[asked.placement_id].state == "occupied"


def test_only_a_held_bed_is_booked_and_only_once():
    room = opened()
    asked = booked(room)

    room.book(asked.placement_id)
    room.book(uuid4())

    assert names_of(room).count("BedBooked") == 1


def test_a_bed_is_free_from_the_day_its_student_left():
    room = opened()
    ended(room, on=days(1, 20).end)

    with pytest.raises(NoFreeBed):
        held(room, days(19, 28))
    assert bed_of(room, held(room, days(20, 28))) == 1


PERIODS = st.builds(
    lambda start, length: Period(start, start + timedelta(days=length)),
    st.dates(SUMMER.start, SUMMER.end),
    st.integers(0, 40),
)


@effort(100)
@given(st.integers(1, 3), st.lists(st.tuples(PERIODS, st.integers(0, 4)), max_size=12))
def test_no_bed_is_ever_taken_twice_on_one_day(beds, requests):
    room = opened(beds)

    for period, how_far in requests:
        _try_stay(room, period, how_far)

    assert not _double_bookings(room)


def _try_stay(room: Room, period: Period, how_far: int) -> None:
    """Ask for a bed; then leave it held, release it, or live in it, with early keys and leave."""
    asked = placement(period)
    try:
        room.hold(asked)
        if how_far == 1:
            room.release(asked.placement_id, "expired")
        if how_far >= 2:
            room.book(asked.placement_id)
            early = timedelta(days=3 if how_far >= 3 else 0)
            room.hand_over_keys(asked.exchange_id, period.start - early, today=AUTUMN)
        if how_far == 4:
            room.end_stay(asked.exchange_id, period.start, today=AUTUMN)
    except Refusal:
        return


def _double_bookings(room: Room) -> list[int]:
    stays = [stay for stay in room.stays.values() if stay.state != "released"]
    return [
        one.bed
        for number, one in enumerate(stays)
        for other in stays[:number]
        if one.bed == other.bed and one.period.overlaps(other.period)
    ]


def test_stays_in_other_months_share_a_bed():
    room = opened()

    assert bed_of(room, held(room, JULY)) == bed_of(room, held(room, AUGUST)) == 1
