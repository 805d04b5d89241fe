"""Stays through the service: keys, the end, the student's mark; and what the student eats."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.contracts import applications
from services.contracts import housing as facts
from services.contracts.errors import Invalid, NotFound, NotPermitted, StaleVersion
from services.contracts.roles import Role
from services.housing.errors import (
    BoardingClosed,
    KeysOutsideStay,
    MealsIncomplete,
    PocketMoneyIncomplete,
    ProviderOfAnotherCommittee,
    RoomAlreadyRated,
    StayNotBooked,
    StayNotOver,
    StayUnknown,
    UnknownCurrency,
)
from services.housing.service import HousingService
from tests.support.actors import former, officer, person
from tests.support.housing import housing_side

MEALS = {"kind": "meals", "meals_per_working_day": 1, "where": "Hospital canteen"}
MONEY = {"kind": "pocket_money", "amount": "180.00", "currency": "EUR"}


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
def proposal(host, guide):
    """A placement with a held bed and contact person."""
    return host.propose(host.open(host.register_provider()), host.enrol(guide))


@pytest.fixture
def accepted(bench, host, proposal):
    """An accepted placement, on its first day."""
    host.accept(proposal)
    bench.clock.move_to(datetime(2027, 7, 1, 9, tzinfo=UTC))
    return proposal


@pytest.fixture
def ended(bench, host, accepted):
    """A stay that has ended on its last day."""
    bench.send("hand_over_keys", actor=host.lore, exchange_id=accepted.exchange_id)
    bench.clock.move_to(datetime(2027, 7, 28, 9, tzinfo=UTC))
    bench.send("end_stay", actor=host.provider, exchange_id=accepted.exchange_id)
    return accepted


# -- keys and the end


def test_the_contact_person_hands_over_the_keys(bench, accepted, guide):
    bench.send("hand_over_keys", actor=guide, exchange_id=accepted.exchange_id)

    told = bench.last(facts.KeysHandedOver)
    assert told["placement_id"] == str(accepted.placement_id)
    assert told["handed_over_on"] == "2027-07-01"


def test_the_keys_can_be_noted_later_with_their_day(bench, host, accepted):
    bench.clock.advance(days=3)

    bench.send(
        "hand_over_keys",
        actor=host.lore,
        exchange_id=accepted.exchange_id,
        handed_over_on="2027-07-02",
    )

    assert bench.last(facts.KeysHandedOver)["handed_over_on"] == "2027-07-02"


def test_a_backup_hands_over_the_keys(bench, host, accepted):
    backup = person()
    bench.send(
        "name_backup_contact",
        actor=host.lore,
        contact_person_id=accepted.contact_person_id,
        exchange_id=accepted.exchange_id,
        backup_id=host.enrol(backup),
    )

    bench.send("hand_over_keys", actor=backup, exchange_id=accepted.exchange_id)

    assert bench.last(facts.KeysHandedOver)["exchange_id"] == str(accepted.exchange_id)


@pytest.mark.parametrize("who", ["stranger", "student", "provider", "other_guide", "former"])
def test_nobody_else_hands_over_the_keys(bench, host, accepted, who):
    other_guide = person()
    host.propose(accepted.room_id, host.enrol(other_guide))
    actor = {
        "stranger": person(),
        "student": accepted.student,
        "provider": host.provider,
        "other_guide": other_guide,
        "former": former(Role.LORE, host.lc_id),
    }[who]

    with pytest.raises(NotPermitted):
        bench.send("hand_over_keys", actor=actor, exchange_id=accepted.exchange_id)


def test_a_contact_person_who_handed_over_hands_over_no_keys(bench, host, accepted, guide):
    colleague = person()
    bench.send(
        "reassign_contact_person",
        actor=guide,
        contact_person_id=accepted.contact_person_id,
        exchange_id=accepted.exchange_id,
        successor_id=host.enrol(colleague),
    )

    with pytest.raises(NotPermitted):
        bench.send("hand_over_keys", actor=guide, exchange_id=accepted.exchange_id)
    bench.send("hand_over_keys", actor=colleague, exchange_id=accepted.exchange_id)

    assert bench.names()[-1] == "KeysHandedOver"


def test_keys_before_the_card_of_acceptance_are_refused(bench, host, proposal):
    bench.clock.move_to(datetime(2027, 7, 1, 9, tzinfo=UTC))

    with pytest.raises(StayNotBooked):
        bench.send("hand_over_keys", actor=host.lore, exchange_id=proposal.exchange_id)


def test_keys_more_than_3_days_early_are_refused(bench, host, proposal):
    host.accept(proposal)
    bench.clock.move_to(datetime(2027, 6, 27, 9, tzinfo=UTC))
    with pytest.raises(KeysOutsideStay):
        bench.send("hand_over_keys", actor=host.lore, exchange_id=proposal.exchange_id)

    bench.clock.advance(days=1)
    bench.send("hand_over_keys", actor=host.lore, exchange_id=proposal.exchange_id)

    assert bench.last(facts.KeysHandedOver)["handed_over_on"] == "2027-06-28"


def test_keys_without_a_stay_are_refused(bench, host, accepted):
    with pytest.raises(StayUnknown):
        bench.send("hand_over_keys", actor=host.lore, exchange_id=uuid4())

    host.release(accepted)
    with pytest.raises(StayUnknown):
        bench.send("hand_over_keys", actor=host.lore, exchange_id=accepted.exchange_id)


def test_keys_of_a_room_that_was_changed_meanwhile_are_not_handed_over(bench, guide, accepted):
    with pytest.raises(StaleVersion):
        bench.send(
            "hand_over_keys", actor=guide, exchange_id=accepted.exchange_id, expected_version=1
        )


@pytest.mark.parametrize("who", ["lore", "guide", "provider"])
def test_the_end_of_the_stay_is_noted_by_those_who_see_it(bench, host, accepted, guide, who):
    bench.send("hand_over_keys", actor=guide, exchange_id=accepted.exchange_id)
    bench.clock.move_to(datetime(2027, 7, 20, 9, tzinfo=UTC))
    actor = {"lore": host.lore, "guide": guide, "provider": host.provider}[who]

    bench.send("end_stay", actor=actor, exchange_id=accepted.exchange_id, ended_on="2027-07-19")

    assert bench.last(facts.StayEnded)["ended_on"] == "2027-07-19"


def test_the_student_does_not_end_the_stay(bench, host, accepted):
    bench.send("hand_over_keys", actor=host.lore, exchange_id=accepted.exchange_id)

    with pytest.raises(NotPermitted):
        bench.send("end_stay", actor=accepted.student, exchange_id=accepted.exchange_id)


# -- the student's mark


def test_the_student_rates_the_room_once(bench, ended):
    mark = {"actor": ended.student, "exchange_id": ended.exchange_id}

    bench.send("rate_room", **mark, rating=4)
    with pytest.raises(RoomAlreadyRated):
        bench.send("rate_room", **mark, rating=5)

    assert [told.data["rating"] for told in bench.facts(facts.RoomRated)] == [4]


@pytest.mark.parametrize("rating", [0, 6, "good"])
def test_a_mark_out_of_scale_is_refused(bench, ended, rating):
    with pytest.raises(Invalid):
        bench.send("rate_room", actor=ended.student, exchange_id=ended.exchange_id, rating=rating)


def test_nobody_rates_for_the_student(bench, host, ended):
    for actor in (host.lore, host.provider, person()):
        with pytest.raises(NotPermitted):
            bench.send("rate_room", actor=actor, exchange_id=ended.exchange_id, rating=5)


def test_a_room_is_not_rated_during_the_stay(bench, accepted):
    with pytest.raises(StayNotOver):
        bench.send("rate_room", actor=accepted.student, exchange_id=accepted.exchange_id, rating=5)


# -- boarding


@pytest.fixture
def exchange_id(bench, host):
    """An exchange that the committee hosts, before any placement."""
    exchange_id = uuid4()
    bench.tell(
        applications.AssignedToCommittee,
        exchange_id=exchange_id,
        hosting_lc_id=host.lc_id,
        hosting_nmo_id=host.nmo_id,
    )
    return exchange_id


def test_boarding_is_planned_for_a_hosted_exchange(bench, host, exchange_id):
    bench.send(
        "plan_boarding", actor=host.lore, exchange_id=exchange_id, **MEALS, diet_catered=True
    )

    assert bench.last(facts.BoardingPlanned) == {
        **MEALS,
        "exchange_id": str(exchange_id),
        "lc_id": str(host.lc_id),
        "nmo_id": str(host.nmo_id),
        "amount": None,
        "currency": "",
        "diet_catered": True,
        "provider_id": None,
    }


def test_a_plan_is_changed_by_planning_again(bench, host, exchange_id):
    first = bench.send("plan_boarding", actor=host.lore, exchange_id=exchange_id, **MEALS)
    second = bench.send("plan_boarding", actor=host.nore, exchange_id=exchange_id, **MONEY)

    assert (first["id"], second["version"]) == (second["id"], 2)
    assert bench.last(facts.BoardingPlanned)["amount"] == "180.00"


def test_a_plan_that_was_changed_meanwhile_is_not_changed(bench, host, exchange_id):
    for plan in (MEALS, MONEY):
        bench.send("plan_boarding", actor=host.lore, exchange_id=exchange_id, **plan)

    with pytest.raises(StaleVersion):
        bench.send(
            "plan_boarding",
            actor=host.lore,
            exchange_id=exchange_id,
            expected_version=1,
            **MEALS,
        )


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        ({**MEALS, "meals_per_working_day": 0}, MealsIncomplete),
        ({**MEALS, "where": ""}, MealsIncomplete),
        ({**MONEY, "amount": "0"}, PocketMoneyIncomplete),
        ({**MONEY, "currency": "XYZ"}, UnknownCurrency),
        ({**MONEY, "amount": "a lot"}, Invalid),
        ({**MONEY, "amount": "NaN"}, Invalid),
        ({**MEALS, "kind": "none"}, Invalid),
    ],
)
def test_a_plan_that_leaves_the_student_hungry_is_refused(bench, host, exchange_id, plan, refusal):
    with pytest.raises(refusal):
        bench.send("plan_boarding", actor=host.lore, exchange_id=exchange_id, **plan)
    assert "BoardingPlanned" not in bench.names()


def test_only_the_hosting_committee_plans_the_boarding(bench, host, exchange_id):
    for actor in (officer(Role.LORE, uuid4()), officer(Role.NORE_OUT, host.nmo_id), person()):
        with pytest.raises(NotPermitted):
            bench.send("plan_boarding", actor=actor, exchange_id=exchange_id, **MEALS)


def test_an_exchange_without_a_host_has_no_boarding(bench, host):
    with pytest.raises(NotFound):
        bench.send("plan_boarding", actor=host.lore, exchange_id=uuid4(), **MEALS)


def test_a_caterer_is_a_provider_of_the_hosting_committee(bench, host, exchange_id):
    own, foreign = host.register_provider(), housing_side(bench).register_provider()
    plan = {"actor": host.lore, "exchange_id": exchange_id, **MEALS}

    bench.send("plan_boarding", **plan, provider_id=own)
    with pytest.raises(ProviderOfAnotherCommittee):
        bench.send("plan_boarding", **plan, provider_id=foreign)
    with pytest.raises(NotFound):
        bench.send("plan_boarding", **plan, provider_id=uuid4())


def test_boarding_is_not_changed_after_the_stay(bench, host, ended):
    plan = {"actor": host.lore, "exchange_id": ended.exchange_id}
    bench.send("plan_boarding", **plan, **MEALS)
    bench.clock.advance(days=1)

    with pytest.raises(BoardingClosed):
        bench.send("plan_boarding", **plan, **MONEY)
