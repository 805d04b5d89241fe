"""Accounts, roles with their terms, messages."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.contracts import notifications, people
from services.contracts.roles import Grant, Role
from tests.gateway.dates import day
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import TODAY, ViewsBench


@pytest.fixture
def season() -> Season:
    return Season()


def test_an_account_is_open_from_its_opening_to_its_closing(
    bench: ViewsBench, season: Season
) -> None:
    person = uuid4()

    def is_open() -> bool:
        return bench.shown(season).grants_of_account(person) == ()

    assert not is_open()
    season.tell(people.PersonRegistered, person_id=person)
    assert not is_open()
    season.tell(people.AccountOpened, person_id=person)
    assert is_open()
    season.tell(people.AccountClosed, person_id=person)
    assert not is_open()
    season.tell(people.AccountOpened, person_id=person)
    assert is_open()


def test_people_are_listed_by_where_they_are_at_home(bench: ViewsBench, season: Season) -> None:
    here, there = [uuid4(), uuid4()], uuid4()
    for person in here:
        season.tell(people.PersonRegistered, person_id=person, home_unit_id=season.lc)
    season.tell(people.PersonRegistered, person_id=there, home_unit_id=season.nmo)
    season.tell(people.AccountOpened, person_id=here[0])
    listed = bench.shown(season).people

    (first, second) = listed.at_home_in(season.lc, None, 9)
    after = listed.by_id.place_of(first)

    assert {row["person_id"]: row["state"] for row in (first, second)} == {
        here[0]: "open",
        here[1]: "none",
    }
    assert listed.at_home_in(season.lc, after, 9) == [second]


def test_grants_have_role_unit_and_term(bench: ViewsBench, season: Season) -> None:
    person = season.officer(Role.LORE, season.lc)

    grants = bench.shown(season).grants_of_account(person)

    assert grants == (Grant(Role.LORE, season.lc, day(10, 1, 2026), day(9, 30)),)


def test_only_who_can_sign_in_acts_in_roles(bench: ViewsBench, season: Season) -> None:
    closed, unknown = season.officer(Role.LORE, season.lc), uuid4()
    season.tell(people.AccountClosed, person_id=closed)
    season.tell(people.RoleGranted, person_id=unknown)

    assert bench.shown(season).grants_of_account(closed) is None
    assert bench.shown(season).grants_of_account(unknown) is None


def test_a_role_that_was_ended_is_not_held_on_that_day(bench: ViewsBench, season: Season) -> None:
    person = season.officer(Role.DIRECTOR)
    grant = season.told[-1].data["grant_id"]
    season.tell(people.RoleEnded, person_id=person, grant_id=grant, ended_on=TODAY)

    (held,) = bench.shown(season).grants_of_account(person) or ()

    assert held.holds(Role.DIRECTOR, None, TODAY - timedelta(days=1))
    assert not held.holds(Role.DIRECTOR, None, TODAY)
    assert bench.shown(season).people.roles_of(person)[0]["end_reason"] == "resigned"


def test_the_officers_of_a_unit_are_those_of_today(bench: ViewsBench, season: Season) -> None:
    present = season.officer(Role.LORE, season.lc)
    season.officer(Role.LORE, season.lc, valid_from="2020-01-01", valid_until="2021-01-01")
    season.officer(Role.LORE, uuid4())

    officers = bench.shown(season).people.officers_of(season.lc, TODAY)

    assert [row["person_id"] for row in officers] == [present]


def test_personal_roles_are_where_the_person_stands(bench: ViewsBench, season: Season) -> None:
    season.whole_story()
    roles = bench.shown(season).personal_roles

    assert roles.of(season.student)["student"] == [season.exchange]
    assert roles.of(season.mentor_person)["mentor"] == [season.mentor]
    assert roles.of(season.contact_person)["contact_person"] == [season.contact]
    assert roles.of(season.provider_person)["housing_provider"] == [season.provider]
    assert not any(roles.of(uuid4()).values())


def test_the_inbox_holds_inbox_messages_newest_first(bench: ViewsBench, season: Season) -> None:
    for template in ("first", "second"):
        message = {"message_id": uuid4(), "person_id": season.student, "template": template}
        season.tell(notifications.MessageAddressed, **message)
    by_mail = {"message_id": uuid4(), "person_id": season.student, "channel": "email"}
    season.tell(notifications.MessageAddressed, **by_mail)
    season.tell(notifications.MessageAddressed, message_id=uuid4(), person_id=uuid4())

    inbox = bench.shown(season).inbox

    assert [row["template"] for row in inbox.page(season.student, None, 9)] == ["second", "first"]


def test_a_message_is_unread_until_it_is_read(bench: ViewsBench, season: Season) -> None:
    first, second = uuid4(), uuid4()
    for message in (first, second):
        addressed = {"message_id": message, "person_id": season.student}
        season.tell(notifications.MessageAddressed, **addressed)
    season.tell(notifications.MessageRead, message_id=first, person_id=season.student)

    inbox = bench.shown(season).inbox

    assert inbox.unread(season.student) == 1
    unread = inbox.page(season.student, None, 9, only_unread=True)
    assert [row["message_id"] for row in unread] == [second]
    assert unread[0]["parameters"] == {"start": "2027-07-01"}


def test_the_inbox_comes_in_pages(bench: ViewsBench, season: Season) -> None:
    for _ in range(5):
        season.tell(notifications.MessageAddressed, message_id=uuid4(), person_id=season.student)
    inbox = bench.shown(season).inbox
    whole = inbox.page(season.student, None, 9)

    first = inbox.page(season.student, None, 2)[:2]
    rest = inbox.page(season.student, inbox.newest_first.place_of(first[1]), 9)

    assert [r["message_id"] for r in first + rest] == [r["message_id"] for r in whole]


def test_people_are_found_by_their_home(bench: ViewsBench, season: Season) -> None:
    home, elsewhere, ours = uuid4(), uuid4(), uuid4()
    season.tell(people.PersonRegistered, person_id=ours, home_unit_id=home)
    season.tell(people.PersonRegistered, person_id=uuid4(), home_unit_id=elsewhere)
    season.tell(people.AccountOpened, person_id=ours)

    (found,) = bench.shown(season).people.at_home_in_any([home, uuid4()], None, 10)

    assert (found["person_id"], found["state"]) == (ours, "open")


def test_mails_in_trouble_are_listed_until_they_are_sent_again(
    bench: ViewsBench, season: Season
) -> None:
    failed, doubtful, retried = uuid4(), uuid4(), uuid4()
    for mail in (failed, retried):
        season.tell(notifications.MailFailed, message_id=mail, reason="no_address")
    season.tell(notifications.MailInDoubt, message_id=doubtful)
    season.tell(notifications.MailRetried, message_id=retried)

    rows = bench.shown(season).mails.page(None, 10)

    told = [(row["message_id"], row["state"], row["reason"]) for row in rows]
    assert told == [(doubtful, "in_doubt", ""), (failed, "failed", "no_address")]


def test_the_looks_of_others_are_listed_the_newest_first(bench: ViewsBench, season: Season) -> None:
    student, officer = uuid4(), uuid4()
    first, second = uuid4(), uuid4()
    for look_id in (first, second):
        season.tell(
            people.PersonalDataViewed,
            look_id=look_id,
            person_id=student,
            viewer_id=officer,
            viewer_role="lore",
            unit_id=season.lc,
            purpose="arrival",
            fields_viewed=["phone"],
        )
    season.tell(people.PersonalDataViewed, person_id=officer, look_id=uuid4())
    looks = bench.shown(season).looks

    (newer, older) = looks.page(student, None, 9)

    assert (newer["look_id"], older["look_id"]) == (second, first)
    assert (
        newer.items()
        >= {
            "viewer_id": officer,
            "viewer_role": "lore",
            "unit_id": season.lc,
            "purpose": "arrival",
            "fields_viewed": ["phone"],
        }.items()
    )
    assert looks.page(student, looks.newest_first.place_of(newer), 9) == [older]


def test_ones_own_looks_are_not_listed_and_those_of_the_exchange_itself_are(
    bench: ViewsBench, season: Season
) -> None:
    student = uuid4()
    for viewer in (student, None):
        season.tell(people.PersonalDataViewed, look_id=uuid4(), person_id=student, viewer_id=viewer)

    (look,) = bench.shown(season).looks.page(student, None, 9)

    assert look["viewer_id"] is None
