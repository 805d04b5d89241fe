"""Offering rooms: who offers, what may be offered, and when beds can be had."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.housing.domain import Committee, Period, Provider
from services.housing.errors import (
    DayInFuture,
    EndBeforeStart,
    RoomNeededForStay,
    RoomNoLongerOffered,
    RoomNotBlocked,
    RoomNotInspected,
    RoomTooFar,
    RoomWithoutBed,
)
from tests.support.aggregates import names_of, replayed, state_of
from tests.unit.housing.given import (
    AUGUST,
    COMMITTEE,
    JULY,
    SPRING,
    SUMMER,
    booked,
    days,
    ended,
    held,
    inspected,
    occupied,
    offered,
    opened,
    provider,
)


def test_a_person_is_one_provider_of_a_committee():
    host = provider()

    assert host.id == Provider.create_id(host.person_id, COMMITTEE)
    assert host.id != Provider.create_id(host.person_id, Committee(uuid4(), COMMITTEE.nmo_id))


def test_a_room_belongs_to_its_providers_committee():
    room = offered()

    assert (room.lc_id, room.nmo_id) == (COMMITTEE.lc_id, COMMITTEE.nmo_id)


def test_a_room_may_be_45_minutes_from_the_hospital():
    assert offered(minutes_to_hospital=45)


def test_a_room_more_than_45_minutes_from_the_hospital_is_refused():
    with pytest.raises(RoomTooFar, match="45 minutes"):
        offered(minutes_to_hospital=46)


def test_a_room_without_a_bed_is_refused():
    with pytest.raises(RoomWithoutBed):
        offered(beds=0)


def test_a_room_that_was_not_inspected_cannot_be_opened():
    with pytest.raises(RoomNotInspected):
        offered().open(SUMMER)


def test_a_room_that_did_not_pass_cannot_be_opened():
    room = offered()
    room.inspect(passed=False, inspected_on=SPRING, findings="damp", today=SPRING)

    with pytest.raises(RoomNotInspected):
        room.open(SUMMER)


def test_an_inspection_lies_not_in_the_future():
    with pytest.raises(DayInFuture):
        offered().inspect(True, SPRING + timedelta(days=1), findings="", today=SPRING)


def test_a_room_that_passed_can_be_opened_for_several_periods():
    room = inspected()

    room.open(JULY)
    room.open(AUGUST)

    assert room.openings == [JULY, AUGUST]


def test_opening_the_same_period_again_changes_nothing():
    room = opened()

    room.open(SUMMER)

    assert names_of(room).count("Opened") == 1


def test_a_period_ends_not_before_it_starts():
    with pytest.raises(EndBeforeStart):
        Period.between(JULY.end, JULY.start)


@pytest.mark.parametrize("with_stay", [held, booked, occupied])
def test_a_block_that_touches_a_stay_is_refused(with_stay):
    room = opened()
    with_stay(room, days(1, 10))

    with pytest.raises(RoomNeededForStay):
        room.block(days(10, 12), "renovation")


def test_a_block_beside_a_stay_is_fine():
    room = opened()
    booked(room, days(1, 10))

    room.block(days(11, 12), "renovation")

    assert room.blocks == [days(11, 12)]


def test_a_stay_that_was_released_or_has_ended_does_not_hinder_a_block():
    room = opened(beds=2)
    room.release(held(room).placement_id, "cancelled")
    ended(room)

    room.block(JULY, "renovation")

    assert room.blocks == [JULY]


def test_blocking_the_same_days_again_changes_nothing():
    room = opened()

    room.block(JULY, "renovation")
    room.block(JULY, "renovation")

    assert room.blocks == [JULY]


def test_a_lifted_block_is_gone():
    room = opened()
    room.block(JULY, "renovation")

    room.unblock(JULY)

    assert held(room).placement_id in room.stays


def test_only_a_block_can_be_lifted():
    with pytest.raises(RoomNotBlocked):
        opened().unblock(JULY)


def test_withdrawal_keeps_the_stays_that_are_held_or_booked():
    room = opened(beds=2)
    stays = [held(room), booked(room)]

    room.withdraw("sold")
    room.book(stays[0].placement_id)

    assert all(room.stays[stay.placement_id].state == "booked" for stay in stays)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda room: room.inspect(True, SPRING, findings="", today=SPRING),
        lambda room: room.open(AUGUST),
        lambda room: room.block(AUGUST, ""),
    ],
)
def test_a_withdrawn_room_is_not_offered_further(attempt):
    room = opened()
    room.withdraw("sold")

    with pytest.raises(RoomNoLongerOffered):
        attempt(room)


def test_withdrawing_again_changes_nothing():
    room = opened()

    room.withdraw("sold")
    room.withdraw("sold")

    assert names_of(room).count("Withdrawn") == 1


def test_a_room_is_the_same_after_replay():
    room = opened(beds=3)
    room.block(AUGUST, "renovation")
    ended(room)
    occupied(room)
    room.release(booked(room).placement_id, "cancelled")
    room.withdraw("sold")

    assert state_of(replayed(room.pending_events)) == state_of(room)
