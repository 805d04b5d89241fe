"""The gateway's views as a whole: told twice, told late, rebuilt; every order ends alike."""

import random
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import true

from gateway.views.changes import Changes
from gateway.views.parts import PARTS
from gateway.views.timeline import Timeline
from gateway.views.versions import Versions
from services.contracts import applications, housing, notifications, people, projects
from services.contracts.envelope import Envelope
from services.contracts.roles import Role
from services.eventlog.following import Follower
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import ViewsBench, contents, feed

OF_ALL_SERVICES = (Changes, Timeline, Versions)
SOURCES = ("applications", "housing", "notifications", "people", "projects")
ABOUT_OTHER_THINGS = {
    applications.DeadlineApproaching,  # it stands in the timeline
    people.PersonalDataChanged,
    people.DocumentStored,
    people.PasswordForgotten,
    people.PasswordChanged,
}


@pytest.fixture
def season() -> Season:
    """Everything that can happen, told once."""
    season = Season().whole_story()
    season.officer(Role.LORE, season.lc)
    season.tell(notifications.MessageAddressed, person_id=season.student)
    season.tell(people.PersonalDataViewed, person_id=season.student)
    return season


def in_blocks(season: Season, sources: tuple[str, ...]) -> list[Envelope]:
    """Each source's whole log, one source after the other."""
    return [envelope for source in sources for envelope in season.of(source)]


def shuffled(season: Season, seed: int) -> list[Envelope]:
    """The sources' logs mixed at random, each in its own order."""
    waiting = {source: season.of(source) for source in SOURCES}
    chooser, mixed = random.Random(seed), []
    while left := [source for source in SOURCES if waiting[source]]:
        mixed.append(waiting[chooser.choice(left)].pop(0))
    return mixed


def test_the_order_between_services_makes_no_difference(bench: ViewsBench, season: Season) -> None:
    expected = contents(bench.shown(season))
    assert all(len(season.of(source)) > 1 or source == "notifications" for source in SOURCES)

    orders = [in_blocks(season, order) for order in list(permutations(SOURCES))[::40]]
    orders += [shuffled(season, seed) for seed in range(3)]
    for told in orders:
        store = bench.store()
        feed(store, told)
        assert contents(store.live) == expected


def test_facts_told_twice_change_nothing(bench: ViewsBench, season: Season) -> None:
    store = bench.store()
    feed(store, season.told)
    before = contents(store.live)

    feed(store, season.told)
    feed(store, reversed(season.told))

    assert contents(store.live) == before


def test_facts_told_late_are_fetched_in_order(bench: ViewsBench, season: Season) -> None:
    expected = contents(bench.shown(season))
    store = bench.store()

    for source in store.sources():
        last = season.of(source)[-1]
        Follower(store, source, season.pull(source)).receive(last)

    assert contents(store.live) == expected


def test_a_rebuild_equals_what_is_live(bench: ViewsBench, season: Season) -> None:
    store = bench.store()
    feed(store, season.told)
    before = contents(store.live)

    rebuilt = store.rebuild({source: season.pull(source) for source in store.sources()})

    assert rebuilt.different == ()
    assert rebuilt.facts == len(season.told)
    assert contents(store.live) == before


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_table_is_written_from_one_service(part: Any) -> None:
    """So no row depends on the order between services. The others have a row for each fact or
    for each aggregate, which belongs to one service.
    """
    assert len(part.sources()) == 1 or part in OF_ALL_SERVICES


def test_every_fact_is_shown_somewhere_or_known_not_to_be() -> None:
    contracts = (applications, housing, notifications, people, projects)
    facts = {fact for module in contracts for fact in module.FACTS.values()}
    besides = [part for part in PARTS if part not in OF_ALL_SERVICES]

    shown = {fact for part in besides for fact, _ in part.handlers.values()}

    assert facts - shown == ABOUT_OTHER_THINGS


def test_all_five_services_feed_the_views(bench: ViewsBench) -> None:
    assert bench.store().sources() == list(SOURCES)


def test_the_version_of_an_aggregate_is_that_of_its_last_fact(
    bench: ViewsBench, season: Season
) -> None:
    views = bench.shown(season)

    last = [e for e in season.told if e.subject == str(season.exchange)][-1]
    assert f"{season.exchange}.{views.versions.of(season.exchange)}" == last.id
    exchange = views.exchanges.one(season.exchange, true())
    assert exchange
    assert exchange["version"] == views.versions.of(season.exchange)


def test_the_timeline_holds_every_fact_of_the_exchange_in_order(
    bench: ViewsBench, season: Season
) -> None:
    timeline = bench.shown(season).timeline

    happened = timeline.page(season.exchange, None, 200)

    told = [e for e in season.told if e.data.get("exchange_id") == str(season.exchange)]
    of_services = [e for e in told if e.source != "notifications"]
    assert [row["fact_id"] for row in happened] == [e.id for e in of_services]
    assert happened[0]["name"] == "ContractPlaceAssigned"
    assert {row["source"] for row in happened} == {"applications", "housing", "projects"}
    assert happened[0]["data"] == of_services[0].data


def test_housing_may_speak_before_applications(bench: ViewsBench, season: Season) -> None:
    store = bench.store()
    feed(store, season.of("housing"))
    assert store.live.exchanges.one(season.exchange, true()) is None

    feed(store, season.of("applications"))

    placement = store.live.placements.one(season.placement, true())
    assert placement
    assert placement["bed"]["state"] == "ended"
    assert housing.BedHeld.example["bed"] == placement["bed"]["bed"]
