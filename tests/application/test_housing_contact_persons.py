"""Contact persons through the service: enrolled, loaded, backed up, replaced, retired."""

from uuid import uuid4

import pytest

from services.contracts import housing as facts
from services.contracts.errors import AlreadyExists, Invalid, NotFound, NotPermitted
from services.contracts.roles import Role
from services.housing.errors import (
    ContactPersonFullyLoaded,
    ContactPersonOfAnotherCommittee,
    DutyUnknown,
)
from services.housing.service import HousingService
from tests.support.actors import former, officer, person
from tests.support.housing import housing_side


@pytest.fixture
def bench(service_host):
    return service_host(HousingService)


@pytest.fixture
def host(bench):
    return housing_side(bench)


@pytest.fixture
def guide():
    """The local student who is the contact person."""
    return person()


@pytest.fixture
def contact_id(host, guide):
    return host.enrol(guide)


@pytest.fixture
def room_id(host):
    return host.open(host.register_provider(), beds=10)


@pytest.fixture
def colleague_id(host):
    return host.enrol(person())


def reassign(bench, actor, proposal, successor_id, contact_person_id=None):
    return bench.send(
        "reassign_contact_person",
        actor=actor,
        contact_person_id=contact_person_id or proposal.contact_person_id,
        exchange_id=proposal.exchange_id,
        successor_id=successor_id,
    )


def told_of_guides(bench):
    """Which contact person was told to be what, in order."""
    kinds = (facts.ContactPersonHeld, facts.ContactPersonAssigned, facts.ContactPersonReleased)
    return [(e.name, e.data["contact_person_id"]) for e in bench.facts(*kinds)]


# -- enrolled and retired


def test_a_contact_person_is_enrolled_with_the_usual_load_limit(bench, host, guide):
    answer = bench.send(
        "enrol_contact_person", actor=host.nore, lc_id=host.lc_id, person_id=guide.person_id
    )

    assert bench.last(facts.ContactPersonEnrolled) == {
        "contact_person_id": answer["id"],
        "person_id": str(guide.person_id),
        "lc_id": str(host.lc_id),
        "nmo_id": str(host.nmo_id),
        "load_limit": 2,
    }


def test_a_contact_person_is_enrolled_once(host, guide, contact_id):
    with pytest.raises(AlreadyExists):
        host.enrol(guide)


def test_a_retired_contact_person_is_enrolled_again(bench, host, guide, contact_id):
    bench.send("retire_contact_person", actor=guide, contact_person_id=contact_id)

    assert host.enrol(guide, load_limit=3) == contact_id
    assert bench.names()[-2:] == ["ContactPersonRetired", "ContactPersonEnrolled"]
    assert bench.last(facts.ContactPersonEnrolled)["load_limit"] == 3


def test_a_load_limit_is_set(bench, guide, contact_id):
    bench.send("set_load_limit", actor=guide, contact_person_id=contact_id, load_limit=4)

    assert bench.last(facts.ContactPersonLoadLimitSet)["load_limit"] == 4


@pytest.mark.parametrize("limit", [0, 21, "two", None])
def test_a_load_limit_out_of_bounds_is_refused(bench, guide, contact_id, limit):
    with pytest.raises(Invalid):
        bench.send("set_load_limit", actor=guide, contact_person_id=contact_id, load_limit=limit)


@pytest.mark.parametrize(
    ("command", "data"),
    [
        ("set_load_limit", {"load_limit": 3}),
        ("retire_contact_person", {}),
        ("name_backup_contact", {"exchange_id": uuid4(), "backup_id": uuid4()}),
        ("reassign_contact_person", {"exchange_id": uuid4(), "successor_id": uuid4()}),
    ],
)
def test_a_contact_person_is_not_changed_by_strangers(bench, host, contact_id, command, data):
    for actor in (person(), officer(Role.LORE, uuid4()), former(Role.LORE, host.lc_id)):
        with pytest.raises(NotPermitted):
            bench.send(command, actor=actor, contact_person_id=contact_id, **data)


def test_a_person_without_office_enrols_nobody(bench, host, guide):
    with pytest.raises(NotPermitted):
        bench.send("enrol_contact_person", actor=guide, lc_id=host.lc_id, person_id=guide.person_id)


def test_an_officer_of_another_organisation_enrols_nobody(bench, host, guide):
    other = housing_side(bench)

    with pytest.raises(NotPermitted):
        bench.send(
            "enrol_contact_person",
            actor=other.nore,
            lc_id=host.lc_id,
            person_id=guide.person_id,
        )


def test_an_unknown_contact_person_is_not_found(bench, host):
    with pytest.raises(NotFound):
        bench.send("retire_contact_person", actor=host.lore, contact_person_id=uuid4())


# -- backup


def test_a_backup_is_told_with_the_backups_own_ids(bench, host, guide, room_id, contact_id):
    backup = person()
    backup_id = host.enrol(backup)
    proposal = host.propose(room_id, contact_id)

    bench.send(
        "name_backup_contact",
        actor=guide,
        contact_person_id=contact_id,
        exchange_id=proposal.exchange_id,
        backup_id=backup_id,
    )

    told = bench.last(facts.BackupContactNamed)
    assert told["contact_person_id"] == str(backup_id)
    assert told["person_id"] == str(backup.person_id)
    assert told["exchange_id"] == str(proposal.exchange_id)


# -- reassigned


@pytest.mark.parametrize("who", ["lore", "guide"])
def test_an_accepted_exchange_is_handed_over_whole(
    bench, host, guide, room_id, contact_id, colleague_id, who
):
    proposal = host.propose(room_id, contact_id)
    host.accept(proposal)

    reassign(bench, {"lore": host.lore, "guide": guide}[who], proposal, colleague_id)

    assert told_of_guides(bench)[2:] == [
        ("ContactPersonReleased", str(contact_id)),
        ("ContactPersonHeld", str(colleague_id)),
        ("ContactPersonAssigned", str(colleague_id)),
    ]
    assert bench.last(facts.ContactPersonReleased)["reason"] == "handed_over"


def test_a_refused_successor_leaves_everything_as_it_was(bench, host, guide, room_id, contact_id):
    colleague_id = host.enrol(person(), load_limit=1)
    host.propose(room_id, colleague_id)
    proposal = host.propose(room_id, contact_id)
    before = bench.names()

    with pytest.raises(ContactPersonFullyLoaded):
        reassign(bench, guide, proposal, colleague_id)
    assert bench.names() == before


def test_a_successor_belongs_to_the_same_committee(bench, host, room_id, contact_id):
    stranger_id = housing_side(bench).enrol(person())

    with pytest.raises(ContactPersonOfAnotherCommittee):
        reassign(bench, host.lore, host.propose(room_id, contact_id), stranger_id)


def test_who_has_handed_over_cannot_do_it_again(
    bench, host, guide, room_id, contact_id, colleague_id
):
    proposal = host.propose(room_id, contact_id)
    reassign(bench, guide, proposal, colleague_id)

    with pytest.raises(DutyUnknown):
        reassign(bench, guide, proposal, colleague_id)


def test_the_card_of_acceptance_told_late_assigns_the_successor(
    bench, host, guide, room_id, contact_id, colleague_id
):
    proposal = host.propose(room_id, contact_id)
    reassign(bench, guide, proposal, colleague_id)

    host.accept(proposal)

    assert told_of_guides(bench)[-1] == ("ContactPersonAssigned", str(colleague_id))


def test_the_release_told_late_frees_the_last_successor(
    bench, host, guide, room_id, contact_id, colleague_id
):
    proposal = host.propose(room_id, contact_id)
    third_id = host.enrol(person())
    host.accept(proposal)
    reassign(bench, guide, proposal, colleague_id)
    reassign(bench, host.lore, proposal, third_id, contact_person_id=colleague_id)

    message = host.release(proposal, "cancelled")
    bench.tell_as_new(message)

    assert told_of_guides(bench)[-1] == ("ContactPersonReleased", str(third_id))
    reasons = [told.data["reason"] for told in bench.facts(facts.ContactPersonReleased)]
    assert reasons == ["handed_over", "handed_over", "cancelled"]


def test_an_exchange_that_came_back_is_released_where_it_is(
    bench, host, guide, room_id, contact_id, colleague_id
):
    proposal = host.propose(room_id, contact_id)
    reassign(bench, guide, proposal, colleague_id)
    reassign(bench, host.lore, proposal, contact_id, contact_person_id=colleague_id)

    host.release(proposal)

    assert told_of_guides(bench)[-1] == ("ContactPersonReleased", str(contact_id))
