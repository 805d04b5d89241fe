"""Applications: the placement process, whatever order its answers come in, and the card."""

from itertools import permutations
from uuid import uuid4

import pytest

from services.applications.errors import (
    AnotherPlacementOpen,
    LateAcceptanceUnjustified,
    NoOpenPlacement,
    NotAtThisStage,
    PlacementExpired,
    PlacementStillOpen,
    ProjectNotChosen,
)
from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from services.contracts import housing, projects
from services.contracts.errors import NotPermitted
from services.contracts.roles import Role
from tests.support.actors import officer, person
from tests.support.applications import at_nine, two_sides

HOLDS = (projects.MentorConfirmed, housing.BedHeld, housing.ContactPersonHeld)
REFUSALS = {
    projects.SlotRefused: "slot",
    projects.MentorDeclined: "mentor",
    housing.BedRefused: "bed",
    housing.ContactPersonRefused: "contact_person",
}
TRIO = ("placement_id", "project_id", "room_id", "contact_person_id")


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


@pytest.fixture
def sides(bench):
    return two_sides(bench)


@pytest.fixture
def journey(sides):
    return sides.assign_form().to_proposed()


def releases(journey):
    return journey.steps.count("PlacementReleased")


def test_a_proposal_asks_for_all_three_at_once(journey, sides):
    proposal = journey.last(facts.PlacementProposed)

    assert proposal["placement_id"] == str(journey.placement_id)
    assert proposal["hosting_lc_id"] == str(sides.lc_id)
    assert (proposal["start"], proposal["end"]) == ("2027-07-01", "2027-07-28")
    assert proposal["until"].startswith("2027-03-22T09:00:00")


def test_only_the_hosting_committee_proposes(journey, sides):
    wanted = {"project_id": sides.project_id, "room_id": uuid4(), "contact_person_id": uuid4()}
    for actor in (officer(Role.LORE, uuid4()), sides.nore_in, sides.mentor, person()):
        with pytest.raises(NotPermitted):
            journey.send("propose_placement", actor, **wanted)


def test_a_student_is_placed_on_a_chosen_project(sides):
    journey = sides.assign_form().to_placing()
    other = {"project_id": uuid4(), "room_id": uuid4(), "contact_person_id": uuid4()}

    with pytest.raises(ProjectNotChosen):
        journey.send("propose_placement", sides.lore, **other)


def test_an_exchange_has_one_open_placement(journey):
    with pytest.raises(PlacementStillOpen):
        journey.propose()


# -- completed


@pytest.mark.parametrize("order", list(permutations(HOLDS)), ids=str)
def test_the_placement_completes_with_the_third_answer_in_any_order(journey, order):
    for fact in order[:2]:
        journey.told(fact)
    assert journey.steps[-1] == "PlacementProposed"

    journey.told(order[2])

    completed = journey.last(facts.PlacementCompleted)
    assert completed["placement_id"] == str(journey.placement_id)
    journey.accept()


def test_a_held_slot_waits_for_its_mentor(journey):
    journey.told(projects.SlotHeld)
    journey.told(housing.BedHeld)
    journey.told(housing.ContactPersonHeld)
    with pytest.raises(NotAtThisStage):
        journey.accept()
    journey.told(projects.MentorConfirmed)
    journey.accept()


@pytest.mark.parametrize("fact", [projects.SlotHeld, *HOLDS])
def test_an_answer_told_twice_counts_once(journey, bench, fact):
    message = journey.told(fact)
    bench.tell_again(message)
    bench.tell_as_new(message)
    journey.hold_all()
    bench.tell_as_new(message)

    assert journey.steps.count("PlacementCompleted") == 1
    journey.accept()


@pytest.mark.parametrize("fact", [projects.SlotHeld, *HOLDS])
def test_an_answer_told_late_after_the_end_comes_to_nothing(journey, sides, fact):
    for other in HOLDS:
        if other is not fact:
            journey.told(other)
    journey.send("withdraw_placement", sides.lore)

    journey.told(fact)

    assert journey.steps[-1] == "PlacementReleased"
    with pytest.raises(NotAtThisStage):
        journey.accept()


@pytest.mark.parametrize("fact", [projects.SlotHeld, *HOLDS, *REFUSALS])
def test_an_answer_about_an_unknown_placement_comes_to_nothing(journey, fact):
    journey.told(fact, placement_id=uuid4())

    assert journey.steps[-1] == "PlacementProposed"


def test_an_answer_to_an_earlier_placement_does_not_count_for_the_next(journey, sides):
    first = journey.placement_id
    journey.send("withdraw_placement", sides.lore)
    journey.propose()
    for fact in HOLDS:
        journey.told(fact, placement_id=first)
    assert "PlacementCompleted" not in journey.steps

    journey.hold_all()

    assert journey.last(facts.PlacementCompleted)["placement_id"] == str(journey.placement_id)


# -- refused


@pytest.mark.parametrize("fact", REFUSALS)
def test_one_no_after_two_holds_releases_the_placement(journey, fact):
    journey.told(housing.BedHeld)
    journey.told(housing.ContactPersonHeld)

    journey.told(fact, reason="away_that_month")

    released = journey.last(facts.PlacementReleased)
    assert (released["reason"], released["refused_by"]) == ("away_that_month", REFUSALS[fact])
    assert {released[name] for name in TRIO} == {
        journey.last(facts.PlacementProposed)[name] for name in TRIO
    }
    journey.propose()
    journey.hold_all()
    journey.accept()


@pytest.mark.parametrize("fact", REFUSALS)
def test_a_no_told_twice_releases_once(journey, bench, fact):
    message = journey.told(fact)
    bench.tell_again(message)
    bench.tell_as_new(message)

    assert releases(journey) == 1


@pytest.mark.parametrize("fact", REFUSALS)
def test_a_no_told_late_leaves_the_next_placement_alone(journey, fact):
    first = journey.placement_id
    journey.told(housing.BedRefused)
    journey.propose()

    journey.told(fact, placement_id=first)

    journey.hold_all()
    assert releases(journey) == 1
    journey.accept()


def test_two_refusals_release_once(journey):
    journey.told(housing.BedRefused)
    journey.told(housing.ContactPersonRefused)

    assert releases(journey) == 1


def test_a_mentor_who_declines_after_completion_reopens_the_search(journey):
    journey.hold_all()
    journey.told(projects.MentorDeclined)

    assert releases(journey) == 1
    with pytest.raises(NotAtThisStage):
        journey.accept()
    journey.propose()


def test_a_no_told_late_after_the_card_changes_nothing(journey):
    journey.hold_all()
    journey.accept()
    journey.told(projects.MentorDeclined)

    assert releases(journey) == 0
    journey.confirm()


# -- timed out, withdrawn, cancelled


def test_a_placement_ends_when_its_holds_run_out(journey, bench):
    journey.told(housing.BedHeld)
    bench.clock.move_to(at_nine(3, 22))
    bench.tick()
    bench.tick()

    assert journey.last(facts.PlacementReleased)["reason"] == "expired"
    assert releases(journey) == 1
    journey.propose()


def test_a_placement_does_not_end_before_its_time(journey, bench):
    bench.clock.move_to(at_nine(3, 21))
    bench.tick()

    assert releases(journey) == 0


def test_a_complete_placement_runs_out_too(journey, bench):
    journey.hold_all()
    bench.clock.move_to(at_nine(3, 22))
    with pytest.raises(PlacementExpired):
        journey.accept()
    bench.tick()

    assert journey.last(facts.PlacementReleased)["reason"] == "expired"
    journey.propose()


def test_an_accepted_placement_does_not_run_out(journey, bench):
    journey.hold_all()
    journey.accept()
    bench.clock.move_to(at_nine(3, 23))
    bench.tick()

    assert releases(journey) == 0


@pytest.mark.parametrize("is_complete", [False, True])
def test_a_placement_can_be_withdrawn_until_the_card(journey, sides, is_complete):
    if is_complete:
        journey.hold_all()
    journey.send("withdraw_placement", sides.lore)

    assert journey.last(facts.PlacementReleased)["reason"] == "withdrawn"
    with pytest.raises(NoOpenPlacement):
        journey.send("withdraw_placement", sides.lore)
    journey.propose()


def test_a_placement_that_is_meant_is_not_another_one_that_was_proposed_since(journey, sides):
    meant = journey.placement_id
    journey.send("withdraw_placement", sides.lore, placement_id=meant)
    journey.propose()

    with pytest.raises(AnotherPlacementOpen):
        journey.send("withdraw_placement", sides.lore, placement_id=meant)


def test_nothing_is_withdrawn_after_the_card(journey, sides):
    journey.hold_all()
    journey.accept()

    with pytest.raises(NotAtThisStage):
        journey.send("withdraw_placement", sides.lore)


def test_cancelling_while_placing_frees_everything_at_once(journey):
    journey.told(housing.BedHeld)
    journey.send("cancel_exchange", journey.student, cancelled_by="student", reason="exam_moved")
    for fact in HOLDS:
        journey.told(fact)

    assert journey.steps[-3:] == ["PlacementReleased", "ExchangeCancelled", "ContractPlaceReleased"]
    assert journey.last(facts.PlacementReleased)["reason"] == "cancelled"


# -- the card of acceptance


def test_the_card_names_what_is_held(journey, sides):
    journey.hold_all()
    journey.accept()

    card = journey.last(facts.CardOfAcceptanceIssued)
    assert {card[name] for name in TRIO} == {
        journey.last(facts.PlacementProposed)[name] for name in TRIO
    }
    assert (card["start"], card["end"]) == ("2027-07-01", "2027-07-28")
    assert (card["is_late"], card["confirm_by"]) == (False, "2027-06-03")


def test_the_national_officer_can_issue_the_card(journey, sides):
    journey.hold_all()
    journey.send("issue_card_of_acceptance", sides.nore_in)


def test_nobody_else_issues_the_card(journey, sides):
    journey.hold_all()
    for actor in (sides.nore_out, sides.mentor, journey.student, officer(Role.LORE, uuid4())):
        with pytest.raises(NotPermitted):
            journey.send("issue_card_of_acceptance", actor)


def test_a_late_card_is_justified_and_marked(sides, bench):
    journey = sides.assign_form().to_placing()
    bench.clock.move_to(at_nine(5, 7))
    journey.propose()
    journey.hold_all()

    with pytest.raises(LateAcceptanceUnjustified):
        journey.accept()
    journey.accept(justification="mentor_was_ill")

    card = journey.last(facts.CardOfAcceptanceIssued)
    assert (card["is_late"], card["justification"]) == (True, "mentor_was_ill")


def test_the_hosts_own_deadline_is_the_one_that_counts(bench):
    journey = two_sides(bench, acceptance_deadline_weeks=5).assign_form().to_placing()
    bench.clock.move_to(at_nine(5, 7))
    journey.propose()
    journey.hold_all()
    journey.accept()

    assert not journey.last(facts.CardOfAcceptanceIssued)["is_late"]
