"""Steps 9 and 10 in the exchange: one open placement, and the card of acceptance."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.applications.domain.exchange import Exchange, Stage
from services.applications.domain.rules import Rules
from services.applications.errors import (
    AnotherPlacementOpen,
    LateAcceptanceUnjustified,
    NoOpenPlacement,
    NotAtThisStage,
    PlacementExpired,
    PlacementStillOpen,
    ProjectNotChosen,
    TooLateToAccept,
)
from tests.support.aggregates import names_of, replayed, state_of
from tests.unit.applications.samples import (
    IN_APRIL,
    IN_MAY,
    START,
    UNTIL,
    accepted,
    holding,
    in_progress,
    placed,
    placing,
    proposed,
    received,
    wanted_for,
)

LATER = datetime(2027, 6, 20, tzinfo=UTC)


def test_a_proposal_is_held_for_three_weeks() -> None:
    exchange = placing()
    until = exchange.propose_placement(wanted_for(exchange), IN_APRIL)
    assert until == IN_APRIL + timedelta(days=21)


def test_an_exchange_has_one_open_placement() -> None:
    exchange = proposed()
    with pytest.raises(PlacementStillOpen):
        exchange.propose_placement(wanted_for(exchange), IN_APRIL)


def test_a_student_is_placed_on_a_chosen_project() -> None:
    exchange = placing()
    with pytest.raises(ProjectNotChosen):
        exchange.propose_placement(wanted_for(exchange, project_id=uuid4()), IN_APRIL)


def test_a_committee_places_on_its_own_projects() -> None:
    exchange = placing()
    exchange.assign_to_committee(uuid4(), exchange.hosting_nmo_id, incomings=0)
    with pytest.raises(ProjectNotChosen):
        exchange.propose_placement(wanted_for(exchange), IN_APRIL)


def test_a_placement_is_proposed_when_a_committee_is_assigned() -> None:
    exchange = received()
    with pytest.raises(NotAtThisStage):
        exchange.propose_placement(wanted_for(exchange), IN_APRIL)


def test_only_the_open_placement_completes() -> None:
    exchange = proposed()
    exchange.complete_placement(holding(wanted_for(exchange)))
    assert exchange.stage is Stage.PLACING


def test_completing_twice_completes_once() -> None:
    exchange = placed()
    exchange.complete_placement(exchange.holding)
    assert names_of(exchange).count("PlacementCompleted") == 1


@pytest.mark.parametrize("made", [proposed, placed])
def test_after_a_release_another_placement_can_be_proposed(made: Callable[[], Exchange]) -> None:
    exchange = made()
    exchange.release_placement("no_free_bed", "bed")
    assert (exchange.stage, exchange.placed) == (Stage.PLACING, None)
    assert exchange.mentor_person_id is None
    exchange.propose_placement(wanted_for(exchange), IN_APRIL)


def test_releasing_twice_releases_once() -> None:
    exchange = placed()
    exchange.release_placement("withdrawn")
    exchange.release_placement("expired")
    assert names_of(exchange).count("PlacementReleased") == 1


def test_there_is_something_to_withdraw_only_while_a_placement_is_open() -> None:
    with pytest.raises(NoOpenPlacement):
        placing().placement_to_withdraw()
    with pytest.raises(NotAtThisStage):
        accepted().placement_to_withdraw()


def test_who_means_a_certain_placement_does_not_withdraw_another_one() -> None:
    exchange = proposed()
    assert exchange.placement_to_withdraw(exchange.open_placement_id)
    with pytest.raises(AnotherPlacementOpen):
        exchange.placement_to_withdraw(uuid4())


def test_a_student_is_accepted_only_when_placed() -> None:
    with pytest.raises(NotAtThisStage):
        placing().accept(IN_APRIL, "")


def test_a_card_in_time_is_not_late() -> None:
    exchange = placed()
    exchange.accept(datetime(2027, 5, 6, 23, 59, tzinfo=UTC), "")
    card = exchange.pending_events[-1]
    assert (card.is_late, card.justification) == (False, "")
    assert card.confirm_by == date(2027, 6, 3)


def test_a_justification_of_a_card_in_time_is_not_kept() -> None:
    exchange = placed()
    exchange.accept(IN_APRIL, "mentor_was_ill")
    assert exchange.pending_events[-1].justification == ""


def test_a_late_card_needs_a_justification_and_is_marked() -> None:
    exchange = placed()
    late = datetime(2027, 5, 7, tzinfo=UTC)
    with pytest.raises(LateAcceptanceUnjustified):
        exchange.accept(late, "")
    exchange.accept(late, "mentor_was_ill")
    card = exchange.pending_events[-1]
    assert (card.is_late, card.justification) == (True, "mentor_was_ill")


def test_the_hosts_own_acceptance_weeks_count() -> None:
    exchange = placed()
    exchange.rules = Rules().under({"acceptance_deadline_weeks": 4})
    exchange.accept(datetime(2027, 5, 20, tzinfo=UTC), "")
    assert not exchange.pending_events[-1].is_late


def test_a_late_card_leaves_a_week_to_confirm() -> None:
    exchange = placed(until=LATER + timedelta(days=1))
    exchange.accept(LATER, "mentor_was_ill")
    assert exchange.confirm_by == date(2027, 6, 27)


def test_a_card_is_issued_while_everything_is_held() -> None:
    exchange = placed()
    with pytest.raises(PlacementExpired):
        exchange.accept(UNTIL, "mentor_was_ill")


def test_nobody_is_accepted_for_a_start_that_has_come() -> None:
    exchange = placed()
    on_start = datetime.combine(START, datetime.min.time(), UTC)
    exchange.placed = replace(exchange.holding, until=on_start + timedelta(days=1))
    with pytest.raises(TooLateToAccept):
        exchange.accept(on_start, "mentor_was_ill")


@pytest.mark.parametrize("made", [placed, accepted, in_progress])
def test_the_colleague_who_takes_over_is_the_contact_person(made: Callable[[], Exchange]) -> None:
    exchange, successor, person = made(), uuid4(), uuid4()
    assert exchange.wanted
    before = (exchange.stage, exchange.mentor_person_id)
    exchange.change_contact_person(exchange.wanted.handed_over_to(successor), person)
    assert exchange.contact_person_person_id == person
    assert exchange.holding.contact_person_id == exchange.wanted.contact_person_id == successor
    assert (exchange.stage, exchange.mentor_person_id) == before
    assert state_of(replayed(exchange.pending_events)) == state_of(exchange)


def test_who_takes_over_in_an_open_placement_is_asked_for_from_then_on() -> None:
    exchange = proposed()
    assert exchange.wanted
    wanted = exchange.wanted.handed_over_to(uuid4())
    exchange.change_contact_person(wanted, uuid4())
    assert (exchange.wanted, exchange.placed) == (wanted, None)
    assert exchange.contact_person_person_id is None


def test_taking_over_twice_is_one_change() -> None:
    exchange, person = placed(), uuid4()
    assert exchange.wanted
    wanted = exchange.wanted.handed_over_to(uuid4())
    exchange.change_contact_person(wanted, person)
    exchange.change_contact_person(wanted, person)
    assert names_of(exchange).count("ContactPersonChanged") == 1


def test_a_colleague_takes_over_in_the_open_placement_only() -> None:
    exchange = placed()
    former = exchange.contact_person_person_id
    exchange.change_contact_person(wanted_for(exchange), uuid4())
    assert exchange.contact_person_person_id == former
    exchange.release_placement("withdrawn")
    exchange.change_contact_person(wanted_for(exchange), uuid4())
    assert names_of(exchange)[-1] == "PlacementReleased"


def test_mentor_and_contact_person_are_known_from_the_placement_on() -> None:
    exchange = accepted()
    assert exchange.mentor_person_id == exchange.holding.mentor_person_id
    assert exchange.contact_person_person_id == exchange.holding.contact_person_person_id
    assert exchange.pending_events[-1].confirm_by == exchange.confirm_by
    assert IN_MAY.date() <= exchange.confirm_by
