"""Signing in, going on with a session, signing out; what cookies are allowed to do."""

from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from gateway.web.answers import is_ours
from services.people.signing_in.sessions import LEEWAY
from tests.gateway.api_bench import PASSWORD
from tests.gateway.web.web_bench import Browser, WebBench, flash_of, text_of

ACCESS, REFRESH = "exchange-access", "exchange-refresh"


def cookies_of(response: TestResponse) -> dict[str, Any]:
    read: SimpleCookie = SimpleCookie()
    for header in response.headers.getlist("Set-Cookie"):
        read.load(header)
    return dict(read)


def test_who_signs_in_gets_where_they_wanted_to_be(web: WebBench, stranger: Browser) -> None:
    web.who_signs_in("ana@example.org")
    asked = stranger.open("/account")
    assert asked.status_code == 303
    assert asked.headers["Location"] == "/sign-in?back=/account"

    response = stranger.sign_in("ana@example.org", back="/account")

    assert (response.status_code, response.headers["Location"]) == (303, "/account")
    assert stranger.open("/account").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil", "x"])
def test_nobody_is_led_elsewhere(web: WebBench, stranger: Browser, elsewhere: str) -> None:
    web.who_signs_in("ana@example.org")

    response = stranger.sign_in("ana@example.org", back=elsewhere)

    assert response.headers["Location"] == "/start"
    assert not is_ours(elsewhere)


def test_a_wrong_password_is_told_at_the_form_which_keeps_the_address(
    web: WebBench, stranger: Browser
) -> None:
    web.who_signs_in("ana@example.org")

    response = stranger.sign_in("ana@example.org", "wrong password!")

    assert response.status_code == 401
    assert "The e-mail address or the password is wrong" in text_of(response)
    assert 'value="ana@example.org"' in response.get_data(as_text=True)
    assert "wrong password!" not in response.get_data(as_text=True)
    assert stranger.cookie(ACCESS) == ""


def test_scripts_and_other_sites_get_no_cookie(tmp_path: Path) -> None:
    web = WebBench(tmp_path, allows_plain_http=False)
    web.who_signs_in("ana@example.org")
    browser = web.browser()

    response = browser.sign_in("ana@example.org")

    kept = cookies_of(response)
    assert {name.removeprefix("__Host-exchange-") for name in kept} >= {"access", "refresh"}
    for cookie in kept.values():
        assert cookie.key.startswith("__Host-")
        assert (cookie["httponly"], cookie["secure"]) == (True, True)
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    web.close()


def test_the_api_takes_no_cookie(ana: Browser) -> None:
    assert ana.open("/api/v1/people/me").status_code == 401


def test_a_session_goes_on_when_the_access_token_has_run_out(web: WebBench, ana: Browser) -> None:
    before = ana.cookie(REFRESH)
    web.clock.advance(minutes=16)

    assert ana.open("/start").status_code == 200

    assert ana.cookie(REFRESH) != before


def test_two_tabs_may_renew_at_once(web: WebBench, ana: Browser) -> None:
    """The answer to the first was on its way when the second asked, with the same cookies."""
    web.clock.advance(minutes=16)
    before = ana.cookie(REFRESH)
    ana.open("/start")
    other = web.browser()
    other.keep(REFRESH, before)

    assert other.open("/start").status_code == 200
    ana.forget(ACCESS)
    assert ana.open("/start").status_code == 200


def test_a_copied_session_ends_for_everybody(web: WebBench, ana: Browser) -> None:
    copied = ana.cookie(REFRESH)
    web.clock.advance(minutes=16)
    ana.open("/start")
    web.clock.advance(seconds=LEEWAY.total_seconds() + 1)
    thief = web.browser()
    thief.keep(REFRESH, copied)

    assert thief.open("/start").status_code == 303
    ana.forget(ACCESS)
    assert ana.open("/start").status_code == 303
    assert ana.cookie(REFRESH) == ""


def test_a_closed_account_is_out_at_once(web: WebBench, ana: Browser) -> None:
    web.tell("people", "close_account", person_id=str(ana.person_id), reason="own_wish")

    assert ana.open("/start").headers["Location"].startswith("/sign-in")


def test_signing_out_ends_the_session_and_says_so(web: WebBench, ana: Browser) -> None:
    copied = ana.cookie(REFRESH)

    response = ana.send("/account", to="/sign-out")

    assert response.headers["Location"] == "/"
    assert (ana.cookie(ACCESS), ana.cookie(REFRESH)) == ("", "")
    assert flash_of(ana.open("/")) == "You are signed out."
    other = web.browser()
    other.keep(REFRESH, copied)
    assert other.open("/start").status_code == 303


def test_a_form_that_was_open_before_signing_in_is_not_good_afterwards(
    web: WebBench, stranger: Browser
) -> None:
    web.who_signs_in("ana@example.org")
    older = stranger.hidden("/sign-in", "sign_in")
    stranger.sign_in("ana@example.org")

    response = stranger.post("/sign-in", {**older, "email": "x", "password": "y"})

    assert response.status_code == 403


def test_a_password_is_chosen_with_an_invitation_once(web: WebBench, stranger: Browser) -> None:
    person_id = web.who_signs_in("ana@example.org")
    address = f"/invitation/{web.invited(person_id)}"

    short = stranger.send(address, "accept_invitation", password="short")
    assert short.status_code == 422
    assert "Choose a password of 12 to 256 characters" in text_of(short)

    chosen = stranger.send(address, "accept_invitation", password="a longer password")
    assert chosen.headers["Location"] == "/sign-in"
    again = stranger.send(address, "accept_invitation", password="a longer password")
    assert (again.status_code, "cannot be used any more" in text_of(again)) == (401, True)
    assert stranger.sign_in("ana@example.org", "a longer password").status_code == 303


def test_a_changed_password_has_one_sign_in_anew(web: WebBench, ana: Browser) -> None:
    wrong = ana.send("/account", "set_password", current_password="no", password="a new password")
    assert wrong.status_code == 401
    web.clock.advance(minutes=1)

    response = ana.send(
        "/account", "set_password", current_password=PASSWORD, password="a new password"
    )

    assert response.headers["Location"] == "/sign-in"
    assert ana.cookie(REFRESH) == ""
    assert ana.sign_in("ana@example.org", "a new password").status_code == 303
