"""What the gateway shows when a contact person hands a student over to a colleague."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import true

from services.contracts import applications, housing
from services.contracts.roles import Actor
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import TODAY, ViewsBench, contents, feed


@pytest.fixture
def season() -> Season:
    """An accepted student."""
    season = Season()
    for chapter in (season.host, season.apply, season.propose, season.hold, season.accept):
        chapter()
    return season


def hand_over(season: Season) -> tuple[UUID, UUID]:
    """Housing and applications tell that a colleague cares for the student; who that is."""
    successor, person = uuid4(), uuid4()
    season.answer(housing.ContactPersonReleased, reason="handed_over")
    season.contact, season.contact_person = successor, person
    season.answer(housing.ContactPersonHeld)
    season.answer(housing.ContactPersonAssigned)
    season.step(applications.ContactPersonChanged, **season.trio, person_id=person)
    return successor, person


def test_the_placement_names_who_has_taken_over(bench: ViewsBench, season: Season) -> None:
    successor, person = hand_over(season)
    views = bench.shown(season)

    placement = views.placements.one(season.placement, true())
    assert placement
    assert (placement["contact_person_id"], placement["state"]) == (successor, "kept")
    duties = {duty["person_id"]: duty["state"] for duty in placement["contact_persons"]}
    assert (duties.pop(person), list(duties.values())) == ("assigned", ["released"])


def test_the_student_is_seen_by_who_has_taken_over_alone(bench: ViewsBench, season: Season) -> None:
    former = season.contact_person
    _, person = hand_over(season)
    views = bench.shown(season)

    def sees(who: UUID) -> bool:
        visible = views.visibility.exchanges(Actor(who), TODAY)
        return views.exchanges.is_visible(season.exchange, visible)

    assert sees(person)
    assert not sees(former)


def test_the_exchange_stands_where_it_stood_in_a_newer_version(
    bench: ViewsBench, season: Season
) -> None:
    before = bench.shown(season).exchanges.one(season.exchange, true())
    hand_over(season)
    after = bench.shown(season).exchanges.one(season.exchange, true())

    assert before
    assert after == {**before, "version": before["version"] + 1}


def test_a_hand_over_told_twice_changes_nothing(bench: ViewsBench, season: Season) -> None:
    hand_over(season)
    store = bench.store()
    feed(store, season.told)
    before = contents(store.live)

    feed(store, season.told)

    assert contents(store.live) == before
