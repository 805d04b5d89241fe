"""Contact persons: never more duties on one day than the load limit; colleagues step in."""

from uuid import uuid4

import pytest

from services.housing.domain import Committee, ContactPerson
from services.housing.errors import (
    AlreadyExists,
    ContactPersonFullyLoaded,
    ContactPersonHasRetired,
    ContactPersonOfAnotherCommittee,
    DutyUnknown,
    LoadLimitTooLow,
    SameContactPerson,
)
from tests.support.aggregates import names_of, replayed, state_of
from tests.unit.housing.given import (
    AUGUST,
    COMMITTEE,
    JULY,
    assigned,
    cares_for,
    contact_person,
    days,
    placement,
)


def state_for(contact: ContactPerson, asked) -> str:
    return contact.duties[asked.placement_id].state


# -- being one


def test_a_person_is_one_contact_person_of_a_committee():
    contact = contact_person()

    assert contact.id == ContactPerson.create_id(contact.person_id, COMMITTEE)


def test_a_load_limit_is_at_least_1():
    with pytest.raises(LoadLimitTooLow):
        contact_person(load_limit=0)
    with pytest.raises(LoadLimitTooLow):
        contact_person().set_load_limit(0)


def test_a_lower_load_limit_keeps_the_duties_taken():
    contact = contact_person()
    duties = [cares_for(contact), cares_for(contact)]

    contact.set_load_limit(1)

    assert all(state_for(contact, asked) == "held" for asked in duties)
    with pytest.raises(ContactPersonFullyLoaded):
        cares_for(contact)


def test_setting_the_same_load_limit_changes_nothing():
    contact = contact_person(load_limit=2)

    contact.set_load_limit(2)

    assert names_of(contact) == ["Created"]


def test_who_has_retired_takes_no_more_students():
    contact = contact_person()
    contact.retire()
    contact.retire()

    assert names_of(contact).count("Retired") == 1
    with pytest.raises(ContactPersonHasRetired):
        cares_for(contact)


def test_who_has_retired_keeps_the_duties_taken():
    contact = contact_person()
    asked = cares_for(contact)
    contact.retire()

    contact.assign(asked.placement_id)

    assert state_for(contact, asked) == "assigned"


def test_who_has_retired_can_come_back():
    contact = contact_person()
    contact.retire()

    contact.come_back(load_limit=1)

    assert cares_for(contact).placement_id in contact.duties


def test_who_has_not_retired_cannot_be_enrolled_again():
    with pytest.raises(AlreadyExists):
        contact_person().come_back(load_limit=5)


# -- the load limit


def test_the_load_limit_counts_exchanges_at_the_same_time():
    contact = contact_person(load_limit=2)
    cares_for(contact)
    cares_for(contact)

    with pytest.raises(ContactPersonFullyLoaded, match="2 students"):
        cares_for(contact)
    assert cares_for(contact, AUGUST).placement_id in contact.duties


def test_duties_one_after_the_other_count_as_one():
    contact = contact_person(load_limit=2)
    cares_for(contact, days(1, 10))
    cares_for(contact, days(11, 28))

    assert cares_for(contact, JULY).placement_id in contact.duties


def test_the_busiest_day_of_the_period_counts_not_the_first():
    contact = contact_person(load_limit=2)
    cares_for(contact, days(10, 20))
    cares_for(contact, days(12, 22))

    with pytest.raises(ContactPersonFullyLoaded):
        cares_for(contact, JULY)


def test_the_last_day_of_a_duty_counts():
    contact = contact_person(load_limit=1)
    cares_for(contact, days(1, 10))

    with pytest.raises(ContactPersonFullyLoaded):
        cares_for(contact, days(10, 20))


def test_a_released_duty_does_not_count():
    contact = contact_person(load_limit=1)
    contact.release(assigned(contact).placement_id, "cancelled")

    assert cares_for(contact).placement_id in contact.duties


def test_a_committee_gives_only_its_own_contact_persons():
    with pytest.raises(ContactPersonOfAnotherCommittee):
        contact_person().hold(placement(lc_id=uuid4()))


# -- told twice


def test_a_placement_asks_once_however_often_it_is_told():
    contact = contact_person()
    asked = cares_for(contact)

    contact.hold(asked)

    assert names_of(contact).count("Held") == 1


def test_a_placement_that_was_released_is_not_held_again():
    contact = contact_person()
    asked = cares_for(contact)
    contact.release(asked.placement_id, "expired")

    contact.hold(asked)

    assert state_for(contact, asked) == "released"


def test_only_a_held_duty_is_assigned_and_only_once():
    contact = contact_person()
    asked = assigned(contact)

    contact.assign(asked.placement_id)
    contact.assign(uuid4())

    assert names_of(contact).count("Assigned") == 1


def test_releasing_what_was_never_held_changes_nothing():
    contact = contact_person()

    contact.release(uuid4(), "cancelled")

    assert names_of(contact) == ["Created"]


# -- colleagues


@pytest.mark.parametrize("duty", [cares_for, assigned])
def test_a_colleague_takes_the_exchange_over_as_far_as_it_is(duty):
    contact, colleague = contact_person(), contact_person()
    asked = duty(contact)
    before = state_for(contact, asked)

    contact.hand_over(asked.exchange_id, colleague)

    assert state_for(contact, asked) == "handed_over"
    assert state_for(colleague, asked) == before
    assert contact.successor_for(asked.placement_id) == colleague.id


def test_an_exchange_that_was_handed_over_can_come_back():
    contact, colleague = contact_person(), contact_person()
    asked = assigned(contact)
    contact.hand_over(asked.exchange_id, colleague)

    colleague.hand_over(asked.exchange_id, contact)

    assert state_for(contact, asked) == "assigned"
    assert contact.successor_for(asked.placement_id) is None


def test_handing_over_frees_the_contact_person():
    contact, colleague = contact_person(load_limit=1), contact_person()

    contact.hand_over(assigned(contact).exchange_id, colleague)

    assert cares_for(contact).placement_id in contact.duties


def test_a_colleague_who_is_fully_loaded_takes_nothing_over():
    contact, colleague = contact_person(), contact_person(load_limit=1)
    asked = assigned(contact)
    cares_for(colleague)

    with pytest.raises(ContactPersonFullyLoaded):
        contact.hand_over(asked.exchange_id, colleague)
    assert state_for(contact, asked) == "assigned"


def test_a_colleague_belongs_to_the_same_committee():
    contact = contact_person()
    stranger = contact_person(committee=Committee(uuid4(), COMMITTEE.nmo_id))
    asked = assigned(contact)

    with pytest.raises(ContactPersonOfAnotherCommittee):
        contact.hand_over(asked.exchange_id, stranger)
    with pytest.raises(ContactPersonOfAnotherCommittee):
        contact.name_backup(asked.exchange_id, stranger)


def test_nobody_is_their_own_colleague():
    contact = contact_person()
    asked = assigned(contact)

    with pytest.raises(SameContactPerson):
        contact.hand_over(asked.exchange_id, contact)
    with pytest.raises(SameContactPerson):
        contact.name_backup(asked.exchange_id, contact)


def test_only_an_own_exchange_can_be_handed_over():
    contact, colleague = contact_person(), contact_person()
    asked = assigned(contact)
    contact.release(asked.placement_id, "cancelled")

    with pytest.raises(DutyUnknown):
        contact.hand_over(asked.exchange_id, colleague)


def test_being_a_backup_does_not_count_as_a_duty():
    contact, colleague = contact_person(), contact_person(load_limit=1)

    contact.name_backup(assigned(contact).exchange_id, colleague)

    assert cares_for(colleague).placement_id in colleague.duties


def test_another_backup_can_be_named():
    contact, one, other = contact_person(), contact_person(), contact_person()
    exchange_id = assigned(contact).exchange_id

    for backup in (one, one, other, one):
        contact.name_backup(exchange_id, backup)

    named = [event.backup_id for event in contact.pending_events[3:]]
    assert named == [one.id, other.id, one.id]


def test_who_has_retired_is_no_backup():
    contact, colleague = contact_person(), contact_person()
    colleague.retire()

    with pytest.raises(ContactPersonHasRetired):
        contact.name_backup(assigned(contact).exchange_id, colleague)


def test_a_contact_person_is_the_same_after_replay():
    contact, colleague = contact_person(load_limit=3), contact_person()
    contact.hand_over(assigned(contact).exchange_id, colleague)
    contact.name_backup(assigned(contact).exchange_id, colleague)
    contact.release(cares_for(contact).placement_id, "expired")
    contact.set_load_limit(1)
    contact.retire()

    assert state_of(replayed(contact.pending_events)) == state_of(contact)
