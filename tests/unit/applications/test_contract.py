"""Contracts: never more places than both organisations have signed for."""

from uuid import uuid4

import pytest

from services.applications.domain.amendment import Amendment
from services.applications.domain.contract import Between, Contract, ContractKind, Place
from services.applications.errors import (
    ContractAlreadySigned,
    ContractFull,
    ContractIsClosed,
    ContractNotInForce,
    ContractWithOneself,
    NotPartyToContract,
    PlacesStillTaken,
    SeasonNotOneYear,
)
from tests.support.aggregates import names_of, replayed, state_of

SENDING, HOSTING = uuid4(), uuid4()
BETWEEN = Between(SENDING, HOSTING)


def proposed(places: int = 2, season: str = "2027-2028", between: Between = BETWEEN) -> Contract:
    return Contract.propose(between, season, ContractKind.BILATERAL, places, SENDING)


def signed(places: int = 2) -> Contract:
    contract = proposed(places)
    contract.sign(SENDING)
    contract.sign(HOSTING)
    contract.collect_events()
    return contract


def test_a_contract_is_in_force_when_both_have_signed() -> None:
    contract = proposed()
    contract.sign(HOSTING)
    assert not contract.is_in_force
    contract.sign(SENDING)
    assert contract.is_in_force
    assert [e.is_in_force for e in contract.pending_events[1:]] == [False, True]


def test_an_organisation_signs_once() -> None:
    contract = proposed()
    contract.sign(SENDING)
    with pytest.raises(ContractAlreadySigned):
        contract.sign(SENDING)


def test_only_the_two_organisations_propose_sign_and_amend() -> None:
    with pytest.raises(NotPartyToContract):
        Contract.propose(BETWEEN, "2027-2028", ContractKind.BILATERAL, 1, uuid4())
    with pytest.raises(NotPartyToContract):
        proposed().sign(uuid4())
    with pytest.raises(NotPartyToContract):
        signed().check_amendment(3, uuid4())


def test_a_contract_has_two_organisations() -> None:
    with pytest.raises(ContractWithOneself):
        proposed(between=Between(SENDING, SENDING))


def test_a_season_is_one_year() -> None:
    with pytest.raises(SeasonNotOneYear):
        proposed(season="2027-2029")


def test_there_is_one_contract_per_direction_season_and_kind() -> None:
    assert proposed().id == proposed(places=5).id
    assert proposed().id != proposed(between=Between(HOSTING, SENDING)).id
    assert proposed().id != proposed(season="2028-2029").id


def test_no_place_is_given_before_the_contract_is_in_force() -> None:
    with pytest.raises(ContractNotInForce):
        proposed().assign(uuid4())


def test_never_more_places_are_assigned_than_there_are() -> None:
    contract = signed(places=1)
    contract.assign(uuid4())
    with pytest.raises(ContractFull):
        contract.assign(uuid4())


def test_assigning_a_place_twice_assigns_it_once() -> None:
    contract, exchange_id = signed(), uuid4()
    contract.assign(exchange_id)
    contract.assign(exchange_id)
    assert names_of(contract) == ["PlaceAssigned"]


def test_a_released_place_is_open_again() -> None:
    contract, exchange_id = signed(places=1), uuid4()
    contract.assign(exchange_id)
    contract.release(exchange_id, "cancelled")
    contract.assign(uuid4())
    assert len(contract.given) == 1


@pytest.mark.parametrize("place", [Place.USED, Place.LOST])
def test_a_used_or_lost_place_stays_taken(place: Place) -> None:
    contract, exchange_id = signed(places=1), uuid4()
    contract.assign(exchange_id)
    contract.use(exchange_id) if place is Place.USED else contract.lose(exchange_id, "no_show")
    contract.release(exchange_id, "cancelled")
    assert contract.given == {exchange_id: place}
    with pytest.raises(ContractFull):
        contract.assign(uuid4())


def test_using_losing_and_releasing_an_unknown_place_does_nothing() -> None:
    contract = signed()
    contract.use(uuid4())
    contract.lose(uuid4(), "no_show")
    contract.release(uuid4(), "cancelled")
    assert names_of(contract) == []


def test_an_amendment_is_agreed_when_both_ask_for_the_same() -> None:
    amendment = Amendment(uuid4())
    answers = [
        amendment.ask(5, SENDING),
        amendment.ask(4, HOSTING),
        amendment.ask(4, SENDING),
        amendment.ask(4, HOSTING),
    ]
    assert answers == [False, False, True, False]


def test_asking_twice_is_not_agreeing() -> None:
    amendment = Amendment(uuid4())
    assert not amendment.ask(5, SENDING)
    assert not amendment.ask(5, SENDING)


def test_an_amended_contract_has_the_agreed_places() -> None:
    contract = signed(places=1)
    contract.amend(2)
    contract.assign(uuid4())
    contract.assign(uuid4())
    assert len(contract.given) == 2


def test_a_contract_does_not_shrink_below_the_places_taken() -> None:
    contract = signed(places=2)
    contract.assign(uuid4())
    contract.assign(uuid4())
    with pytest.raises(PlacesStillTaken):
        contract.check_amendment(1, SENDING)


def test_a_closed_contract_gives_no_places_and_keeps_those_given() -> None:
    contract, exchange_id = signed(), uuid4()
    contract.assign(exchange_id)
    contract.close("season_ended")
    with pytest.raises(ContractIsClosed):
        contract.assign(uuid4())
    contract.use(exchange_id)
    assert contract.given[exchange_id] is Place.USED


def test_a_closed_contract_is_not_signed_amended_or_closed() -> None:
    contract = proposed()
    contract.close("season_ended")
    for change in (
        lambda: contract.sign(SENDING),
        lambda: contract.check_amendment(3, SENDING),
        lambda: contract.close("again"),
    ):
        with pytest.raises(ContractIsClosed):
            change()


def test_a_contract_is_restored_from_its_events() -> None:
    contract = proposed()
    contract.sign(SENDING)
    contract.sign(HOSTING)
    contract.assign(uuid4())
    contract.amend(3)
    assert state_of(replayed(contract.pending_events)) == state_of(contract)
