"""Applications: steps 5 to 8, the form between student, sending side and host."""

from uuid import uuid4

import pytest

from services.applications.errors import (
    CommitteeOfAnotherHost,
    FormDeadlinePassed,
    HostIsFull,
    NotAtThisStage,
    ProjectNotOffered,
    ProjectNotOpen,
    SpecialDocumentsNotVerified,
)
from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from services.contracts import projects
from services.contracts.errors import Invalid, NotFound, NotPermitted, StaleVersion
from services.contracts.roles import Role
from tests.support.actors import former, person
from tests.support.applications import Journey, at_nine, two_sides


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


@pytest.fixture
def sides(bench):
    return two_sides(bench)


@pytest.fixture
def journey(sides):
    return sides.assign_form()


def test_a_form_goes_from_the_student_to_a_committee(journey, sides):
    journey.to_placing()

    assert journey.steps[2:] == [
        "ApplicationSubmitted",
        "ApplicationForwarded",
        "ApplicationReceived",
        "AssignedToCommittee",
    ]
    assert journey.last(facts.ApplicationForwarded)["accept_by"] == "2027-05-06"
    assert journey.last(facts.AssignedToCommittee)["hosting_lc_id"] == str(sides.lc_id)


def test_the_motivation_letters_are_not_told(journey, sides):
    journey.submit()

    [choice] = journey.last(facts.ApplicationSubmitted)["choices"]
    expected = {"rank": 1, "project_id": str(sides.project_id), "lc_id": str(sides.lc_id)}
    assert choice == expected


def test_only_the_student_submits(journey, sides):
    student, journey.student = journey.student, person()
    with pytest.raises(NotPermitted):
        journey.submit()
    journey.student = sides.nore_out
    with pytest.raises(NotPermitted):
        journey.submit()
    journey.student = student
    journey.submit()


def test_a_project_is_known_published_and_open(journey, sides, bench):
    about = {"project_id": sides.project_id, "nmo_id": sides.hosting, "lc_id": sides.lc_id}
    unknown = {"project_id": uuid4(), "letter_id": uuid4(), "letter_digest": "0" * 64}
    with pytest.raises(ProjectNotOffered):
        journey.submit(choices=[unknown])
    bench.tell(projects.ProjectSuspended, **about)
    with pytest.raises(ProjectNotOffered):
        journey.submit()
    bench.tell(projects.ProjectResumed, **about)
    bench.tell(projects.PlacesOpened, **about, month="2027-07", places=0)
    with pytest.raises(ProjectNotOpen):
        journey.submit()


def test_the_hosts_deadline_for_forms_is_kept(journey, bench):
    bench.clock.move_to(at_nine(4, 9))

    with pytest.raises(FormDeadlinePassed):
        journey.submit()


def test_a_form_after_its_due_day_is_late(journey, bench):
    bench.clock.move_to(at_nine(3, 16))
    journey.submit()

    assert journey.last(facts.ApplicationSubmitted)["is_late"]


@pytest.mark.parametrize(
    "bad",
    [
        {"weeks": "four"},
        {"weeks": 0},
        {"start": "the first of July"},
        {"choices": []},
        {"student_type": "professor"},
        {"documents": {"Passport": "x"}},
        {"documents": {"terms": "no id"}},
        {"choices": [{"project_id": "no id", "letter_id": "no id", "letter_digest": "short"}]},
        {"surprise": 1},
    ],
)
def test_a_form_of_the_wrong_shape_is_invalid_and_changes_nothing(journey, bad):
    with pytest.raises(Invalid):
        journey.submit(**bad)
    assert journey.steps[-1] == "ApplicationFormAssigned"


def test_an_unknown_exchange_is_not_found(sides):
    with pytest.raises(NotFound):
        Journey(sides, person(), uuid4()).submit()


def test_a_step_on_an_old_version_is_refused(journey, sides, bench):
    version = journey.submit()["version"]
    about = {"exchange_id": journey.exchange_id, "actor": sides.nore_out}
    with pytest.raises(StaleVersion):
        bench.send("forward_application", expected_version=version - 1, **about)
    bench.send("forward_application", expected_version=version, **about)


def test_who_has_the_form_returns_it_with_a_reason(journey, sides):
    def give_back(actor):
        return journey.send("return_application", actor, reason="letter_missing")

    journey.submit()
    with pytest.raises(NotPermitted):
        give_back(sides.nore_in)
    give_back(sides.nore_out)
    assert journey.last(facts.ApplicationReturned)["returned_by"] == "sending"

    journey.submit()
    journey.send("forward_application", sides.nore_out)
    with pytest.raises(NotPermitted):
        give_back(sides.nore_out)
    give_back(sides.nore_in)
    assert journey.last(facts.ApplicationReturned)["returned_by"] == "hosting"
    journey.submit()


def test_a_reason_is_a_code(journey, sides):
    journey.submit()

    with pytest.raises(Invalid):
        journey.send("return_application", sides.nore_out, reason="Ana forgot her letter")


def test_special_documents_are_verified_by_the_host(bench):
    sides = two_sides(bench, special_documents=["tuberculosis_test"])
    journey = sides.assign_form()
    journey.submit()
    journey.send("forward_application", sides.nore_out)

    with pytest.raises(SpecialDocumentsNotVerified):
        journey.send("receive_application", sides.nore_in)
    journey.send("receive_application", sides.nore_in, verified_documents=["tuberculosis_test"])


def test_a_rejected_form_frees_the_contract_place(journey, sides):
    journey.to_received()
    journey.send("reject_application", sides.nore_in, reason="no_capacity")

    assert journey.place == "open"
    assert journey.last(facts.ContractPlaceReleased)["reason"] == "rejected"
    with pytest.raises(NotAtThisStage):
        journey.submit()


def test_a_committee_is_one_of_the_host(journey, sides, bench):
    foreign = uuid4()
    bench.tell(projects.CommitteeRegistered, nmo_id=uuid4(), lc_id=foreign)
    journey.to_received()

    for lc_id in (foreign, uuid4()):
        with pytest.raises(CommitteeOfAnotherHost):
            journey.send("assign_to_committee", sides.nore_in, lc_id=lc_id)


def test_a_host_takes_no_more_students_than_its_conditions_say(bench):
    sides = two_sides(bench, incomings=1)
    first, second = sides.assign_form(), sides.assign_form()
    first.to_placing()
    second.to_received()

    with pytest.raises(HostIsFull):
        second.send("assign_to_committee", sides.nore_in, lc_id=sides.lc_id)
    first.send("cancel_exchange", first.student, cancelled_by="student", reason="exam_moved")
    second.send("assign_to_committee", sides.nore_in, lc_id=sides.lc_id)


def test_only_the_host_decides_about_a_forwarded_form(journey, sides):
    journey.submit()
    journey.send("forward_application", sides.nore_out)

    for command, data in (
        ("receive_application", {}),
        ("reject_application", {"reason": "no_capacity"}),
        ("assign_to_committee", {"lc_id": sides.lc_id}),
    ):
        for actor in (sides.nore_out, sides.lore, former(Role.NORE_IN, sides.hosting), person()):
            with pytest.raises(NotPermitted):
                journey.send(command, actor, **data)
