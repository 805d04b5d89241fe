"""Steps 9 and 10 in the exchange: one open placement, and the card of acceptance."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.applications.domain.exchange import Exchange, Stage
from services.applications.domain.rules import Rules
from services.applications.errors import (
    LateAcceptanceUnjustified,
    NoOpenPlacement,
    NotAtThisStage,
    PlacementExpired,
    PlacementStillOpen,
    ProjectNotChosen,
    TooLateToAccept,
)
from tests.support.aggregates import names_of
from tests.unit.applications.samples import (
    IN_APRIL,
    IN_MAY,
    START,
    UNTIL,
    accepted,
    holding,
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
        _ = placing().placement_to_withdraw
    with pytest.raises(NotAtThisStage):
        _ = accepted().placement_to_withdraw


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


def test_mentor_and_contact_person_are_known_from_the_placement_on() -> None:
    exchange = accepted()
    assert exchange.mentor_person_id == exchange.holding.mentor_person_id
    assert exchange.contact_person_person_id == exchange.holding.contact_person_person_id
    assert exchange.pending_events[-1].confirm_by == exchange.confirm_by
    assert IN_MAY.date() <= exchange.confirm_by
