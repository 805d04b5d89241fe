"""A forgotten password is replaced by who reads the mails of the address."""

import pytest

from services.contracts import people as facts
from services.contracts.errors import NotPermitted
from services.people.errors import (
    AccountNotOpen,
    InvitationNotUsable,
    SessionEnded,
    SignInFailed,
    TooManyAttempts,
)
from tests.support.actors import person
from tests.support.people import ADDRESS, PASSWORD

ANOTHER = "staple battery horse"


def forget(bench, email=ADDRESS):
    return bench.send("forget_password", email=email)


def link(bench, person_id):
    return bench.send("issue_password_link", person_id=person_id)["token"]


def choose(bench, token, password=ANOTHER):
    return bench.send("accept_invitation", token=token, password=password)


def sign_in(bench, password=PASSWORD):
    return bench.send("sign_in", email=ADDRESS, password=password)


def test_the_answer_is_the_same_for_known_and_unknown_addresses(bench, person_id):
    assert forget(bench) == forget(bench, "nobody@example.org") == {}


def test_only_who_signs_in_with_the_address_is_sent_a_mail(bench, person_id):
    forget(bench, "nobody@example.org")
    assert bench.facts(facts.PasswordForgotten) == []

    forget(bench, ADDRESS.upper())
    assert bench.last(facts.PasswordForgotten) == {"person_id": str(person_id)}


def test_who_never_chose_a_password_is_sent_none(side, bench):
    side.with_account(email=ADDRESS)

    forget(bench)

    assert bench.facts(facts.PasswordForgotten) == []


def test_who_cannot_sign_in_any_more_is_sent_none(bench, person_id):
    bench.send("close_account", person_id=person_id, reason="own_wish")

    forget(bench)

    assert bench.facts(facts.PasswordForgotten) == []
    with pytest.raises(AccountNotOpen):
        link(bench, person_id)


@pytest.mark.parametrize("email", [ADDRESS, "nobody@example.org"])
def test_one_waits_before_the_next_mail_whoever_is_registered(bench, person_id, email):
    forget(bench, email)
    with pytest.raises(TooManyAttempts) as refused:
        forget(bench, email)
    assert refused.value.details["seconds"] == 60

    bench.clock.advance(minutes=1)
    forget(bench, email)


def test_waiting_for_a_mail_keeps_nobody_from_signing_in(bench, person_id):
    forget(bench)

    assert sign_in(bench)["person_id"] == str(person_id)


def test_the_link_of_the_mail_is_used_once(bench, person_id):
    token = link(bench, person_id)
    choose(bench, token)

    with pytest.raises(InvitationNotUsable):
        choose(bench, token)
    assert sign_in(bench, ANOTHER)
    with pytest.raises(SignInFailed):
        sign_in(bench)


def test_the_link_is_good_for_an_hour(bench, person_id):
    token = link(bench, person_id)
    bench.clock.advance(hours=1)

    with pytest.raises(InvitationNotUsable):
        choose(bench, token)


def test_the_newest_mail_counts(bench, person_id):
    older, newer = link(bench, person_id), link(bench, person_id)

    with pytest.raises(InvitationNotUsable):
        choose(bench, older)
    choose(bench, newer)


def test_until_the_link_is_used_the_password_stays_as_it_is(bench, person_id):
    forget(bench)
    link(bench, person_id)

    assert sign_in(bench)


def test_every_session_ends_with_another_password(bench, person_id):
    session = sign_in(bench)
    choose(bench, link(bench, person_id))

    with pytest.raises(SessionEnded):
        bench.send("renew_session", refresh_token=session["refresh_token"])


def test_a_change_is_recorded_and_the_first_choice_told_apart(bench, person_id):
    assert bench.last(facts.PasswordChanged) == {"person_id": str(person_id), "is_first": True}

    choose(bench, link(bench, person_id))

    assert bench.last(facts.PasswordChanged) == {"person_id": str(person_id), "is_first": False}


def test_links_are_made_for_mails_only(side, bench, person_id):
    for actor in (side.lore, side.director, person(person_id)):
        with pytest.raises(NotPermitted):
            bench.send("issue_password_link", actor=actor, person_id=person_id)


def test_the_officers_at_home_cannot_redirect_the_mails_of_an_officer(side, bench, person_id):
    set_address = {"person_id": person_id, "data": {"email": "mine@example.org"}}
    bench.send("set_personal_data", actor=side.lore, **set_address)
    bench.send("grant_role", person_id=person_id, role="lore", lc_id=side.lc_id,
               nmo_id=side.nmo_id, valid_from=bench.clock.now().date(),
               valid_until=bench.clock.now().date())  # fmt: skip

    with pytest.raises(NotPermitted):
        bench.send("set_personal_data", actor=side.nore_out, **set_address)
    for actor in (side.director, person(person_id)):
        bench.send("set_personal_data", actor=actor, **set_address)
    phone = {"person_id": person_id, "data": {"phone": "+351 912 345 678"}}
    bench.send("set_personal_data", actor=side.lore, **phone)
