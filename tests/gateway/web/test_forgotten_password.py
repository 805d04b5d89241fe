"""A forgotten password: the page, the mail, the link, and another password."""

import re

import pytest

from tests.gateway.web.web_bench import Browser, WebBench, flash_of, text_of
from tests.support.outbox import mails_in

ADDRESS = "/forgotten-password"
EMAIL = "ana@example.org"
ANOTHER = "staple battery horse"


def ask(browser: Browser, email: str = EMAIL) -> str:
    """Send the form; what the next page says."""
    response = browser.send(ADDRESS, "forget_password", email=email)
    return flash_of(browser.open(response.headers["Location"]))


def links_sent(web: WebBench) -> list[str]:
    web.home.hosts["notifications"].act_on_time()
    web.home.settle()
    folder = web.folder / "mails"
    texts = [mail.get_body(("plain",)).get_content() for mail in mails_in(folder)]  # type: ignore[union-attr]
    return [link for text in texts for link in re.findall(r"/invitation/[\w-]+", text)]


@pytest.fixture
def ana(web: WebBench) -> Browser:
    return web.browser(EMAIL)


def test_the_page_says_the_same_for_known_and_unknown_addresses(
    web: WebBench, ana: Browser, stranger: Browser
) -> None:
    known, unknown = ask(stranger), ask(stranger, "nobody@example.org")

    assert known == unknown
    assert "a mail is on its way" in known
    assert len(links_sent(web)) == 1


def test_the_mail_leads_to_another_password_once(
    web: WebBench, ana: Browser, stranger: Browser
) -> None:
    ask(stranger)
    (link,) = links_sent(web)
    stranger.send(link, "accept_invitation", password=ANOTHER)

    assert stranger.sign_in(EMAIL, ANOTHER).status_code == 303
    again = web.browser()
    used = again.send(link, "accept_invitation", password="correct horse staple")
    assert used.status_code == 401
    assert "cannot be used any more" in text_of(used)


def test_whose_password_was_replaced_is_told(
    web: WebBench, ana: Browser, stranger: Browser
) -> None:
    ask(stranger)
    stranger.send(links_sent(web)[0], "accept_invitation", password=ANOTHER)
    stranger.sign_in(EMAIL, ANOTHER)

    assert "Your password was changed" in text_of(stranger.open("/inbox"))


def test_who_asks_again_at_once_is_told_to_wait(ana: Browser, stranger: Browser) -> None:
    ask(stranger)
    response = stranger.send(ADDRESS, "forget_password", email=EMAIL)

    assert response.status_code == 429
    assert "Try again in" in text_of(response)


def test_the_request_stands_in_no_inbox(web: WebBench, ana: Browser, stranger: Browser) -> None:
    ask(stranger)

    assert "Choose another password" not in text_of(ana.open("/inbox"))


def test_the_api_answers_alike_and_without_a_session(web: WebBench, ana: Browser) -> None:
    for email in (EMAIL, "nobody@example.org"):
        response = web.post("/forgotten-passwords", json={"email": email})
        assert (response.status_code, response.get_json()) == (200, {})
