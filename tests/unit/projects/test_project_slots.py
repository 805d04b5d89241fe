"""Mentor slots: never more on any day than the places of its month."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.projects.domain.slots import SlotState
from services.projects.errors import (
    MentorHasConfirmed,
    NoFreeSlot,
    PlacesOccupied,
    ProjectNotPublished,
    SlotHoldExpired,
    SlotNotHeld,
)
from tests.support.effort import effort
from tests.unit.projects.given import (
    IN_TIME,
    JULY,
    UNTIL,
    drafted,
    held,
    names_of,
    published,
    replayed,
    state_of,
)

A_MINUTE = timedelta(minutes=1)


# -- places


def test_a_month_that_was_not_opened_has_no_places():
    with pytest.raises(NoFreeSlot):
        held(published(august=1))


def test_the_last_place_is_held_once():
    project = published(july=1)
    held(project)

    with pytest.raises(NoFreeSlot) as refused:
        held(project)

    assert refused.value.details == {"day": JULY[0], "places": 1}


def test_every_place_of_a_month_can_be_held():
    project = published(july=2)

    assert held(project) != held(project)


def test_one_full_day_in_the_period_is_enough_to_refuse():
    project = published(july=1)
    held(project, date(2027, 7, 28), date(2027, 7, 31))

    with pytest.raises(NoFreeSlot) as refused:
        held(project, date(2027, 7, 1), date(2027, 7, 28))

    assert refused.value.details["day"] == date(2027, 7, 28)


def test_periods_that_do_not_touch_share_a_place():
    project = published(july=1)

    held(project, date(2027, 7, 1), date(2027, 7, 14))
    held(project, date(2027, 7, 15), date(2027, 7, 31))


def test_a_period_over_two_months_needs_a_place_in_both():
    over_both = (date(2027, 7, 12), date(2027, 8, 8))

    held(published(july=1, august=1), *over_both)
    with pytest.raises(NoFreeSlot):
        held(published(july=1), *over_both)


def test_places_are_not_reduced_below_the_slots_of_the_busiest_day():
    project = published(july=3)
    held(project, date(2027, 7, 1), date(2027, 7, 14))
    held(project, date(2027, 7, 14), date(2027, 7, 28))

    with pytest.raises(PlacesOccupied) as refused:
        project.open_places("2027-07", 1)

    assert refused.value.details == {"month": "2027-07", "occupied": 2}


def test_places_can_be_reduced_to_the_slots_that_are_taken_and_raised_again():
    project = published(july=3)
    held(project)

    project.open_places("2027-07", 1)
    project.open_places("2027-07", 2)

    held(project)


def test_places_of_months_without_slots_can_be_closed():
    project = published(july=1, august=1)
    held(project)

    project.open_places("2027-08", 0)

    assert project.slots.places == {"2027-07": 1, "2027-08": 0}


def test_places_can_be_opened_before_the_project_is_published():
    project = drafted()

    project.open_places("2027-07", 1)

    assert names_of(project)[-1] == "PlacesOpened"


# -- which projects


def test_a_project_that_is_not_published_holds_no_slot():
    project = drafted()
    project.open_places("2027-07", 1)

    with pytest.raises(ProjectNotPublished):
        held(project)


@pytest.mark.parametrize("end_of_offer", ["suspend", "archive"])
def test_a_suspended_or_archived_project_holds_no_new_slot(end_of_offer):
    project = published(july=1)
    getattr(project, end_of_offer)("mentor_on_leave")

    with pytest.raises(ProjectNotPublished):
        held(project)


@pytest.mark.parametrize("end_of_offer", ["suspend", "archive"])
def test_slots_of_a_suspended_or_archived_project_go_on(end_of_offer):
    project = published(july=1)
    placement_id = held(project)
    getattr(project, end_of_offer)("mentor_on_leave")

    project.confirm_placement(placement_id, at=IN_TIME)
    project.book_slot(placement_id)

    assert names_of(project)[-2:] == ["MentorConfirmed", "SlotBooked"]


# -- the mentor's answer


def test_the_mentor_confirms_until_the_last_moment():
    project = published(july=1)

    project.confirm_placement(held(project), at=UNTIL)

    assert names_of(project)[-1] == "MentorConfirmed"


def test_the_mentor_cannot_confirm_when_the_time_is_over():
    project = published(july=1)
    placement_id = held(project)

    with pytest.raises(SlotHoldExpired):
        project.confirm_placement(placement_id, at=UNTIL + A_MINUTE)


def test_an_expired_hold_still_keeps_its_place():
    """Only applications, which owns the placement, frees it: so nothing is given twice."""
    project = published(july=1)
    placement_id = held(project)
    with pytest.raises(SlotHoldExpired):
        project.confirm_placement(placement_id, at=UNTIL + A_MINUTE)

    with pytest.raises(NoFreeSlot):
        held(project)


def test_confirming_again_is_silently_fine_also_after_the_time_and_the_booking():
    project = published(july=1)
    placement_id = held(project)
    project.confirm_placement(placement_id, at=IN_TIME)

    project.confirm_placement(placement_id, at=UNTIL + A_MINUTE)
    project.book_slot(placement_id)
    project.confirm_placement(placement_id, at=UNTIL + A_MINUTE)

    assert names_of(project).count("MentorConfirmed") == 1


def test_a_declined_placement_frees_its_place():
    project = published(july=1)

    project.decline_placement(held(project), "away_that_month")

    held(project)


def test_declining_again_is_silently_fine():
    project = published(july=1)
    placement_id = held(project)

    project.decline_placement(placement_id, "away_that_month")
    project.decline_placement(placement_id, "away_that_month")

    assert names_of(project).count("MentorDeclined") == 1


def test_a_confirmed_placement_cannot_be_declined():
    project = published(july=1)
    placement_id = held(project)
    project.confirm_placement(placement_id, at=IN_TIME)

    with pytest.raises(MentorHasConfirmed):
        project.decline_placement(placement_id, "away_that_month")


def test_a_released_placement_cannot_be_declined():
    project = published(july=1)
    placement_id = held(project)
    project.release_slot(placement_id, "expired")

    with pytest.raises(SlotNotHeld):
        project.decline_placement(placement_id, "away_that_month")


def test_a_declined_or_released_placement_cannot_be_confirmed():
    project = published(july=2)
    declined, released = held(project), held(project)
    project.decline_placement(declined, "away_that_month")
    project.release_slot(released, "expired")

    for placement_id in (declined, released):
        with pytest.raises(SlotNotHeld):
            project.confirm_placement(placement_id, at=IN_TIME)


def test_a_placement_without_a_slot_cannot_be_answered():
    project = published(july=1)

    with pytest.raises(SlotNotHeld):
        project.confirm_placement(uuid4(), at=IN_TIME)
    with pytest.raises(SlotNotHeld):
        project.decline_placement(uuid4(), "away_that_month")


# -- booking and releasing


def test_the_states_of_a_slot_in_order():
    project = published(july=1)
    placement_id = held(project)
    states = [project.slots.by_placement[placement_id].state]

    for step in (
        lambda: project.confirm_placement(placement_id, at=IN_TIME),
        lambda: project.book_slot(placement_id),
        lambda: project.release_slot(placement_id, "no_show"),
    ):
        step()
        states.append(project.slots.by_placement[placement_id].state)

    assert states == [SlotState.HELD, SlotState.CONFIRMED, SlotState.BOOKED, SlotState.RELEASED]


def test_a_booked_slot_keeps_its_place():
    project = published(july=1)

    project.book_slot(held(project))

    with pytest.raises(NoFreeSlot):
        held(project)


@pytest.mark.parametrize("is_booked", [False, True])
def test_a_released_slot_frees_its_place(is_booked):
    project = published(july=1)
    placement_id = held(project)
    if is_booked:
        project.book_slot(placement_id)

    project.release_slot(placement_id, "cancelled")

    held(project)


def test_an_instruction_told_twice_is_carried_out_once():
    project = published(july=1)
    placement_id, exchange_id = uuid4(), uuid4()

    for _ in range(2):
        project.hold_slot(placement_id, exchange_id, *JULY, UNTIL)
    for _ in range(2):
        project.book_slot(placement_id)
    for _ in range(2):
        project.release_slot(placement_id, "cancelled")

    assert names_of(project)[-3:] == ["SlotHeld", "SlotBooked", "SlotReleased"]


def test_a_hold_told_after_its_release_holds_nothing():
    project = published(july=1)
    placement_id = held(project)
    project.release_slot(placement_id, "expired")

    project.hold_slot(placement_id, uuid4(), *JULY, UNTIL)

    assert names_of(project)[-1] == "SlotReleased"


def test_a_booking_told_after_the_release_books_nothing():
    project = published(july=1)
    placement_id = held(project)
    project.release_slot(placement_id, "expired")

    project.book_slot(placement_id)

    assert names_of(project)[-1] == "SlotReleased"


def test_booking_or_releasing_a_placement_without_a_slot_changes_nothing():
    project = published(july=1)

    project.book_slot(uuid4())
    project.release_slot(uuid4(), "expired")

    assert names_of(project)[-1] == "PlacesOpened"


# -- always

DAYS = st.integers(0, 60).map(lambda offset: date(2027, 7, 1) + timedelta(days=offset))
PERIODS = st.tuples(DAYS, st.integers(0, 40)).map(lambda p: (p[0], p[0] + timedelta(days=p[1])))
ATTEMPTS = st.lists(
    st.tuples(PERIODS, st.sampled_from(["keep", "book", "decline", "release"])), max_size=12
)


def attempt(project, period, then) -> None:
    try:
        placement_id = held(project, *period)
    except NoFreeSlot:
        return
    {
        "keep": lambda: None,
        "book": lambda: project.book_slot(placement_id),
        "decline": lambda: project.decline_placement(placement_id, "away_that_month"),
        "release": lambda: project.release_slot(placement_id, "cancelled"),
    }[then]()


@effort(60)
@given(july=st.integers(0, 2), august=st.integers(0, 2), attempts=ATTEMPTS)
def test_no_day_ever_has_more_slots_than_places_whatever_happens(july, august, attempts):
    project = published(july=july, august=august)

    for period, then in attempts:
        attempt(project, period, then)

    for offset in range(110):
        day = date(2027, 6, 20) + timedelta(days=offset)
        places = project.slots.places.get(f"{day:%Y-%m}", 0)
        assert project.slots.occupied_on(day) <= places
    assert state_of(replayed(project.pending_events)) == state_of(project)
