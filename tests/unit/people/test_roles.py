"""Roles: for a unit, from a day to a day, and ended early when need be."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.people.domain import LONGEST_TERM
from services.people.errors import (
    EndLiesInThePast,
    EndNotInTerm,
    RoleAlreadyHeld,
    RoleNotHeld,
    TermEndsBeforeItBegins,
    TermTooLong,
)
from tests.unit.people.given import NEXT_TERM, TERM, TODAY, grant, names_of, with_account

ONE_DAY = timedelta(days=1)


@pytest.fixture
def person():
    return with_account()


def test_a_term_does_not_end_before_it_begins(person):
    with pytest.raises(TermEndsBeforeItBegins):
        grant(person, (TERM[1], TERM[0]))


def test_a_term_may_be_one_day(person):
    grant_id = grant(person, (TODAY, TODAY))

    assert person.role(grant_id).valid_until == TODAY


def test_a_term_may_last_as_long_as_the_longest(person):
    grant(person, (TODAY, TODAY + LONGEST_TERM - ONE_DAY))


def test_a_term_does_not_last_longer_than_the_longest(person):
    with pytest.raises(TermTooLong) as refused:
        grant(person, (TODAY, TODAY + LONGEST_TERM))

    assert refused.value.details == {"days": 400}


def test_the_same_role_for_the_same_unit_is_not_held_twice_on_a_day(person):
    grant(person)

    with pytest.raises(RoleAlreadyHeld):
        grant(person, (TERM[1], NEXT_TERM[1]))


def test_the_same_role_can_be_granted_again_for_the_day_after_the_term(person):
    grant(person)

    grant(person, NEXT_TERM)

    assert len(person.roles) == 2


def test_the_same_role_can_be_held_for_two_units(person):
    grant(person)

    grant(person, unit_id=uuid4())

    assert len(person.roles) == 2


def test_two_roles_can_be_held_for_the_same_unit(person):
    unit_id = uuid4()

    grant(person, role="nore_in", unit_id=unit_id)
    grant(person, role="nore_out", unit_id=unit_id)

    assert len(person.roles) == 2


def test_a_grant_that_is_told_twice_is_recorded_once(person):
    grant_id = uuid4()

    for _ in range(2):
        person.grant_role(grant_id, "lore", "lc", person.home_lc_id, *TERM)

    assert names_of(person).count("RoleGranted") == 1


def test_a_role_that_is_ended_is_held_until_the_day_before(person):
    grant_id = grant(person)

    person.end_role(grant_id, date(2027, 4, 1), "resigned", TODAY)

    assert person.role(grant_id).valid_until == date(2027, 3, 31)


def test_a_role_that_is_ended_leaves_room_for_another_term(person):
    person.end_role(grant(person), TODAY, "granted_by_mistake", TODAY)

    grant(person, (TODAY, TERM[1]))

    assert names_of(person).count("RoleGranted") == 2


def test_an_end_that_is_told_twice_is_recorded_once(person):
    grant_id = grant(person)
    person.end_role(grant_id, TODAY, "resigned", TODAY)

    person.end_role(grant_id, TODAY, "resigned", TODAY)

    assert names_of(person).count("RoleEnded") == 1


def test_an_end_that_is_told_late_is_recorded_once(person):
    grant_id = grant(person)
    person.end_role(grant_id, TODAY, "resigned", TODAY)

    person.end_role(grant_id, TODAY, "resigned", TODAY + 30 * ONE_DAY)

    assert names_of(person).count("RoleEnded") == 1


def test_a_role_is_not_ended_in_the_past(person):
    with pytest.raises(EndLiesInThePast):
        person.end_role(grant(person), TODAY - ONE_DAY, "resigned", TODAY)


def test_a_role_is_not_ended_later_than_its_term(person):
    with pytest.raises(EndNotInTerm):
        person.end_role(grant(person), TERM[1] + 2 * ONE_DAY, "resigned", TODAY)


def test_a_role_that_has_not_begun_can_be_called_off(person):
    grant_id = grant(person, NEXT_TERM)

    person.end_role(grant_id, TODAY, "granted_by_mistake", TODAY)

    assert person.role(grant_id).valid_until < NEXT_TERM[0]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_impossible_day_is_refused_in_words(person, day):
    with pytest.raises((EndLiesInThePast, EndNotInTerm)):
        person.end_role(grant(person), day, "resigned", TODAY)


def test_a_role_that_was_never_granted_is_not_ended(person):
    with pytest.raises(RoleNotHeld):
        person.end_role(uuid4(), TODAY, "resigned", TODAY)


def test_who_holds_a_role_today_or_later_is_an_officer(person):
    grant(person)

    assert person.holds_office(TERM[1])
    assert not person.holds_office(TERM[1] + ONE_DAY)
