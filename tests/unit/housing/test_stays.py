"""Stays: keys, the end, and the student's mark."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.housing.errors import (
    BedStillTaken,
    DayInFuture,
    KeysNotHandedOver,
    KeysOutsideStay,
    LeftBeforeArrival,
    RatingOutOfScale,
    RoomAlreadyRated,
    StayNotBooked,
    StayNotOver,
    StayUnknown,
)
from tests.support.aggregates import names_of
from tests.unit.housing.given import (
    AUTUMN,
    JULY,
    SUMMER,
    booked,
    days,
    ended,
    held,
    july,
    occupied,
    opened,
)

ONE_DAY = timedelta(days=1)


def test_keys_are_handed_over_for_a_booked_bed():
    room = opened()
    asked = booked(room)

    room.hand_over_keys(asked.exchange_id, july(2), today=july(2))

    stay = room.stay_of(asked.exchange_id)
    assert (stay.state, stay.arrived_on) == ("occupied", july(2))


def test_keys_for_a_bed_that_is_only_held_are_refused():
    room = opened()

    with pytest.raises(StayNotBooked):
        room.hand_over_keys(held(room).exchange_id, JULY.start, today=AUTUMN)


def test_keys_for_an_exchange_without_a_stay_are_refused():
    with pytest.raises(StayUnknown):
        opened().hand_over_keys(uuid4(), JULY.start, today=AUTUMN)


def test_keys_for_a_released_stay_are_refused():
    room = opened()
    asked = booked(room)
    room.release(asked.placement_id, "cancelled")

    with pytest.raises(StayUnknown):
        room.hand_over_keys(asked.exchange_id, JULY.start, today=AUTUMN)


def test_keys_can_be_handed_over_3_days_early():
    room = opened()
    asked = booked(room)

    room.hand_over_keys(asked.exchange_id, JULY.start - 3 * ONE_DAY, today=AUTUMN)

    assert room.stay_of(asked.exchange_id).period.start == JULY.start - 3 * ONE_DAY


@pytest.mark.parametrize("day", [JULY.start - 4 * ONE_DAY, JULY.end + ONE_DAY])
def test_keys_on_a_day_outside_the_stay_are_refused(day):
    room = opened()

    with pytest.raises(KeysOutsideStay, match="2027-06-28 to 2027-07-28"):
        room.hand_over_keys(booked(room).exchange_id, day, today=AUTUMN)


def test_keys_are_not_handed_over_in_the_future():
    room = opened()

    with pytest.raises(DayInFuture):
        room.hand_over_keys(booked(room).exchange_id, july(2), today=july(1))


def test_early_keys_do_not_put_two_students_into_one_bed():
    room = opened()
    booked(room, days(1, 10))
    next_one = booked(room, days(11, 20))

    with pytest.raises(BedStillTaken):
        room.hand_over_keys(next_one.exchange_id, july(10), today=AUTUMN)


def test_handing_the_keys_over_again_changes_nothing():
    room = opened()
    asked = occupied(room)

    room.hand_over_keys(asked.exchange_id, july(5), today=AUTUMN)

    assert names_of(room).count("KeysHandedOver") == 1


def test_a_stay_ends_on_the_day_the_student_leaves():
    room = opened()
    asked = ended(room, on=july(20))

    stay = room.stay_of(asked.exchange_id)
    assert (stay.state, stay.period.end) == ("ended", july(19))


def test_leaving_late_does_not_take_the_bed_from_the_next():
    room = opened()
    asked = ended(room, on=JULY.end + 5 * ONE_DAY)

    assert room.stay_of(asked.exchange_id).period.end == JULY.end


def test_a_stay_without_keys_cannot_end():
    room = opened()

    with pytest.raises(KeysNotHandedOver):
        room.end_stay(booked(room).exchange_id, JULY.end, today=AUTUMN)


def test_nobody_leaves_before_they_came():
    room = opened()
    asked = booked(room)
    room.hand_over_keys(asked.exchange_id, july(3), today=AUTUMN)

    with pytest.raises(LeftBeforeArrival, match="2027-07-03"):
        room.end_stay(asked.exchange_id, july(2), today=AUTUMN)


def test_nobody_has_left_in_the_future():
    room = opened()

    with pytest.raises(DayInFuture):
        room.end_stay(occupied(room).exchange_id, july(20), today=july(19))


def test_ending_a_stay_again_changes_nothing():
    room = opened()
    asked = ended(room)

    room.end_stay(asked.exchange_id, SUMMER.end, today=AUTUMN)

    assert names_of(room).count("StayEnded") == 1


def test_a_room_is_rated_after_the_stay():
    room = opened()

    room.rate(ended(room).exchange_id, 4)

    assert room.pending_events[-1].rating == 4


def test_a_room_is_not_rated_before_the_stay_has_ended():
    room = opened()

    with pytest.raises(StayNotOver):
        room.rate(occupied(room).exchange_id, 4)


def test_a_stay_is_rated_once():
    room = opened()
    asked = ended(room)
    room.rate(asked.exchange_id, 4)

    with pytest.raises(RoomAlreadyRated):
        room.rate(asked.exchange_id, 5)


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_goes_from_1_to_5(rating):
    room = opened()

    with pytest.raises(RatingOutOfScale):
        room.rate(ended(room).exchange_id, rating)
