"""Applications: contracts between organisations, and the places they give."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest

from services.applications.errors import ContractFull, ContractNotInForce, NoConditionsPublished
from services.applications.schemas import AssignApplicationForm
from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from services.contracts.errors import AlreadyExists, NotFound, NotPermitted
from services.contracts.roles import Role
from services.hosting.commands import Order
from tests.support.actors import former, officer
from tests.support.applications import SEASON, TwoSides, two_sides


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


def test_a_contract_is_proposed_and_signed_by_both(bench):
    two_sides(bench)

    signed = [envelope.data["is_in_force"] for envelope in bench.facts(facts.ContractSigned)]
    assert bench.names() == ["ContractProposed", "ContractSigned", "ContractSigned"]
    assert signed == [False, True]


def test_the_same_contract_is_not_proposed_twice(bench):
    sides = two_sides(bench)

    with pytest.raises(AlreadyExists):
        sides.propose_contract()


def test_an_officer_signs_only_for_the_own_organisation(bench):
    sides = TwoSides(bench)
    sides.propose_contract()
    sign = {"contract_id": sides.contract_id, "nmo_id": sides.hosting}

    for actor in (sides.nore_out, former(Role.NORE_IN, sides.hosting), sides.lore):
        with pytest.raises(NotPermitted):
            bench.send("sign_contract", actor=actor, **sign)
    bench.send("sign_contract", actor=officer(Role.NORE_OUT, sides.hosting), **sign)


def test_nobody_proposes_for_another_organisation(bench):
    sides = TwoSides(bench)

    with pytest.raises(NotPermitted):
        bench.send(
            "propose_contract",
            actor=sides.nore_in,
            nmo_id=sides.sending,
            sending_nmo_id=sides.sending,
            hosting_nmo_id=sides.hosting,
            season=SEASON,
            kind="unilateral",
            places=1,
        )


def test_an_amendment_needs_both(bench):
    sides = two_sides(bench, places=1)
    about = {"contract_id": sides.contract_id, "places": 3}

    bench.send("amend_contract", actor=sides.nore_out, nmo_id=sides.sending, **about)
    assert not bench.facts(facts.ContractAmended)
    bench.send("amend_contract", actor=sides.nore_in, nmo_id=sides.hosting, **about)
    assert bench.last(facts.ContractAmended)["places"] == 3


def test_a_closed_contract_is_told(bench):
    sides = two_sides(bench)

    bench.send(
        "close_contract", actor=sides.nore_in, contract_id=sides.contract_id, reason="season_ended"
    )
    assert bench.last(facts.ContractClosed)["reason"] == "season_ended"


def test_a_form_takes_a_place_and_pins_the_latest_conditions(bench):
    sides = two_sides(bench)
    sides.publish_conditions(number=2, acceptance_deadline_weeks=10)

    journey = sides.assign_form()

    form = bench.last(facts.ApplicationFormAssigned)
    assert journey.steps == ["ContractPlaceAssigned", "ApplicationFormAssigned"]
    assert (form["conditions_number"], form["season"]) == (2, SEASON)
    assert form["number"].startswith("2027-PT-")
    assert form["due_on"] == "2027-03-15"
    assert (form["programme"], form["is_unilateral"]) == ("research", False)


def test_a_form_keeps_the_conditions_it_was_assigned_under(bench):
    sides = two_sides(bench)
    journey = sides.assign_form()
    sides.publish_conditions(number=2, student_types=["graduate"])

    journey.submit()

    assert journey.steps[-1] == "ApplicationSubmitted"


def test_no_form_before_the_contract_is_in_force_or_the_conditions_are_there(bench):
    sides = TwoSides(bench)
    sides.register_host()
    sides.propose_contract()
    with pytest.raises(NoConditionsPublished):
        sides.assign_form()
    sides.publish_conditions()
    with pytest.raises(ContractNotInForce):
        sides.assign_form()


def test_no_form_for_an_organisation_that_is_not_known(bench):
    sides = TwoSides(bench)
    sides.publish_conditions()
    sides.propose_contract()
    sides.sign_contract()

    with pytest.raises(NotFound):
        sides.assign_form()


def test_only_the_sending_side_gives_its_places(bench):
    sides = two_sides(bench)

    for actor in (sides.nore_in, sides.lore, officer(Role.NORE_OUT, uuid4())):
        with pytest.raises(NotPermitted):
            bench.send(
                "assign_application_form",
                actor=actor,
                student_id=uuid4(),
                contract_id=sides.contract_id,
            )


def test_never_more_forms_than_places(bench):
    sides = two_sides(bench, places=1)
    sides.assign_form()

    with pytest.raises(ContractFull):
        sides.assign_form()


def test_two_forms_at_the_same_moment_do_not_get_one_place(bench):
    sides = two_sides(bench, places=1)
    start, outcomes = Barrier(2), []

    def assign():
        data = {"student_id": str(uuid4()), "contract_id": str(sides.contract_id)}
        start.wait()
        try:
            order = Order(data, sides.nore_out, str(uuid4()))
            bench.host.handle(AssignApplicationForm, order.to_json())
            outcomes.append("assigned")
        except ContractFull:
            outcomes.append("full")

    threads = [Thread(target=assign) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["assigned", "full"]


def test_a_repeated_request_gives_one_form(bench):
    sides = two_sides(bench)
    data = {"student_id": uuid4(), "contract_id": sides.contract_id}

    answers = [
        bench.send("assign_application_form", actor=sides.nore_out, command_id="same", **data)
        for _ in range(2)
    ]

    assert answers[0]["number"] == answers[1]["number"]
    assert len(bench.facts(facts.ApplicationFormAssigned)) == 1
