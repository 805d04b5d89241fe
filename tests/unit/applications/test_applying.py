"""Steps 4 to 8: what must hold for a form, and where it goes."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.applications.domain.exchange import Exchange, Stage
from services.applications.domain.exchange.form import Form
from services.applications.domain.rules import OpenMonth, Rules
from services.applications.errors import (
    ChosenTwice,
    CommitteeNotOpen,
    CommitteeOfAnotherHost,
    CommitteesNotDistinct,
    DocumentsMissing,
    FormDeadlinePassed,
    HostIsFull,
    LettersNotDistinct,
    NotAtThisStage,
    PlacementStillOpen,
    ProjectNotOffered,
    ProjectNotOpen,
    SpecialDocumentsNotVerified,
    StartOutsideSeason,
    StudentTypeNotAccepted,
    WeeksNotOffered,
    WrongNumberOfChoices,
)
from services.contracts.errors import Refusal
from tests.support.aggregates import replayed, state_of
from tests.unit.applications.samples import (
    HOST,
    IN_FEBRUARY,
    LC,
    START,
    a_form,
    a_wish,
    an_offer,
    assigned,
    placing,
    proposed,
    received,
    submitted,
)


def refuses(refusal: type[Refusal], form: Form, today: date = IN_FEBRUARY, **terms: Any) -> None:
    exchange = assigned(**terms)
    with pytest.raises(refusal):
        exchange.submit(form, today)
    assert exchange.stage is Stage.ASSIGNED


def test_a_complete_form_is_locked() -> None:
    exchange = assigned()
    exchange.submit(a_form(a_wish(), a_wish()), IN_FEBRUARY)
    assert exchange.stage is Stage.SUBMITTED
    assert [choice.rank for choice in exchange.choices] == [1, 2]
    assert (exchange.start, exchange.end) == (START, date(2027, 7, 28))
    with pytest.raises(NotAtThisStage):
        exchange.submit(a_form(), IN_FEBRUARY)


def test_at_most_three_projects_are_chosen() -> None:
    refuses(WrongNumberOfChoices, a_form(a_wish(), a_wish(), a_wish(), a_wish()))


def test_the_number_of_choices_is_a_setting() -> None:
    refuses(WrongNumberOfChoices, a_form(), rules=Rules(fewest_choices=3))


def test_each_choice_is_another_project() -> None:
    offer = an_offer()
    refuses(ChosenTwice, a_form(a_wish(offer), a_wish(offer)))


def test_projects_are_in_distinct_committees_where_the_host_asks_it() -> None:
    refuses(CommitteesNotDistinct, a_form(a_wish(), a_wish()), distinct_committees=True)
    exchange = assigned(distinct_committees=True)
    exchange.submit(a_form(a_wish(), a_wish(an_offer(lc_id=uuid4()))), IN_FEBRUARY)


def test_each_choice_has_a_letter_of_its_own() -> None:
    letter = uuid4()
    refuses(LettersNotDistinct, a_form(a_wish(letter_id=letter), a_wish(letter_id=letter)))


def test_one_letter_uploaded_twice_is_one_letter() -> None:
    refuses(LettersNotDistinct, a_form(a_wish(letter_digest="a"), a_wish(letter_digest="a")))


@pytest.mark.parametrize("missing", ["terms", "passport_copy", "photo", "proof_of_enrolment"])
def test_the_standard_documents_are_there(missing: str) -> None:
    form = a_form()
    del form.documents[missing]
    refuses(DocumentsMissing, form)


def test_the_host_accepts_the_type_of_student() -> None:
    refuses(StudentTypeNotAccepted, a_form(), student_types=("graduate",))


def test_a_project_is_published_by_the_host() -> None:
    refuses(ProjectNotOffered, a_form(a_wish(an_offer(is_published=False))))
    refuses(ProjectNotOffered, a_form(a_wish(an_offer(nmo_id=uuid4()))))


def test_a_project_is_open_in_every_month_of_the_stay() -> None:
    refuses(ProjectNotOpen, a_form(a_wish(an_offer(open_months=frozenset({"2027-08"})))))
    refuses(ProjectNotOpen, a_form(start=date(2027, 7, 15)))


def test_a_project_is_offered_for_these_weeks() -> None:
    refuses(WeeksNotOffered, a_form(weeks=5))


def test_the_start_lies_in_the_season() -> None:
    refuses(StartOutsideSeason, a_form(start=date(2028, 7, 1)))
    refuses(StartOutsideSeason, a_form(start=date(1, 1, 1)))


def test_the_committee_is_open_in_the_month_by_the_calendar() -> None:
    refuses(CommitteeNotOpen, a_form(), calendar=(OpenMonth(LC, "2027-08"),))
    exchange = assigned(calendar=(OpenMonth(LC, "2027-07"),))
    exchange.submit(a_form(), IN_FEBRUARY)


def test_a_form_after_the_due_day_is_late_and_allowed() -> None:
    exchange = assigned()
    exchange.submit(a_form(), date(2027, 2, 16))
    assert exchange.pending_events[-1].is_late


def test_a_form_on_the_due_day_is_in_time() -> None:
    exchange = assigned()
    exchange.submit(a_form(), date(2027, 2, 15))
    assert not exchange.pending_events[-1].is_late


def test_no_form_is_taken_after_the_hosts_deadline() -> None:
    exchange = assigned()
    refuses(FormDeadlinePassed, a_form(), today=date(2027, 4, 9))
    exchange.submit(a_form(), date(2027, 4, 8))


def test_the_hosts_own_form_deadline_counts() -> None:
    rules = Rules().under({"form_deadline_weeks": 16})
    refuses(FormDeadlinePassed, a_form(), today=date(2027, 4, 8), rules=rules)


def test_a_returned_form_may_come_back_after_the_deadline_for_the_same_start() -> None:
    exchange = submitted()
    exchange.return_to_student("letter_missing")
    with pytest.raises(FormDeadlinePassed):
        exchange.submit(a_form(start=date(2027, 7, 2)), date(2027, 5, 1))
    exchange.submit(a_form(), date(2027, 5, 1))
    assert exchange.stage is Stage.SUBMITTED
    assert not exchange.pending_events[-1].is_late


def test_only_a_submitted_form_is_forwarded() -> None:
    exchange = submitted()
    exchange.forward()
    assert exchange.pending_events[-1].accept_by == date(2027, 5, 6)
    with pytest.raises(NotAtThisStage):
        exchange.forward()


def test_who_has_the_form_returns_it() -> None:
    with_sending, with_host = submitted(), received()
    for exchange in (with_sending, with_host):
        exchange.return_to_student("letter_missing")
        assert exchange.stage is Stage.RETURNED
    assert with_sending.pending_events[-1].returned_by == "sending"
    assert with_host.pending_events[-1].returned_by == "hosting"


def test_a_form_returned_by_the_host_leaves_its_committee() -> None:
    exchange = placing()
    exchange.return_to_student("project_not_possible")
    assert exchange.hosting_lc_id is None
    assert exchange.pending_events[-1].parties.hosting_lc_id is None


def test_the_host_considers_a_form_when_the_special_documents_are_verified() -> None:
    exchange = submitted(special_documents=("tuberculosis_test",))
    exchange.forward()
    with pytest.raises(SpecialDocumentsNotVerified):
        exchange.receive([])
    exchange.receive(["tuberculosis_test"])
    assert exchange.stage is Stage.RECEIVED


def test_a_rejected_exchange_is_over() -> None:
    exchange = received()
    exchange.reject("no_capacity")
    for step in (
        lambda: exchange.submit(a_form(), IN_FEBRUARY),
        lambda: exchange.return_to_student("again"),
        lambda: exchange.cancel("student", "exam_moved"),
    ):
        with pytest.raises(NotAtThisStage):
            step()


def test_a_committee_is_one_of_the_host() -> None:
    for nmo_id in (uuid4(), None):
        with pytest.raises(CommitteeOfAnotherHost):
            received().assign_to_committee(LC, nmo_id, incomings=0)


def test_a_committee_is_open_in_the_month() -> None:
    exchange = received(calendar=(OpenMonth(LC, "2027-07"),))
    with pytest.raises(CommitteeNotOpen):
        exchange.assign_to_committee(uuid4(), HOST, incomings=0)


@pytest.mark.parametrize(("limit", "is_full"), [(0, False), (3, True), (4, False)])
def test_a_host_takes_as_many_students_as_its_conditions_say(limit: int, is_full: bool) -> None:
    exchange = received(incomings=limit)
    if is_full:
        with pytest.raises(HostIsFull):
            exchange.assign_to_committee(LC, HOST, incomings=3)
    else:
        exchange.assign_to_committee(LC, HOST, incomings=3)


def test_another_committee_can_take_over_while_no_placement_is_open() -> None:
    exchange, other = placing(), uuid4()
    exchange.assign_to_committee(other, HOST, incomings=0)
    assert exchange.hosting_lc_id == other


@pytest.mark.parametrize(
    "step",
    [
        lambda exchange: exchange.assign_to_committee(uuid4(), HOST, incomings=0),
        lambda exchange: exchange.return_to_student("project_not_possible"),
        lambda exchange: exchange.reject("no_capacity"),
    ],
)
def test_an_open_placement_is_ended_first(step: Callable[[Exchange], None]) -> None:
    with pytest.raises(PlacementStillOpen):
        step(proposed())


def test_an_exchange_is_restored_from_its_events() -> None:
    exchange = placing()
    assert state_of(replayed(exchange.pending_events)) == state_of(exchange)
