"""Applications: who is warned of which deadline, once, and what is recorded as missed."""

import pytest

from services.applications.service import ApplicationsService
from services.contracts import applications as facts
from tests.support.applications import at_nine, two_sides


@pytest.fixture
def bench(service_host):
    return service_host(ApplicationsService)


@pytest.fixture
def sides(bench):
    return two_sides(bench)


@pytest.fixture
def journey(sides):
    return sides.assign_form()


def on(bench, month, day):
    """The service looks at its clock on a day: twice, for nothing may come of the second look."""
    bench.clock.move_to(at_nine(month, day))
    bench.tick()
    bench.tick()


def warned(bench, name):
    return [
        envelope.data["days_left"]
        for envelope in bench.facts(facts.DeadlineApproaching)
        if envelope.data["deadline"] == name
    ]


def missed(bench):
    return [
        (envelope.data["deadline"], envelope.data["due_on"])
        for envelope in bench.facts(facts.DeadlineMissed)
    ]


def looks(bench):
    """How many deadlines the service would look at now."""
    return len(bench.host.views.live.deadlines_to_look_at(bench.clock.now().date()))


def test_a_student_is_warned_of_the_form_and_its_lateness_is_recorded(journey, bench):
    for day in (7, 8, 9, 12, 15, 16, 17):
        on(bench, 3, day)

    assert warned(bench, "submission") == [7, 3]
    assert missed(bench) == [("submission", "2027-03-15")]
    assert looks(bench) == 0


def test_a_form_that_is_in_is_not_warned_of(journey, bench):
    journey.submit()
    on(bench, 3, 20)

    assert warned(bench, "submission") == []
    assert missed(bench) == []


def test_a_host_is_warned_twelve_ten_and_nine_weeks_before_the_start(journey, bench):
    journey.to_received()
    for month, day in ((4, 7), (4, 8), (4, 9), (4, 22), (4, 29), (5, 6), (5, 7), (5, 8)):
        on(bench, month, day)

    assert warned(bench, "acceptance") == [28, 14, 7]
    assert missed(bench) == [("acceptance", "2027-05-06")]
    assert looks(bench) == 0


def test_the_warning_names_the_committee_once_there_is_one(journey, sides, bench):
    journey.to_placing()
    on(bench, 4, 8)

    assert bench.last(facts.DeadlineApproaching)["hosting_lc_id"] == str(sides.lc_id)


def test_a_form_that_was_returned_and_comes_back_is_warned_of_once(journey, sides, bench):
    journey.to_received()
    on(bench, 4, 8)
    journey.send("return_application", sides.nore_in, reason="letter_missing")
    on(bench, 4, 23)
    assert warned(bench, "acceptance") == [28]

    journey.to_received()
    on(bench, 4, 23)

    assert warned(bench, "acceptance") == [28, 13]
    assert looks(bench) == 0


def test_a_student_is_warned_of_the_confirmation(journey, bench):
    journey.to_accepted()
    for month, day in ((5, 19), (5, 20), (5, 27), (6, 3), (6, 4)):
        on(bench, month, day)

    assert warned(bench, "confirmation") == [14, 7]
    assert missed(bench) == [("confirmation", "2027-06-03")]


def test_a_student_is_warned_of_the_evaluation(journey, bench):
    journey.to_ended()
    for day in (10, 11, 18, 25, 26):
        on(bench, 8, day)

    assert warned(bench, "evaluation") == [14, 7]
    assert missed(bench) == [("evaluation", "2027-08-25")]


def test_an_evaluation_before_the_end_of_the_work_is_not_warned_of(journey, bench):
    journey.to_working()
    bench.clock.move_to(at_nine(7, 20))
    journey.evaluate()
    bench.clock.move_to(at_nine(7, 28))
    journey.end()
    on(bench, 8, 26)

    assert warned(bench, "evaluation") == []
    assert missed(bench) == []
    assert looks(bench) == 0


def test_nobody_is_warned_about_an_exchange_that_is_over(journey, bench):
    journey.to_accepted()
    journey.send("cancel_exchange", journey.student, cancelled_by="student", reason="exam_moved")
    on(bench, 6, 4)

    assert bench.facts(facts.DeadlineApproaching, facts.DeadlineMissed) == []


def test_the_programmes_numbers_are_settings(service_host):
    bench = service_host(ApplicationsService, settings={"rules": {"submission_days": 30}})
    journey = two_sides(bench).assign_form()

    assert journey.last(facts.ApplicationFormAssigned)["due_on"] == "2027-03-31"
