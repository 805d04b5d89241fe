"""Applications: a contact person hands the student over to a colleague, told by housing."""

from uuid import uuid4

import pytest

from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from services.contracts import housing, projects
from services.contracts.errors import NotPermitted
from tests.support.actors import person
from tests.support.applications import at_nine, two_sides


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


@pytest.fixture
def sides(bench):
    return two_sides(bench)


@pytest.fixture
def placed(sides):
    return sides.assign_form().to_placed()


@pytest.fixture
def colleague():
    return person()


def hand_over(journey, to, contact_person_id=None, **changes):
    """Housing tells that another contact person is kept free for the placement."""
    return journey.told(
        housing.ContactPersonHeld,
        contact_person_id=contact_person_id or uuid4(),
        person_id=to.person_id,
        **changes,
    )


def changes_of(journey):
    return journey.steps.count("ContactPersonChanged")


def test_a_colleague_who_takes_over_is_told_with_their_ids(placed, colleague):
    before = placed.last(facts.PlacementCompleted)
    message = hand_over(placed, colleague)

    told = placed.last(facts.ContactPersonChanged)
    assert told["contact_person_id"] == message.data["contact_person_id"]
    assert told["person_id"] == str(colleague.person_id)
    for same in ("placement_id", "project_id", "room_id", "hosting_lc_id"):
        assert told[same] == before[same]


@pytest.mark.parametrize("is_accepted_before", [True, False])
def test_the_new_contact_person_declares_a_no_show_and_the_former_does_not(
    placed, sides, bench, colleague, is_accepted_before
):
    if is_accepted_before:
        placed.accept()
    hand_over(placed, colleague)
    if not is_accepted_before:
        placed.accept()
    bench.clock.move_to(at_nine(7, 2))

    with pytest.raises(NotPermitted):
        placed.send("declare_no_show", sides.contact_person)
    placed.send("declare_no_show", colleague)

    assert "NoShowDeclared" in placed.steps


@pytest.mark.parametrize(
    "left", [projects.MentorConfirmed, housing.BedHeld], ids=lambda fact: fact.__name__
)
def test_a_placement_completes_with_whoever_has_taken_over_meanwhile(sides, bench, colleague, left):
    journey = sides.assign_form().to_proposed()
    for fact in (projects.MentorConfirmed, housing.BedHeld, housing.ContactPersonHeld):
        if fact is not left:
            journey.told(fact)
    message = hand_over(journey, colleague)
    assert journey.steps[-1] == "ContactPersonChanged"

    journey.told(left)
    journey.accept()

    for fact in (facts.PlacementCompleted, facts.CardOfAcceptanceIssued):
        assert journey.last(fact)["contact_person_id"] == message.data["contact_person_id"]
    bench.clock.move_to(at_nine(7, 2))
    journey.send("declare_no_show", colleague)


def test_the_card_and_the_release_name_who_has_taken_over(placed, colleague):
    contact_person_id = hand_over(placed, colleague).data["contact_person_id"]
    placed.accept()
    placed.send("cancel_exchange", placed.student, cancelled_by="student", reason="exam_moved")

    for fact in (facts.CardOfAcceptanceIssued, facts.PlacementReleased):
        assert placed.last(fact)["contact_person_id"] == contact_person_id


def test_a_student_can_come_back_to_the_first_contact_person(placed, sides, bench, colleague):
    placed.accept()
    hand_over(placed, colleague)
    hand_over(placed, sides.contact_person, placed.contact_person_id)

    assert changes_of(placed) == 2
    bench.clock.move_to(at_nine(7, 2))
    with pytest.raises(NotPermitted):
        placed.send("declare_no_show", colleague)
    placed.send("declare_no_show", sides.contact_person)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_hand_over_told_twice_counts_once(placed, bench, colleague, is_accepted):
    if is_accepted:
        placed.accept()
    message = hand_over(placed, colleague)
    bench.tell_again(message)
    bench.tell_as_new(message)

    assert changes_of(placed) == 1
    assert placed.steps.count("PlacementCompleted") == 1


def test_a_hand_over_told_twice_before_completion_counts_once(sides, bench, colleague):
    journey = sides.assign_form().to_proposed()
    journey.told(housing.ContactPersonHeld)
    message = hand_over(journey, colleague)
    bench.tell_again(message)
    bench.tell_as_new(message)

    assert changes_of(journey) == 1


def test_a_hand_over_told_late_after_the_end_comes_to_nothing(placed, sides, colleague):
    placed.send("withdraw_placement", sides.lore)
    hand_over(placed, colleague)

    assert placed.steps[-1] == "PlacementReleased"


def test_a_hand_over_told_late_leaves_the_next_placement_alone(placed, sides, bench, colleague):
    first = placed.placement_id
    placed.send("withdraw_placement", sides.lore)
    placed.propose()
    placed.hold_all()
    hand_over(placed, colleague, placement_id=first)

    placed.accept()

    assert changes_of(placed) == 0
    bench.clock.move_to(at_nine(7, 2))
    placed.send("declare_no_show", sides.contact_person)


def test_a_hand_over_told_late_in_the_weeks_of_work_still_counts(sides, colleague):
    journey = sides.assign_form().to_working()
    hand_over(journey, colleague)

    assert journey.last(facts.ContactPersonChanged)["person_id"] == str(colleague.person_id)


def test_a_hand_over_told_late_after_a_cancellation_comes_to_nothing(placed, colleague):
    placed.accept()
    placed.send("cancel_exchange", placed.student, cancelled_by="student", reason="exam_moved")
    hand_over(placed, colleague)

    assert changes_of(placed) == 0
