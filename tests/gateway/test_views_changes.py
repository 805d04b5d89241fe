"""What changed, and who may be told: the same people who may see it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest

from gateway.views import GatewayViews
from services.contracts import applications as facts
from services.contracts import housing, notifications, people, projects
from tests.gateway.test_views_visibility import helpers, officers, strangers
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import TODAY, ViewsBench, feed

AFTER_ALL_TERMS = date(2101, 1, 1)


def chapters(season: Season) -> Iterator[str]:
    """The story, chapter by chapter; after each of them other people may see the exchange."""
    for chapter in (
        season.host,
        season.publish_project,
        season.offer_room,
        season.enrol_contact_person,
        season.sign_contract,
        season.apply,
        season.propose,
        season.hold,
        season.accept,
        season.travel,
    ):
        chapter()
        yield chapter.__name__


def is_told_as_shown(views: GatewayViews, season: Season, today: date) -> dict[str, bool]:
    """Who may see the exchange by the audience; the same by visibility, or this fails."""
    audience = views.audiences.of([season.exchange]).get(season.exchange)
    seeing = {}
    for who, actor in {**officers(season), **helpers(season), **strangers(season)}.items():
        visible = views.visibility.exchanges(actor, today)
        followed = views.visibility.followed_exchanges(actor, today)
        sees = bool(audience) and audience.sees(actor, today)
        assert sees == views.exchanges.is_visible(season.exchange, visible), who
        follows = bool(audience) and audience.follows(actor, today)
        assert follows == views.exchanges.is_visible(season.exchange, followed), who
        assert follows == views.audiences.may_follow(season.exchange, actor, today), who
        seeing[who] = sees
    return seeing


@pytest.mark.parametrize("today", [TODAY, AFTER_ALL_TERMS], ids=["today", "after all terms"])
def test_an_audience_is_who_may_see_the_exchange_at_every_point_of_its_story(
    bench: ViewsBench, today: date
) -> None:
    season, store, seen, fed = Season(), bench.store(), set(), 0
    for _ in chapters(season):
        feed(store, season.told[fed:])
        fed = len(season.told)
        seeing = is_told_as_shown(store.live, season, today)
        seen |= {who for who, sees in seeing.items() if sees}

    term_is_over = today == AFTER_ALL_TERMS
    everybody = {"student", "the system", *helpers(season)}
    assert seen == (everybody if term_is_over else everybody | set(officers(season)))


def test_who_no_longer_helps_or_takes_over_is_in_the_audience_as_in_the_views(
    bench: ViewsBench,
) -> None:
    season = Season()
    list(chapters(season))
    successor = {"mentor_id": uuid4(), "mentor_person_id": uuid4()}
    season.tell(projects.ProjectRevised, project_id=season.project, **season.units, **successor)
    is_told_as_shown(bench.shown(season), season, TODAY)
    for off in (projects.SlotReleased, housing.BedReleased, housing.ContactPersonReleased):
        season.answer(off)

    seeing = is_told_as_shown(bench.shown(season), season, TODAY)

    assert not any(seeing[who] for who in helpers(season))


def test_nobody_is_the_audience_of_what_is_not_there(bench: ViewsBench) -> None:
    views = bench.shown(Season())

    assert views.audiences.of([uuid4()]) == views.audiences.of([]) == {}


# -- what changed ------------------------------------------------------------------------------


def kinds(views: GatewayViews, after: dict[str, int], most: int = 500) -> list[str]:
    present = {"applications": 900, "notifications": 900, "people": 900}
    return [change.kind for change in views.changes.between(after, present, most)[0]]


@pytest.fixture
def season() -> Season:
    season = Season()
    season.step(facts.ApplicationFormAssigned)
    season.step(facts.ApplicationSubmitted)
    for channel in ("inbox", "email"):
        season.tell(notifications.MessageAddressed, person_id=season.student, channel=channel)
    season.tell(notifications.MessageRead, person_id=season.student)
    season.tell(people.PersonRegistered)
    season.tell(people.AccountClosed, person_id=season.student)
    return season


def test_exchanges_inboxes_and_accounts_change_and_nothing_else(
    bench: ViewsBench, season: Season
) -> None:
    assert kinds(bench.shown(season), {}) == [
        "ApplicationFormAssigned",
        "ApplicationSubmitted",
        "MessageAddressed",
        "MessageRead",
        "AccountClosed",
    ]


def test_a_change_says_what_it_is_about(bench: ViewsBench, season: Season) -> None:
    views = bench.shown(season)
    changes, _ = views.changes.between({}, {"applications": 9, "notifications": 9}, 9)

    submitted, message = changes[1], changes[2]
    assert submitted.exchange_id == season.exchange
    assert (submitted.person_id, submitted.message_id) == (None, None)
    assert message.person_id == season.student
    assert message.message_id == UUID(notifications.MESSAGE)


def test_what_was_told_already_is_not_told_again(bench: ViewsBench, season: Season) -> None:
    views = bench.shown(season)
    first = season.of("applications")[0].position

    assert kinds(views, {"applications": first, "notifications": 900, "people": 900}) == [
        "ApplicationSubmitted"
    ]


def test_a_look_that_is_cut_off_says_how_far_it_reached(bench: ViewsBench, season: Season) -> None:
    views, told, seen = bench.shown(season), {}, []
    while (found := views.changes.between(told, {"applications": 50, "people": 50}, 1))[0]:
        seen += [change.kind for change in found[0]]
        told = found[1]

    assert seen == ["ApplicationFormAssigned", "AccountClosed", "ApplicationSubmitted"]
    assert views.changes.between(told, {"applications": 50, "people": 50}, 1)[1] == {
        "applications": 50,
        "people": 50,
    }
