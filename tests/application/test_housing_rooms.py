"""Rooms through the service: registered, offered, inspected, opened, blocked, withdrawn."""

from uuid import uuid4

import pytest

from services.contracts import housing as facts
from services.contracts.errors import (
    AlreadyExists,
    Invalid,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from services.contracts.roles import Role
from services.housing.errors import RoomNeededForStay, RoomNotInspected, RoomTooFar
from services.housing.service import HousingService
from tests.support.actors import former, officer, person
from tests.support.housing import ROOM, housing_side


@pytest.fixture
def bench(service_host):
    return service_host(HousingService)


@pytest.fixture
def host(bench):
    return housing_side(bench)


@pytest.fixture
def provider_id(host):
    return host.register_provider()


@pytest.fixture
def room_id(host, provider_id):
    return host.open(provider_id)


# -- providers


def test_a_provider_is_registered_with_the_committees_organisation(bench, host, provider_id):
    assert bench.last(facts.ProviderRegistered) == {
        "provider_id": str(provider_id),
        "person_id": str(host.provider.person_id),
        "kind": "host_family",
        "lc_id": str(host.lc_id),
        "nmo_id": str(host.nmo_id),
    }


def test_a_provider_is_registered_once(host, provider_id):
    with pytest.raises(AlreadyExists):
        host.register_provider()


def test_a_provider_of_an_unknown_committee_is_refused(bench, host):
    lc_id = uuid4()

    with pytest.raises(NotFound, match="committee"):
        bench.send(
            "register_provider",
            actor=officer(Role.LORE, lc_id),
            lc_id=lc_id,
            person_id=uuid4(),
            kind="host_family",
        )


@pytest.mark.parametrize("who", ["stranger", "former", "other_nore", "provider"])
def test_who_is_no_officer_of_the_committee_registers_no_provider(bench, host, who):
    actor = {
        "stranger": person(),
        "former": former(Role.LORE, host.lc_id),
        "other_nore": officer(Role.NORE_IN, uuid4()),
        "provider": host.provider,
    }[who]

    with pytest.raises(NotPermitted):
        bench.send(
            "register_provider",
            actor=actor,
            lc_id=host.lc_id,
            person_id=uuid4(),
            kind="host_family",
        )


# -- offers


def test_an_offered_room_is_told_with_its_description(bench, host, provider_id):
    room_id = host.offer(provider_id, remarks="Küche für alle 🍳")

    assert bench.last(facts.RoomOffered) == {
        **ROOM,
        "room_id": str(room_id),
        "provider_id": str(provider_id),
        "lc_id": str(host.lc_id),
        "nmo_id": str(host.nmo_id),
        "remarks": "Küche für alle 🍳",
    }


def test_local_and_national_officer_and_the_provider_offer_rooms(bench, host, provider_id):
    for actor in (host.lore, host.nore, host.provider):
        bench.send("offer_room", actor=actor, provider_id=provider_id, **ROOM)

    assert len(bench.facts(facts.RoomOffered)) == 3


def test_another_person_offers_no_room_for_a_provider(bench, provider_id):
    with pytest.raises(NotPermitted):
        bench.send("offer_room", actor=person(), provider_id=provider_id, **ROOM)


def test_a_room_of_an_unknown_provider_is_refused(bench, host):
    with pytest.raises(NotFound):
        bench.send("offer_room", actor=host.lore, provider_id=uuid4(), **ROOM)


def test_a_room_too_far_away_is_refused_and_nothing_is_told(bench, host, provider_id):
    before = bench.names()

    with pytest.raises(RoomTooFar):
        host.offer(provider_id, minutes_to_hospital=46)
    assert bench.names() == before


@pytest.mark.parametrize(
    "bad",
    [{"beds": 0}, {"beds": "two"}, {"kind": "tent"}, {"label": ""}, {"remarks": "x" * 2001}],
)
def test_a_description_out_of_shape_is_refused(host, provider_id, bad):
    with pytest.raises(Invalid) as refused:
        host.offer(provider_id, **bad)
    assert list(refused.value.details["fields"]) == list(bad)


# -- inspection and periods


def test_only_an_inspected_room_is_opened(bench, host, provider_id):
    room_id = host.offer(provider_id)
    period = {"available_from": "2027-06-28", "available_to": "2027-09-05"}

    with pytest.raises(RoomNotInspected):
        bench.send("open_room", actor=host.lore, room_id=room_id, **period)
    host.inspect(room_id)
    bench.send("open_room", actor=host.provider, room_id=room_id, **period)

    told = bench.last(facts.RoomOpened)
    assert {name: told[name] for name in period} == period


def test_a_provider_does_not_inspect_the_own_room(bench, host, provider_id):
    with pytest.raises(NotPermitted):
        bench.send(
            "inspect_room",
            actor=host.provider,
            room_id=host.offer(provider_id),
            passed=True,
            inspected_on="2027-02-20",
        )


def test_an_inspection_may_be_of_a_day_that_has_begun_further_east(bench, host, provider_id):
    room_id = host.offer(provider_id)
    today = {"actor": host.lore, "room_id": room_id, "passed": True}
    with pytest.raises(Invalid):
        bench.send("inspect_room", **today, inspected_on="2027-03-02")

    bench.clock.advance(hours=2)
    bench.send("inspect_room", **today, inspected_on="2027-03-02")

    assert bench.last(facts.RoomInspected)["inspected_on"] == "2027-03-02"


def test_a_provider_blocks_days_and_lifts_the_block(bench, host, room_id):
    period = {"start": "2027-08-01", "end": "2027-08-07"}

    bench.send("block_room", actor=host.provider, room_id=room_id, **period, reason="renovation")
    bench.send("unblock_room", actor=host.provider, room_id=room_id, **period)

    blocked, unblocked = bench.last(facts.RoomBlocked), bench.last(facts.RoomUnblocked)
    assert blocked["reason"] == "renovation"
    assert {name: unblocked[name] for name in period} == period


def test_a_reason_is_a_code_and_no_story(bench, host, room_id):
    with pytest.raises(Invalid):
        bench.send("withdraw_room", actor=host.lore, room_id=room_id, reason="Anna is ill")


def test_days_on_which_a_student_has_a_bed_are_not_blocked(bench, host, room_id):
    host.propose(room_id, host.enrol(person()))

    with pytest.raises(RoomNeededForStay):
        bench.send(
            "block_room",
            actor=host.provider,
            room_id=room_id,
            start="2027-07-28",
            end="2027-08-07",
        )


def test_a_withdrawn_room_keeps_its_stays(bench, host, room_id):
    proposal = host.propose(room_id, host.enrol(person()))

    bench.send("withdraw_room", actor=host.provider, room_id=room_id, reason="sold")
    host.accept(proposal)

    assert bench.names()[-3:] == ["RoomWithdrawn", "BedBooked", "ContactPersonAssigned"]


@pytest.mark.parametrize(
    ("command", "data"),
    [
        ("open_room", {"available_from": "2027-06-28", "available_to": "2027-09-05"}),
        ("block_room", {"start": "2027-08-01", "end": "2027-08-07"}),
        ("unblock_room", {"start": "2027-08-01", "end": "2027-08-07"}),
        ("withdraw_room", {"reason": "sold"}),
        ("inspect_room", {"passed": True, "inspected_on": "2027-02-20"}),
    ],
)
def test_a_room_is_not_changed_by_strangers(bench, host, room_id, command, data):
    for actor in (person(), officer(Role.LORE, uuid4()), former(Role.LORE, host.lc_id)):
        with pytest.raises(NotPermitted):
            bench.send(command, actor=actor, room_id=room_id, **data)


def test_a_room_that_was_changed_meanwhile_is_not_changed(bench, host, room_id):
    with pytest.raises(StaleVersion) as refused:
        bench.send(
            "withdraw_room", actor=host.lore, room_id=room_id, reason="sold", expected_version=1
        )
    assert refused.value.details["current"] == 3


def test_a_repeated_command_is_answered_and_not_repeated(bench, host, provider_id):
    offer = {"actor": host.lore, "provider_id": provider_id, "command_id": "once", **ROOM}

    answers = [bench.send("offer_room", **offer) for _ in range(2)]

    assert answers[0]["id"] == answers[1]["id"]
    assert len(bench.facts(facts.RoomOffered)) == 1
