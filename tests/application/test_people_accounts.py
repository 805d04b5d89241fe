"""Registering people and opening accounts through the service."""

from uuid import UUID, uuid4

import pytest

from services.contracts import people as facts
from services.contracts import projects
from services.contracts.errors import CommandIdReused, Invalid, NotFound, NotPermitted, StaleVersion
from services.contracts.roles import Role
from services.people.errors import AccountNotOpen, UnitUnknown
from tests.support.actors import former, officer, person

HOME_OFFICERS = ["lore", "nore_out", "nore_in", "director"]


# -- registering


@pytest.mark.parametrize("who", HOME_OFFICERS)
def test_a_person_is_registered_by_an_officer_of_the_unit(side, bench, who):
    actor = getattr(side, who)

    answer = bench.send("register_person", actor=actor, lc_id=side.lc_id, nmo_id=side.nmo_id)

    assert bench.last(facts.PersonRegistered) == {
        "person_id": answer["id"],
        "home_unit_id": str(side.lc_id),
    }


def test_a_national_officer_is_at_home_in_the_organisation(side, bench):
    bench.send("register_person", actor=side.director, nmo_id=side.nmo_id)

    assert bench.last(facts.PersonRegistered)["home_unit_id"] == str(side.nmo_id)


def test_the_first_person_is_registered_by_the_system_itself(bench):
    bench.send("register_person")

    assert bench.last(facts.PersonRegistered)["home_unit_id"] is None


@pytest.mark.parametrize(
    "actor",
    [
        person(),
        officer(Role.LORE, uuid4()),
        officer(Role.NORE_IN, uuid4()),
        officer(Role.AUDITOR),
    ],
)
def test_a_person_is_not_registered_by_others(side, bench, actor):
    with pytest.raises(NotPermitted):
        bench.send("register_person", actor=actor, lc_id=side.lc_id, nmo_id=side.nmo_id)

    assert bench.names() == []


def test_a_person_is_not_registered_by_an_officer_whose_term_is_over(side, bench):
    with pytest.raises(NotPermitted):
        bench.send("register_person", actor=former(Role.LORE, side.lc_id), lc_id=side.lc_id)


def test_a_committee_is_trusted_only_with_its_organisation(side, bench):
    actor = officer(Role.NORE_IN, uuid4())

    with pytest.raises(UnitUnknown):
        bench.send(
            "register_person",
            actor=actor,
            lc_id=side.lc_id,
            nmo_id=actor.grants[0].unit_id,
        )


def test_a_committee_without_its_organisation_is_refused(side, bench):
    with pytest.raises(UnitUnknown):
        bench.send("register_person", actor=side.lore, lc_id=side.lc_id)


def test_an_unknown_organisation_is_refused(side, bench):
    with pytest.raises(UnitUnknown):
        bench.send("register_person", actor=side.director, nmo_id=uuid4())


def test_a_committee_is_known_once_it_was_told_late(side, bench):
    lc_id = uuid4()
    with pytest.raises(UnitUnknown):
        bench.send("register_person", lc_id=lc_id, nmo_id=side.nmo_id)

    bench.tell(projects.CommitteeRegistered, lc_id=lc_id, nmo_id=side.nmo_id)

    assert bench.send("register_person", lc_id=lc_id, nmo_id=side.nmo_id)["version"] == 1


def test_a_unit_told_twice_is_one_unit(side, bench):
    told = bench.told["projects"].copy()

    for envelope in told:
        bench.tell_again(envelope)
        bench.tell_as_new(envelope)

    assert bench.send("register_person", lc_id=side.lc_id, nmo_id=side.nmo_id)["version"] == 1


def test_a_repeated_registration_is_answered_and_not_repeated(side, bench):
    first, again = (
        bench.send("register_person", command_id="k-1", lc_id=side.lc_id, nmo_id=side.nmo_id)
        for _ in range(2)
    )

    assert first["id"] == again["id"]
    assert bench.names() == ["PersonRegistered"]


def test_an_idempotency_key_is_for_one_request(side, bench):
    bench.send("register_person", command_id="k-1", nmo_id=side.nmo_id)

    with pytest.raises(CommandIdReused):
        bench.send("register_person", command_id="k-1", lc_id=side.lc_id, nmo_id=side.nmo_id)


# -- accounts


@pytest.mark.parametrize("who", HOME_OFFICERS)
def test_an_account_is_opened_and_closed_by_the_home(side, bench, who):
    person_id, actor = side.register(), getattr(side, who)

    bench.send("open_account", actor=actor, person_id=person_id)
    bench.send("close_account", actor=actor, person_id=person_id, reason="left_the_organisation")

    assert bench.last(facts.AccountOpened) == {"person_id": str(person_id)}
    assert bench.last(facts.AccountClosed)["reason"] == "left_the_organisation"


def test_an_account_is_not_opened_by_another_committee(side, bench):
    with pytest.raises(NotPermitted):
        bench.send("open_account", actor=officer(Role.LORE, uuid4()), person_id=side.register())


def test_nobody_opens_their_own_account(side, bench):
    person_id = side.register()

    with pytest.raises(NotPermitted):
        bench.send("open_account", actor=person(person_id), person_id=person_id)


def test_people_can_close_their_own_account(side, bench):
    person_id = side.with_account()

    bench.send("close_account", actor=person(person_id), person_id=person_id, reason="own_wish")

    assert bench.names()[-1] == "AccountClosed"


def test_an_account_that_is_not_there_is_not_closed(side, bench):
    with pytest.raises(AccountNotOpen):
        bench.send("close_account", person_id=side.register(), reason="misuse")


def test_a_reason_is_a_code_and_no_text_about_somebody(side, bench):
    with pytest.raises(Invalid):
        bench.send("close_account", person_id=side.with_account(), reason="Zoë was rude")


def test_a_person_that_changed_meanwhile_is_not_changed(side, bench):
    person_id = side.with_account()

    with pytest.raises(StaleVersion):
        bench.send("close_account", person_id=person_id, reason="misuse", expected_version=1)


def test_an_unknown_person_is_not_found(bench):
    with pytest.raises(NotFound):
        bench.send("open_account", person_id=UUID(int=1))
