"""Who may see what: role, unit and term; and who only helps."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import ColumnElement

from gateway.views import GatewayViews
from gateway.views.contracts import ContractFilter
from gateway.views.lodging import RoomFilter
from gateway.views.visibility import is_national, sees_person
from services.contracts import applications as facts
from services.contracts import housing, projects
from services.contracts.roles import ANONYMOUS, SYSTEM, Actor, Role
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import TODAY, ViewsBench
from tests.support.actors import former, officer, person


@pytest.fixture
def season() -> Season:
    """A placed exchange."""
    season = Season()
    season.host()
    season.publish_project()
    season.offer_room()
    season.enrol_contact_person()
    season.sign_contract()
    season.apply()
    season.propose()
    season.hold()
    return season


def sees(views: GatewayViews, season: Season, actor: Actor, today: date = TODAY) -> bool:
    return views.exchanges.is_visible(season.exchange, views.visibility.exchanges(actor, today))


def follows(views: GatewayViews, season: Season, actor: Actor) -> bool:
    return views.exchanges.is_visible(
        season.exchange, views.visibility.followed_exchanges(actor, TODAY)
    )


def officers(season: Season) -> dict[str, Actor]:
    return {
        "student": person(season.student),
        "sending NORE": officer(Role.NORE_OUT, season.sending),
        "hosting NORE": officer(Role.NORE_IN, season.nmo),
        "LORE": officer(Role.LORE, season.lc),
        "director": officer(Role.DIRECTOR),
        "auditor": officer(Role.AUDITOR),
        "the system": SYSTEM,
    }


def helpers(season: Season) -> dict[str, Actor]:
    return {
        "mentor": person(season.mentor_person),
        "contact person": person(season.contact_person),
        "provider": person(season.provider_person),
    }


def strangers(season: Season) -> dict[str, Actor]:
    return {
        "anonymous": ANONYMOUS,
        "another student": person(),
        "operator": officer(Role.OPERATOR),
        "another LORE": officer(Role.LORE, uuid4()),
        "NORE-In of the sender": officer(Role.NORE_IN, season.sending),
        "NORE-Out of the host": officer(Role.NORE_OUT, season.nmo),
        "former LORE": former(Role.LORE, season.lc),
        "former NORE-In": former(Role.NORE_IN, season.nmo),
        "former director": former(Role.DIRECTOR),
    }


def test_student_officers_and_directors_see_and_follow_an_exchange(
    bench: ViewsBench, season: Season
) -> None:
    views = bench.shown(season)

    for who, actor in officers(season).items():
        assert sees(views, season, actor), who
        assert follows(views, season, actor), who


def test_who_helps_with_a_placement_sees_the_exchange_without_its_story(
    bench: ViewsBench, season: Season
) -> None:
    views = bench.shown(season)

    for who, actor in helpers(season).items():
        assert sees(views, season, actor), who
        assert not follows(views, season, actor), who


def test_nobody_else_sees_it(bench: ViewsBench, season: Season) -> None:
    views = bench.shown(season)

    for who, actor in strangers(season).items():
        assert not sees(views, season, actor), who


def test_helpers_no_longer_see_it_once_the_placement_is_off(
    bench: ViewsBench, season: Season
) -> None:
    season.answer(projects.SlotReleased)
    season.answer(housing.BedReleased)
    season.answer(housing.ContactPersonReleased)
    views = bench.shown(season)

    for who, actor in helpers(season).items():
        assert not sees(views, season, actor), who


def test_a_mentor_who_takes_the_project_over_sees_its_students(
    bench: ViewsBench, season: Season
) -> None:
    successor = uuid4()
    new = {"mentor_id": uuid4(), "mentor_person_id": successor}
    season.tell(projects.ProjectRevised, project_id=season.project, **season.units, **new)

    assert sees(bench.shown(season), season, person(successor))


def test_a_backup_contact_person_sees_it(bench: ViewsBench, season: Season) -> None:
    season.contact, season.contact_person = uuid4(), uuid4()
    season.answer(housing.BackupContactNamed)

    assert sees(bench.shown(season), season, person(season.contact_person))


def test_who_steps_in_no_more_does_not_see_it(bench: ViewsBench, season: Season) -> None:
    season.contact, season.contact_person = uuid4(), uuid4()
    season.answer(housing.BackupContactNamed)
    before = season.contact_person
    season.contact, season.contact_person = uuid4(), uuid4()
    season.answer(housing.BackupContactNamed)

    views = bench.shown(season)
    assert sees(views, season, person(season.contact_person))
    assert not sees(views, season, person(before))


def test_nobody_steps_in_for_a_placement_that_is_off(bench: ViewsBench, season: Season) -> None:
    first = season.contact
    season.contact, season.contact_person = uuid4(), uuid4()
    season.answer(housing.BackupContactNamed)
    backup, season.contact = season.contact_person, first

    season.answer(housing.ContactPersonReleased, reason="withdrawn")

    assert not sees(bench.shown(season), season, person(backup))


def test_the_mentor_sees_the_logbook_and_other_helpers_do_not(
    bench: ViewsBench, season: Season
) -> None:
    views = bench.shown(season)

    seeing = {
        who
        for who, actor in helpers(season).items()
        if views.exchanges.is_visible(
            season.exchange, views.visibility.supervised_exchanges(actor, TODAY)
        )
    }

    assert seeing == {"mentor"}


def test_the_host_sees_an_exchange_from_the_forwarding_on(bench: ViewsBench) -> None:
    season, host = Season(), None
    season.step(facts.ApplicationFormAssigned)
    season.step(facts.ApplicationSubmitted)
    host = officer(Role.NORE_IN, season.nmo)
    assert not sees(bench.shown(season), season, host)

    season.step(facts.ApplicationForwarded)
    assert sees(bench.shown(season), season, host)

    season.step(facts.ApplicationReturned, returned_by="hosting")
    assert sees(bench.shown(season), season, host)


def test_a_committee_sees_an_exchange_from_the_assignment_on(bench: ViewsBench) -> None:
    season = Season()
    season.apply()
    lore = officer(Role.LORE, season.lc)
    assert not sees(bench.shown(season), season, lore)

    season.step(facts.ApplicationReceived)
    season.step(facts.AssignedToCommittee)
    assert sees(bench.shown(season), season, lore)


def visible_ids(views: GatewayViews, what: str, actor: Actor) -> int:
    condition: ColumnElement[bool] = getattr(views.visibility, what)(actor, TODAY)
    if what == "contracts":
        return len(views.contracts.page(ContractFilter(), condition, None, 9))
    if what in ("rooms", "run_rooms"):
        return len(views.lodging.page(RoomFilter(), condition, None, 9))
    return len(views.contact_persons.page(None, condition, TODAY, None, 9))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("contracts", {"sending NORE", "hosting NORE", "director", "auditor", "the system"}),
        ("contact_persons", {"contact person", "LORE", "hosting NORE", "director", "auditor",
                             "the system"}),
        ("run_rooms", {"provider", "LORE", "hosting NORE", "director", "auditor", "the system"}),
        ("rooms", {"provider", "contact person", "LORE", "hosting NORE", "director", "auditor",
                   "the system", "student"}),
    ],
)  # fmt: skip
def test_who_sees_contracts_rooms_and_contact_persons(
    bench: ViewsBench, season: Season, what: str, expected: set[str]
) -> None:
    season.accept()
    views = bench.shown(season)
    everybody = {**officers(season), **helpers(season), **strangers(season)}
    expected = expected | {
        "contracts": {"NORE-In of the sender", "NORE-Out of the host"},
    }.get(what, set())

    assert {who for who, actor in everybody.items() if visible_ids(views, what, actor)} == expected


def test_a_student_sees_the_room_only_once_it_is_certain(bench: ViewsBench, season: Season) -> None:
    student = person(season.student)
    assert visible_ids(bench.shown(season), "rooms", student) == 0

    season.accept()
    assert visible_ids(bench.shown(season), "rooms", student) == 1


def drafts_seen(
    bench: ViewsBench, season: Season, draft: UUID, everybody: dict[str, Actor]
) -> set[str]:
    views = bench.shown(season)
    return {
        who
        for who, actor in everybody.items()
        if views.catalogue.one(draft, views.visibility.projects(actor, TODAY))
    }


def test_drafts_are_for_those_who_answer_for_them(bench: ViewsBench, season: Season) -> None:
    draft = uuid4()
    mentor = {"mentor_id": season.mentor, "mentor_person_id": season.mentor_person}
    season.tell(projects.ProjectDrafted, project_id=draft, **season.units, **mentor)
    everybody = {**officers(season), **helpers(season), **strangers(season)}

    assert drafts_seen(bench, season, draft, everybody) == {
        "mentor", "LORE", "hosting NORE", "director", "auditor", "the system",
    }  # fmt: skip

    season.tell(projects.ProjectPublished, project_id=draft, **season.units)
    season.tell(projects.ProjectArchived, project_id=draft, **season.units)
    assert drafts_seen(bench, season, draft, everybody) == set(everybody)


def test_one_sees_oneself_and_programme_officers_see_everybody() -> None:
    somebody = uuid4()

    assert sees_person(person(somebody), somebody, TODAY)
    assert sees_person(officer(Role.OPERATOR), somebody, TODAY)
    assert sees_person(officer(Role.DIRECTOR), somebody, TODAY)
    assert not sees_person(officer(Role.LORE, uuid4()), somebody, TODAY)
    assert not sees_person(ANONYMOUS, somebody, TODAY)


def test_who_answers_for_an_organisation_is_national() -> None:
    assert is_national(officer(Role.NORE_OUT, uuid4()), TODAY)
    assert is_national(officer(Role.AUDITOR), TODAY)
    assert not is_national(officer(Role.LORE, uuid4()), TODAY)
    assert not is_national(former(Role.NORE_IN, uuid4()), TODAY)
