"""Signing in through the service: passwords, delays, sessions, invitations."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from services.contracts.errors import Invalid, NotPermitted
from services.contracts.roles import SYSTEM, Role
from services.hosting.commands import Order
from services.people.errors import (
    AccountNotOpen,
    InvitationNotUsable,
    PasswordUnsuitable,
    SessionEnded,
    SignInFailed,
    TooManyAttempts,
)
from services.people.signing_in import tables
from services.people.signing_in.sessions import LEEWAY
from tests.support.actors import officer, person
from tests.support.people import ADDRESS, PASSWORD

ANOTHER = "staple battery horse"


def sign_in(bench, email=ADDRESS, password=PASSWORD):
    return bench.send("sign_in", email=email, password=password)


def fail(bench, times=1, email=ADDRESS):
    for _ in range(times):
        with pytest.raises(SignInFailed):
            sign_in(bench, email, "wrong")
        bench.clock.advance(minutes=15)


def renew(bench, session):
    return bench.send("renew_session", refresh_token=session["refresh_token"])


# -- address and password


def test_who_gives_address_and_password_has_a_session(bench, person_id):
    session = sign_in(bench)

    assert session["person_id"] == str(person_id)
    assert {"session_id", "refresh_token"} <= set(session)


@pytest.mark.parametrize("email", ["ZOE@EXAMPLE.ORG", " zoe@example.org "])
def test_an_address_may_be_cased_and_spaced_as_one_likes(bench, person_id, email):
    assert sign_in(bench, email)["person_id"] == str(person_id)


def test_a_password_is_the_same_however_it_is_composed(side, bench):
    side.who_signs_in(ADDRESS, "Zo\u00eb Zo\u00eb Zo\u00eb Zo\u00eb")

    assert sign_in(bench, password="Zoe\u0308 Zoe\u0308 Zoe\u0308 Zoe\u0308")


def test_an_unknown_address_and_a_wrong_password_are_refused_alike(bench, person_id):
    refusals = []
    for email in (ADDRESS, "nobody@example.org"):
        with pytest.raises(SignInFailed) as refused:
            sign_in(bench, email, "wrong")
        refusals.append((str(refused.value), refused.value.details))

    assert refusals[0] == refusals[1]


def test_a_closed_account_is_refused_like_an_unknown_address(bench, person_id):
    bench.send("close_account", person_id=person_id, reason="misuse")

    with pytest.raises(SignInFailed):
        sign_in(bench)


def test_an_account_without_a_password_is_refused_like_an_unknown_address(side, bench):
    side.with_account(email=ADDRESS)

    with pytest.raises(SignInFailed):
        sign_in(bench)


def test_only_the_gateway_signs_somebody_in(bench, person_id):
    with pytest.raises(NotPermitted):
        bench.send("sign_in", actor=person(person_id), email=ADDRESS, password=PASSWORD)


@pytest.mark.parametrize("password", ["", "\ud800", "x" * 1_001, None, 7])
def test_what_cannot_be_a_password_is_refused_in_words(bench, person_id, password):
    order = Order({"email": ADDRESS, "password": password}, SYSTEM, "")

    with pytest.raises(Invalid):
        bench.service.sign_in(order.to_json())


# -- delays


@pytest.mark.parametrize("email", [ADDRESS, "nobody@example.org"])
def test_each_failure_doubles_the_wait(bench, person_id, email):
    waits = []
    for _ in range(3):
        with pytest.raises(SignInFailed):
            sign_in(bench, email, "wrong")
        with pytest.raises(TooManyAttempts) as refused:
            sign_in(bench, email, "wrong")
        waits.append(refused.value.details["seconds"])
        bench.clock.advance(seconds=waits[-1])

    assert waits == [2, 4, 8]


def test_the_wait_is_never_longer_than_a_quarter_of_an_hour(bench, person_id):
    fail(bench, 12)

    assert sign_in(bench)


def test_while_one_has_to_wait_the_right_password_is_refused_too(bench, person_id):
    with pytest.raises(SignInFailed):
        sign_in(bench, password="wrong")

    with pytest.raises(TooManyAttempts):
        sign_in(bench)


def test_a_success_forgets_the_failures(bench, person_id):
    fail(bench, 5)
    sign_in(bench)

    with pytest.raises(SignInFailed):
        sign_in(bench, password="wrong")

    bench.clock.advance(seconds=2)
    assert sign_in(bench)


def test_waiting_for_one_address_is_not_waiting_for_another(side, bench, person_id):
    side.who_signs_in("max@example.org")
    with pytest.raises(SignInFailed):
        sign_in(bench, password="wrong")

    assert sign_in(bench, "max@example.org")


# -- sessions


def test_a_session_is_renewed_with_a_new_token_each_time(bench, person_id):
    first = sign_in(bench)

    second = renew(bench, first)

    assert second["session_id"] == first["session_id"]
    assert second["refresh_token"] != first["refresh_token"]
    assert renew(bench, second)


def test_a_token_used_again_at_once_gives_another_one(bench, person_id):
    """Two tabs renew at once; an answer gets lost on its way, and the phone asks again."""
    first = sign_in(bench)
    bench.clock.advance(minutes=15)
    second, third = renew(bench, first), renew(bench, first)

    assert second["refresh_token"] != third["refresh_token"]
    assert renew(bench, second)
    assert renew(bench, third)


def test_a_session_that_was_ended_is_not_renewed_by_a_token_used_just_before(bench, person_id):
    first = sign_in(bench)
    second = renew(bench, first)
    bench.send("sign_out", refresh_token=second["refresh_token"])

    with pytest.raises(SessionEnded):
        renew(bench, first)


def test_a_token_used_again_later_ends_the_whole_session(bench, person_id):
    first = sign_in(bench)
    second = renew(bench, first)
    bench.clock.advance(seconds=LEEWAY.total_seconds() + 1)

    with pytest.raises(SessionEnded):
        renew(bench, first)

    with pytest.raises(SessionEnded):
        renew(bench, second)


def test_a_token_used_again_later_leaves_other_sessions_alone(bench, person_id):
    other, stolen = sign_in(bench), sign_in(bench)
    renew(bench, stolen)
    bench.clock.advance(seconds=LEEWAY.total_seconds() + 1)
    with pytest.raises(SessionEnded):
        renew(bench, stolen)

    assert renew(bench, other)


def test_a_session_can_be_renewed_for_thirty_days(bench, person_id):
    session = sign_in(bench)
    bench.clock.advance(days=29)
    session = renew(bench, session)

    bench.clock.advance(days=30)

    with pytest.raises(SessionEnded):
        renew(bench, session)


def test_an_invented_token_is_refused(bench):
    with pytest.raises(SessionEnded):
        renew(bench, {"refresh_token": "invented"})


def test_signing_out_ends_the_session_and_may_be_repeated(bench, person_id):
    session = sign_in(bench)

    for _ in range(2):
        bench.send("sign_out", refresh_token=session["refresh_token"])

    with pytest.raises(SessionEnded):
        renew(bench, session)


def test_a_closed_account_ends_its_sessions(bench, person_id):
    session = sign_in(bench)

    bench.send("close_account", person_id=person_id, reason="misuse")

    with pytest.raises(SessionEnded):
        renew(bench, session)


# -- passwords


def change_password(bench, actor, person_id, password=ANOTHER, current=PASSWORD):
    return bench.send(
        "set_password",
        actor=actor,
        person_id=person_id,
        password=password,
        current_password=current,
    )


def test_people_change_their_password_with_the_present_one(bench, person_id):
    change_password(bench, person(person_id), person_id)

    assert sign_in(bench, password=ANOTHER)


def test_a_changed_password_ends_all_sessions(bench, person_id):
    session = sign_in(bench)

    change_password(bench, person(person_id), person_id)

    with pytest.raises(SessionEnded):
        renew(bench, session)


def test_a_wrong_present_password_is_refused_and_has_to_wait(bench, person_id):
    with pytest.raises(SignInFailed):
        change_password(bench, person(person_id), person_id, current="wrong")

    with pytest.raises(TooManyAttempts):
        change_password(bench, person(person_id), person_id)


@pytest.mark.parametrize("who", ["lore", "nore_in", "director"])
def test_nobody_changes_the_password_of_somebody_else(side, bench, person_id, who):
    with pytest.raises(NotPermitted):
        change_password(bench, getattr(side, who), person_id)


@pytest.mark.parametrize("password", ["short", "e\u0301" * 11, "x" * 257, "ZOE@example.org"])
def test_a_password_is_long_enough_and_not_the_address(bench, person_id, password):
    with pytest.raises(PasswordUnsuitable):
        change_password(bench, person(person_id), person_id, password)

    assert sign_in(bench)


@pytest.mark.parametrize(
    "password", ["all lower case", "пароль из букв", "🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉", "x" * 256]
)
def test_a_password_has_no_rules_of_composition(bench, person_id, password):
    change_password(bench, person(person_id), person_id, password)

    assert sign_in(bench, password=password)


# -- invitations


@pytest.fixture
def newcomer(side):
    return side.with_account(email=ADDRESS)


def invite(bench, actor, person_id):
    return bench.send("invite", actor=actor, person_id=person_id)["token"]


def accept(bench, token, password=PASSWORD):
    return bench.send("accept_invitation", token=token, password=password)


@pytest.mark.parametrize("who", ["lore", "nore_out", "nore_in", "director"])
def test_an_invited_person_chooses_a_password(side, bench, newcomer, who):
    accept(bench, invite(bench, getattr(side, who), newcomer))

    assert sign_in(bench)


def test_an_operator_can_invite_anybody(bench, newcomer):
    assert invite(bench, officer(Role.OPERATOR), newcomer)


@pytest.mark.parametrize("actor", [person(), officer(Role.LORE, uuid4())])
def test_a_person_is_not_invited_by_others(bench, newcomer, actor):
    with pytest.raises(NotPermitted):
        invite(bench, actor, newcomer)


def test_a_person_without_an_account_is_not_invited(side, bench):
    with pytest.raises(AccountNotOpen):
        invite(bench, side.lore, side.register())


def test_an_invitation_is_used_once(side, bench, newcomer):
    token = invite(bench, side.lore, newcomer)
    accept(bench, token)

    with pytest.raises(InvitationNotUsable):
        accept(bench, token, ANOTHER)


def test_a_new_invitation_replaces_the_older_one(side, bench, newcomer):
    older, newer = (invite(bench, side.lore, newcomer) for _ in range(2))

    with pytest.raises(InvitationNotUsable):
        accept(bench, older)

    accept(bench, newer)


def test_an_invitation_can_be_used_for_fourteen_days(side, bench, newcomer):
    token = invite(bench, side.lore, newcomer)

    bench.clock.advance(days=14)

    with pytest.raises(InvitationNotUsable):
        accept(bench, token)


def test_an_unsuitable_password_does_not_use_the_invitation_up(side, bench, newcomer):
    token = invite(bench, side.lore, newcomer)

    with pytest.raises(PasswordUnsuitable):
        accept(bench, token, "short")

    accept(bench, token)


def test_an_invitation_to_an_account_that_was_closed_is_refused(side, bench, newcomer):
    token = invite(bench, side.lore, newcomer)
    bench.send("close_account", person_id=newcomer, reason="registered_twice")

    with pytest.raises(InvitationNotUsable):
        accept(bench, token)


def test_a_student_who_forgot_the_password_is_invited_again(side, bench, person_id):
    accept(bench, invite(bench, side.lore, person_id), ANOTHER)

    assert sign_in(bench, password=ANOTHER)


@pytest.fixture
def officer_id(bench, person_id):
    term = {"valid_from": "2027-01-01", "valid_until": "2027-12-31"}
    bench.send("grant_role", person_id=person_id, role="director", **term)
    return person_id


@pytest.mark.parametrize("who", ["lore", "nore_out", "nore_in"])
def test_the_home_cannot_take_over_the_account_of_an_officer(side, bench, officer_id, who):
    with pytest.raises(NotPermitted):
        invite(bench, getattr(side, who), officer_id)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.OPERATOR])
def test_an_officer_who_forgot_the_password_is_invited_by_the_programme(bench, officer_id, role):
    assert invite(bench, officer(role), officer_id)


# -- time


def test_what_nobody_can_use_any_more_is_forgotten(side, bench, newcomer):
    accept(bench, invite(bench, side.lore, newcomer))
    sign_in(bench)
    invite(bench, side.lore, newcomer)
    fail(bench, email="nobody@example.org")

    bench.clock.advance(days=31)
    bench.tick()

    for table in (tables.TOKENS, tables.INVITATIONS, tables.ATTEMPTS):
        with bench.host.engine.connect() as connection:
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 0
