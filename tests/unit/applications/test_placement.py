"""Placements: three answers in any order complete one, a single no ends it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from services.applications.domain.parties import Wanted
from services.applications.domain.placement import Placement, PlacementState
from tests.support.aggregates import names_of, replayed, state_of
from tests.unit.applications.samples import UNTIL

MENTOR, GUIDE = uuid4(), uuid4()
SUCCESSOR, SUCCESSOR_PERSON = uuid4(), uuid4()
Answer = Callable[[Placement], None]
ANSWERS: dict[str, Answer] = {
    "mentor": lambda placement: placement.confirm_mentor(MENTOR),
    "bed": lambda placement: placement.hold_bed(),
    "contact_person": lambda placement: placement.hold_contact_person(GUIDE),
}


def proposed() -> Placement:
    return Placement(uuid4(), Wanted(uuid4(), uuid4(), uuid4(), uuid4()), UNTIL)


def answered(*answers: str) -> Placement:
    placement = proposed()
    for answer in answers:
        ANSWERS[answer](placement)
    return placement


@pytest.mark.parametrize("order", list(permutations(ANSWERS)))
def test_three_answers_complete_a_placement_in_any_order(order: tuple[str, ...]) -> None:
    placement = answered(*order[:2])
    assert placement.placed is None
    ANSWERS[order[2]](placement)
    assert placement.state is PlacementState.COMPLETE
    assert placement.placed
    assert placement.placed.mentor_person_id == MENTOR
    assert placement.placed.contact_person_person_id == GUIDE


@pytest.mark.parametrize("order", list(permutations(ANSWERS)))
def test_answers_told_twice_count_once(order: tuple[str, ...]) -> None:
    placement = answered(*(name for name in order for _ in range(2)), *order)
    assert names_of(placement).count("Completed") == 1
    assert placement.version == 5


def test_a_slot_without_the_mentors_yes_does_not_complete() -> None:
    placement = answered("bed", "contact_person")
    placement.wait_for_mentor()
    placement.wait_for_mentor()
    assert placement.state is PlacementState.OPEN
    assert names_of(placement).count("MentorAsked") == 1


def test_one_no_after_two_holds_releases_the_placement() -> None:
    placement = answered("bed", "contact_person")
    assert placement.refuse()
    assert placement.state is PlacementState.RELEASED


def test_a_placement_ends_once() -> None:
    placement = answered("bed")
    assert placement.refuse()
    assert not placement.refuse()
    assert not placement.expire(UNTIL)
    placement.release()
    assert names_of(placement).count("Released") == 1


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_to_a_released_placement_comes_to_nothing(answer: str) -> None:
    placement = answered(*(name for name in ANSWERS if name != answer))
    placement.release()
    ANSWERS[answer](placement)
    placement.wait_for_mentor()
    assert names_of(placement)[-1] == "Released"
    assert placement.placed is None


def test_a_no_after_completion_still_releases() -> None:
    placement = answered(*ANSWERS)
    assert placement.refuse()
    assert placement.placed is None


@pytest.mark.parametrize("answers", [("bed",), tuple(ANSWERS)])
def test_a_placement_expires_at_its_moment_and_not_before(answers: tuple[str, ...]) -> None:
    placement = answered(*answers)
    assert not placement.expire(UNTIL - timedelta(seconds=1))
    assert placement.expire(UNTIL)
    assert placement.state is PlacementState.RELEASED


def test_a_kept_placement_neither_expires_nor_is_refused_any_more() -> None:
    placement = answered(*ANSWERS)
    placement.keep()
    placement.keep()
    assert not placement.expire(UNTIL)
    assert not placement.refuse()
    assert placement.state is PlacementState.KEPT
    assert names_of(placement).count("Kept") == 1


def test_a_kept_placement_can_be_released() -> None:
    placement = answered(*ANSWERS)
    placement.keep()
    placement.release()
    assert placement.state is PlacementState.RELEASED


def test_only_a_complete_placement_is_kept() -> None:
    placement = answered("bed")
    placement.keep()
    assert placement.state is PlacementState.OPEN


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_colleague_takes_over_in_a_complete_or_kept_placement(*, is_kept: bool) -> None:
    placement = answered(*ANSWERS)
    if is_kept:
        placement.keep()
    state = placement.state
    assert placement.change_contact_person(SUCCESSOR, SUCCESSOR_PERSON)
    assert placement.placed
    assert placement.placed.contact_person_id == SUCCESSOR
    assert placement.placed.contact_person_person_id == SUCCESSOR_PERSON
    assert placement.placed.mentor_person_id == MENTOR
    assert (placement.wanted.contact_person_id, placement.state) == (SUCCESSOR, state)


def test_who_has_taken_over_before_completion_is_the_one_who_is_placed() -> None:
    placement = answered("bed", "contact_person")
    assert placement.change_contact_person(SUCCESSOR, SUCCESSOR_PERSON)
    assert placement.state is PlacementState.OPEN
    placement.confirm_mentor(MENTOR)
    assert placement.placed
    assert placement.placed.contact_person_id == SUCCESSOR
    assert placement.placed.contact_person_person_id == SUCCESSOR_PERSON


def test_the_first_contact_person_takes_over_from_nobody() -> None:
    placement = answered("bed")
    assert not placement.change_contact_person(placement.wanted.contact_person_id, GUIDE)
    placement.hold_contact_person(GUIDE)
    assert not placement.change_contact_person(placement.wanted.contact_person_id, GUIDE)


def test_taking_over_twice_is_no_news() -> None:
    placement = answered(*ANSWERS)
    assert placement.change_contact_person(SUCCESSOR, SUCCESSOR_PERSON)
    assert not placement.change_contact_person(SUCCESSOR, SUCCESSOR_PERSON)
    assert names_of(placement).count("ContactPersonChanged") == 1


def test_nobody_takes_over_in_a_released_placement() -> None:
    placement = answered(*ANSWERS)
    placement.release()
    assert not placement.change_contact_person(SUCCESSOR, SUCCESSOR_PERSON)
    assert names_of(placement)[-1] == "Released"


def test_a_placement_is_restored_from_its_events() -> None:
    placement = answered(*ANSWERS)
    placement.keep()
    placement.change_contact_person(SUCCESSOR, SUCCESSOR_PERSON)
    assert state_of(replayed(placement.pending_events)) == state_of(placement)
