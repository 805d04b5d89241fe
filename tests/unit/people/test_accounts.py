"""Accounts: opened, closed, opened again; nothing is forgotten."""

import pytest

from services.people.errors import AccountIsClosed, AccountNotOpen
from tests.unit.people.given import NEXT_TERM, grant, names_of, registered, replayed, with_account


def test_a_registered_person_has_no_account():
    assert not registered().is_open


def test_an_open_account_is_opened_once():
    person = with_account()

    person.open_account()

    assert names_of(person) == ["Created", "AccountOpened"]


def test_an_account_that_was_never_opened_cannot_be_closed():
    with pytest.raises(AccountNotOpen):
        registered().close_account("misuse")


def test_an_account_is_closed_once():
    person = with_account()
    person.close_account("own_wish")

    person.close_account("own_wish")

    assert names_of(person) == ["Created", "AccountOpened", "AccountClosed"]


def test_a_closed_account_loses_no_history():
    person = with_account()
    grant_id = grant(person)

    person.close_account("left_the_organisation")

    assert grant_id in person.roles


def test_a_closed_account_takes_no_role():
    person = with_account()
    person.close_account("left_the_organisation")

    with pytest.raises(AccountIsClosed):
        grant(person)


def test_a_closed_account_can_be_opened_again():
    person = with_account()
    person.close_account("own_wish")

    person.open_account()
    grant(person, NEXT_TERM)

    assert person.is_open


def test_only_a_person_with_an_account_is_invited():
    with pytest.raises(AccountNotOpen):
        registered().invite()


def test_a_change_of_nothing_is_not_recorded():
    person = registered()

    person.change_data([])

    assert names_of(person) == ["Created"]


def test_a_person_is_the_same_after_a_replay():
    person = with_account()
    person.end_role(grant(person), NEXT_TERM[0], "resigned", NEXT_TERM[0])
    grant(person, NEXT_TERM)
    person.change_data(["email"])

    again = replayed(person.pending_events)

    assert (again.account, again.roles) == (person.account, person.roles)
    assert (again.home_lc_id, again.home_nmo_id) == (person.home_lc_id, person.home_nmo_id)
