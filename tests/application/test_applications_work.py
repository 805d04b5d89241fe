"""Applications: steps 15 to 20, from the first day of work to the recognition at home."""

from datetime import date
from uuid import uuid4

import pytest

from services.applications.domain.rules import working_days
from services.applications.errors import (
    CertificateIsDue,
    CertificateRequirementsMissing,
    EthicsClearanceMissing,
    LogbookClosed,
    LogbookUnknown,
    NotAtThisStage,
)
from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from services.contracts import projects
from services.contracts.errors import Invalid, NotPermitted, StaleVersion
from services.contracts.roles import Role
from tests.support.actors import former, person
from tests.support.applications import END, START, at_nine, two_sides

DAYS = working_days(START, END, 5)


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


@pytest.fixture
def sides(bench):
    return two_sides(bench)


@pytest.fixture
def journey(sides):
    return sides.assign_form()


def test_the_work_begins_with_its_days_counted(journey):
    journey.to_working()

    started = journey.last(facts.ProjectStarted)
    assert (started["started_on"], started["end"]) == ("2027-07-01", "2027-07-28")
    assert started["working_days"] == 20


def test_the_mentor_can_begin_the_work_and_a_stranger_cannot(journey, sides):
    journey.to_arrived()
    data = {"started_on": START, "arrival_training_given": True}

    for actor in (person(), journey.student, sides.nore_in, former(Role.LORE, sides.lc_id)):
        with pytest.raises(NotPermitted):
            journey.send("start_project", actor, **data)
    journey.send("start_project", sides.mentor, **data)


def test_a_project_that_needs_ethics_clearance_waits_for_it(journey, sides, bench):
    journey.to_arrived()
    about = {"project_id": sides.project_id, "nmo_id": sides.hosting, "lc_id": sides.lc_id}
    bench.tell(projects.ProjectRevised, **about, needs_ethics_clearance=True)

    with pytest.raises(EthicsClearanceMissing):
        journey.start()
    journey.start(ethics_cleared=True)


def test_there_is_no_logbook_before_the_work(journey):
    journey.to_arrived()

    with pytest.raises(LogbookUnknown):
        journey.attend([START])


def test_attendance_says_how_many_days_may_still_be_missed(journey, bench):
    journey.to_working()
    bench.clock.move_to(at_nine(7, 12))
    journey.attend(DAYS[:3])
    answer = journey.attend(DAYS[3:4], "excused")

    recorded = journey.last(facts.AttendanceRecorded)
    assert answer["may_still_miss"] == recorded["may_still_miss"] == 3
    assert (recorded["present_days"], recorded["working_days"]) == (3, 20)
    assert recorded["attendance"] == "excused"


def test_daily_entries_leave_the_exchange_as_it_was_read(journey, sides, bench):
    journey.to_arrived()
    version = journey.start()["version"]
    assert journey.attend([START])["version"] == version

    end = {"actor": sides.mentor, "exchange_id": journey.exchange_id, "ended_on": END}
    bench.clock.move_to(at_nine(7, 28))
    with pytest.raises(StaleVersion):
        bench.send("end_project", expected_version=version - 1, **end)
    bench.send("end_project", expected_version=version, **end)


def test_the_last_fact_of_an_exchange_tells_its_version(journey, bench):
    def told():
        mine = [e.id for e in bench.facts() if e.subject == str(journey.exchange_id)]
        return int(mine[-1].rpartition(".")[2])

    assert journey.to_placing().propose()["version"] == told()
    journey.hold_all()
    assert journey.accept()["version"] == told()
    assert journey.confirm()["version"] == told()


def test_the_logbook_is_kept_by_those_whose_it_is(journey, sides):
    journey.to_working()
    entries = (
        ("record_attendance", {"day": START, "attendance": "present"}, journey.student),
        ("record_attendance", {"day": START, "attendance": "present"}, sides.lore),
        ("write_diary", {"day": START, "document_id": uuid4()}, journey.student),
        ("countersign_attendance", {"up_to": START}, sides.mentor),
    )
    for command, data, actor in entries:
        for stranger in (person(), sides.nore_out, sides.contact_person):
            with pytest.raises(NotPermitted):
                journey.send(command, stranger, **data)
        journey.send(command, actor, **data)
    with pytest.raises(NotPermitted):
        journey.send("countersign_attendance", journey.student, up_to=START)
    with pytest.raises(NotPermitted):
        journey.send("write_diary", sides.mentor, day=START, document_id=uuid4())

    assert journey.steps[-2:] == ["DiaryWritten", "AttendanceCountersigned"]


def test_the_committee_signs_on_the_mentors_behalf(journey, sides, bench):
    journey.to_working()
    bench.clock.move_to(at_nine(7, 12))
    journey.send("sign_mid_appraisal", sides.lore, score=4)

    assert journey.last(facts.MidAppraisalSigned)["score"] == 4


def test_a_mark_outside_the_scale_is_invalid(journey, sides):
    journey.to_ended()
    for marks in ({"project": 6}, {"weather": 3}, {}, {"project": "five"}):
        with pytest.raises(Invalid):
            journey.send("submit_evaluation", journey.student, marks=marks)
    with pytest.raises(Invalid):
        journey.send("sign_end_appraisal", sides.mentor, score=0, outcome="poster")


def test_a_stay_that_is_broken_off_frees_what_is_held(journey, sides, bench):
    journey.to_working()
    bench.clock.move_to(at_nine(7, 12))
    about = {"reason": "illness", "interrupted_on": "2027-07-12"}
    with pytest.raises(NotPermitted):
        journey.send("interrupt_exchange", sides.contact_person, **about)
    journey.send("interrupt_exchange", sides.lore, **about)

    assert journey.last(facts.PlacementReleased)["reason"] == "interrupted"
    assert journey.place == "used"
    with pytest.raises(LogbookClosed):
        journey.attend([START])


# -- certificate


def test_a_completed_exchange_is_certified(journey, sides):
    journey.to_ended()
    journey.attend(DAYS[:16])
    journey.appraise()
    journey.evaluate()

    answer = journey.send("issue_certificate", sides.lore)

    certificate = journey.last(facts.CertificateIssued)
    assert certificate["code"] == answer["code"]
    assert (certificate["present_days"], certificate["working_days"]) == (16, 20)
    assert (certificate["start"], certificate["end"]) == ("2027-07-01", "2027-07-28")
    assert certificate["project_id"] == str(sides.project_id)
    assert certificate["objectives"] == ["lab_work"]
    with pytest.raises(LogbookClosed):
        journey.attend(DAYS[16:17])


def test_two_certificates_have_different_codes(sides, bench):
    first, second = sides.assign_form(), sides.assign_form()
    for journey in (first, second):
        journey.to_accepted()
    bench.clock.move_to(at_nine(7, 1))
    for journey in (first, second):
        journey.hand_keys_over()
        journey.start()
    bench.clock.move_to(at_nine(7, 28))
    codes = set()
    for journey in (first, second):
        journey.attend(DAYS)
        journey.end()
        journey.appraise()
        journey.evaluate()
        codes.add(journey.send("issue_certificate", sides.lore)["code"])

    assert len(codes) == 2


def test_the_refusal_says_everything_that_is_missing(journey, sides):
    journey.to_ended()

    with pytest.raises(CertificateRequirementsMissing) as refused:
        journey.send("issue_certificate", sides.lore)
    assert refused.value.details["missing"] == "attendance, end_appraisal, evaluation"


def test_one_day_too_few_is_no_certificate(journey, sides):
    journey.to_ended()
    journey.attend(DAYS[:15])
    journey.attend(DAYS[15:], "absent")
    journey.appraise()
    journey.evaluate()

    with pytest.raises(CertificateRequirementsMissing):
        journey.send("issue_certificate", sides.lore)
    journey.send("refuse_certificate", sides.lore)

    assert journey.last(facts.CertificateRefused)["reason"] == "attendance_below_threshold"


def test_a_certificate_that_is_due_is_not_refused(journey, sides):
    journey.to_ended()
    journey.attend(DAYS)
    journey.appraise()
    journey.evaluate()

    with pytest.raises(CertificateIsDue):
        journey.send("refuse_certificate", sides.lore)


def test_only_the_committee_decides_about_the_certificate(journey, sides):
    journey.to_ended()
    for command in ("issue_certificate", "refuse_certificate"):
        for actor in (journey.student, sides.mentor, sides.nore_out, person()):
            with pytest.raises(NotPermitted):
                journey.send(command, actor)


def test_nothing_is_decided_before_the_work_has_ended(journey, sides):
    journey.to_placed()
    for command in ("issue_certificate", "refuse_certificate"):
        with pytest.raises(NotAtThisStage):
            journey.send(command, sides.lore)


def test_the_sending_side_records_the_recognition(journey, sides):
    journey.to_ended()
    journey.attend(DAYS)
    journey.appraise()
    journey.evaluate()
    journey.send("issue_certificate", sides.lore)
    recognition = {"recognised_by": "Universität Göttingen", "credits": 5}
    with pytest.raises(NotPermitted):
        journey.send("record_recognition", sides.nore_in, **recognition)

    journey.send("record_recognition", sides.nore_out, **recognition)

    told = journey.last(facts.RecognitionRecorded)
    assert (told["recognised_by"], told["credits"]) == ("Universität Göttingen", 5)


def test_days_are_written_down_after_the_work_too(journey, bench):
    journey.to_ended()
    bench.clock.move_to(at_nine(8, 2))
    journey.attend([date(2027, 7, 2)])

    assert journey.last(facts.AttendanceRecorded)["present_days"] == 1
