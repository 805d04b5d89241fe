"""Applications: steps 11 to 14 and x, from the card of acceptance to the keys, or to nothing."""

from uuid import uuid4

import pytest

from services.applications.errors import (
    NotAtThisStage,
    NotYetNoShow,
    PassportNotVerified,
    TravelDataMissing,
)
from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from services.contracts.errors import NotPermitted
from services.contracts.roles import Role
from tests.support.actors import former, officer, person
from tests.support.applications import at_nine, two_sides


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


@pytest.fixture
def sides(bench):
    return two_sides(bench)


@pytest.fixture
def journey(sides):
    return sides.assign_form().to_accepted()


def cancel(journey, actor, side, reason="exam_moved"):
    return journey.send("cancel_exchange", actor, cancelled_by=side, reason=reason)


def test_the_host_invites_from_verified_passport_data(journey, sides):
    with pytest.raises(PassportNotVerified):
        journey.send("issue_invitation_letter", sides.nore_in, passport_verified=False)
    journey.send("issue_invitation_letter", sides.nore_in, passport_verified=True)

    assert journey.steps[-1] == "InvitationLetterIssued"


def test_the_student_confirms_with_complete_travel_data(journey):
    with pytest.raises(TravelDataMissing):
        journey.confirm(travel_complete=False)
    journey.confirm()

    confirmation = journey.last(facts.CardOfConfirmationSubmitted)
    assert (confirmation["arrive_on"], confirmation["is_late"]) == ("2027-06-30", False)


def test_a_late_confirmation_is_marked(journey, bench):
    bench.clock.move_to(at_nine(6, 4))
    journey.confirm()

    assert journey.last(facts.CardOfConfirmationSubmitted)["is_late"]


def test_a_student_is_cleared_with_the_last_of_three_things(journey, sides):
    journey.send("record_pre_departure_training", sides.nore_out)
    journey.send("settle_visa", journey.student, is_needed=False)
    assert "ClearedToTravel" not in journey.steps

    journey.confirm()

    assert journey.steps[-2:] == ["CardOfConfirmationSubmitted", "ClearedToTravel"]


def test_each_preparation_is_for_those_who_do_it(journey, sides):
    others = (sides.lore, person(), former(Role.NORE_OUT, sides.sending))
    for command, data in (
        ("record_pre_departure_training", {}),
        ("settle_visa", {"is_needed": True}),
        ("issue_invitation_letter", {"passport_verified": True}),
    ):
        for actor in others:
            with pytest.raises(NotPermitted):
                journey.send(command, actor, **data)
    journey.student = sides.nore_out
    with pytest.raises(NotPermitted):
        journey.confirm()


# -- arrival


def test_keys_are_the_arrival_and_use_the_contract_place(journey):
    journey.confirm()
    journey.hand_keys_over()

    assert journey.last(facts.StudentArrived)["arrived_on"] == "2027-07-01"
    assert journey.place == "used"


def test_whoever_is_accepted_can_arrive_without_having_confirmed(journey):
    journey.hand_keys_over()

    assert "StudentArrived" in journey.steps


def test_keys_told_twice_are_one_arrival(journey, bench):
    message = journey.hand_keys_over()
    bench.tell_again(message)
    bench.tell_as_new(message)

    assert journey.steps.count("StudentArrived") == 1
    assert journey.steps.count("ContractPlaceUsed") == 1


def test_keys_told_late_after_a_cancellation_are_no_arrival(journey):
    cancel(journey, journey.student, "student")
    journey.hand_keys_over()

    assert "StudentArrived" not in journey.steps
    assert journey.place == "open"


def test_keys_for_an_unknown_exchange_come_to_nothing(journey):
    journey.hand_keys_over(exchange_id=uuid4())

    assert "StudentArrived" not in journey.steps


# -- no-show


def test_the_clock_declares_a_no_show_when_the_day_after_the_start_is_over(journey, bench):
    bench.clock.move_to(at_nine(7, 2))
    bench.tick()
    assert "NoShowDeclared" not in journey.steps

    bench.clock.move_to(at_nine(7, 3))
    bench.tick()
    bench.tick()

    assert journey.steps.count("NoShowDeclared") == 1
    assert journey.last(facts.PlacementReleased)["reason"] == "no_show"
    assert journey.place == "lost"


def test_who_has_the_keys_is_no_no_show(journey, bench):
    journey.hand_keys_over()
    bench.clock.move_to(at_nine(7, 3))
    bench.tick()

    assert "NoShowDeclared" not in journey.steps


def test_the_contact_person_declares_a_no_show_on_the_day_after_the_start(journey, sides, bench):
    bench.clock.move_to(at_nine(7, 1))
    with pytest.raises(NotYetNoShow):
        journey.send("declare_no_show", sides.contact_person)
    bench.clock.move_to(at_nine(7, 2))
    with pytest.raises(NotPermitted):
        journey.send("declare_no_show", person())
    journey.send("declare_no_show", sides.contact_person)

    assert journey.last(facts.NoShowDeclared)["declared_on"] == "2027-07-02"


def test_keys_told_late_after_a_no_show_are_no_arrival(journey, sides, bench):
    bench.clock.move_to(at_nine(7, 2))
    journey.send("declare_no_show", sides.lore)
    journey.hand_keys_over()

    assert journey.place == "lost"
    assert "StudentArrived" not in journey.steps


# -- cancellation


@pytest.mark.parametrize("side", ["student", "sending", "hosting"])
def test_each_side_cancels_for_itself_and_everything_is_free(journey, sides, side):
    actors = {"student": journey.student, "sending": sides.nore_out, "hosting": sides.nore_in}
    for other, actor in actors.items():
        if other != side:
            with pytest.raises(NotPermitted):
                cancel(journey, actor, side)

    cancel(journey, actors[side], side)

    cancelled = journey.last(facts.ExchangeCancelled)
    assert (cancelled["cancelled_by"], cancelled["policy_version"]) == (side, 1)
    assert journey.last(facts.PlacementReleased)["reason"] == "cancelled"
    assert journey.place == "open"


def test_nothing_is_released_that_was_not_held(sides):
    journey = sides.assign_form()
    cancel(journey, sides.nore_out, "sending")

    assert journey.steps[-2:] == ["ExchangeCancelled", "ContractPlaceReleased"]


def test_the_free_place_can_be_given_again(bench):
    sides = two_sides(bench, places=1)
    journey = sides.assign_form().to_accepted()
    cancel(journey, journey.student, "student")

    assert sides.assign_form().place == "assigned"


def test_nobody_cancels_after_the_arrival(journey):
    journey.hand_keys_over()

    with pytest.raises(NotAtThisStage):
        cancel(journey, journey.student, "student")


def test_a_stranger_cancels_nothing(journey):
    for actor in (person(), officer(Role.NORE_IN, uuid4()), officer(Role.NORE_OUT, uuid4())):
        for side in ("student", "sending", "hosting"):
            with pytest.raises(NotPermitted):
                cancel(journey, actor, side)
