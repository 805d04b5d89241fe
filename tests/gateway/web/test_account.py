"""What everybody has: start page, inbox, settings, language and colours."""

import pytest

from services.contracts.roles import Role
from services.hosting import host
from tests.gateway.web.web_bench import Browser, WebBench, flash_of, text_of


def test_the_start_page_names_the_roles_that_are_held_today(web: WebBench) -> None:
    director = web.browser_of(web.officer(Role.DIRECTOR))

    assert "SCORE director" in text_of(director.open("/start"))


def test_without_a_role_the_start_page_says_what_to_do(ana: Browser) -> None:
    assert "You hold no role at the moment" in text_of(ana.open("/start"))


def test_the_inbox_is_counted_read_and_empty(web: WebBench) -> None:
    """The account of a newly registered person is open: that is their first message."""
    ana = web.browser("ana@example.org")
    text = text_of(ana.open("/inbox"))
    assert "Welcome to the Exchange" in text
    assert "1 unread" in text

    response = ana.send("/inbox", to="/inbox/read")

    assert flash_of(ana.open(response.headers["Location"])) == "All messages are marked as read."
    assert "unread" not in text_of(ana.open("/inbox"))


def test_a_page_that_stays_open_asks_what_is_new(web: WebBench, stranger: Browser) -> None:
    ana = web.browser("ana@example.org")
    before = ana.open("/inbox/news")
    assert before.get_json()["unread"] == 1
    assert before.headers["Cache-Control"] == "private, no-store"
    assert before.get_json()["latest"] in ana.open("/inbox").get_data(as_text=True)

    ana.send("/inbox", to="/inbox/read")

    assert ana.open("/inbox/news").get_json()["unread"] == 0
    assert stranger.open("/inbox/news").status_code == 303


def test_one_message_is_marked_as_read(web: WebBench, ana: Browser) -> None:
    (row, *_) = web.store.live.inbox.page(ana.person_id, None, 1)
    target = f"/inbox/{row['message_id']}/read"

    assert ana.send("/inbox", to=target).status_code == 303
    assert web.store.live.inbox.unread(ana.person_id) == 0


def test_the_inbox_is_never_shown_as_it_was_before_a_message_was_marked(
    web: WebBench, ana: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "SEEN_WITHIN_SECONDS", 0.05)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(web.home, "settle", web.only_the_gateway_hears)
        ana.send("/inbox", to="/inbox/read")

    assert "Please try again in a moment" in text_of(ana.open("/inbox"))
    web.home.settle()
    assert "unread" not in text_of(ana.open("/inbox"))


def test_a_message_of_somebody_else_is_not_marked(web: WebBench, ana: Browser) -> None:
    other = web.browser("other@example.org")
    (row, *_) = web.store.live.inbox.page(ana.person_id, None, 1)
    seal = other.hidden("/inbox", to="/inbox/read")

    assert other.post(f"/inbox/{row['message_id']}/read", seal).status_code == 403
    assert web.store.live.inbox.unread(ana.person_id) == 1


def test_channels_are_chosen_and_shown(web: WebBench, ana: Browser) -> None:
    sent = {"channels": ["inbox"], "language": "fr"}
    response = ana.send("/account", "set_preferences", **sent)

    page = ana.open(response.headers["Location"])
    assert flash_of(page) == "Your choice is saved."
    chosen = web.store.live.inbox.preferences_of(ana.person_id)
    assert (chosen["channels"], chosen["language"]) == (["inbox"], "fr")
    html = page.get_data(as_text=True)
    assert 'value="inbox" checked' in html
    assert 'value="email" checked' not in html


def test_one_way_to_be_told_must_stay(ana: Browser) -> None:
    response = ana.send("/account", "set_preferences", language="")

    assert response.status_code == 409
    assert "At least one channel must stay on" in text_of(response)


def test_language_and_time_zone_of_the_record_are_taken_over_at_once(ana: Browser) -> None:
    sent = {"data.language": "fr", "data.time_zone": "Asia/Tokyo"}
    ana.send("/account", "set_personal_data", **sent)

    page = ana.open("/account")
    assert '<html lang="fr"' in page.get_data(as_text=True)
    assert 'value="Asia/Tokyo" selected' in page.get_data(as_text=True)


def test_who_signs_in_finds_the_language_of_their_record(web: WebBench, ana: Browser) -> None:
    ana.send("/account", "set_personal_data", **{"data.language": "ar", "data.time_zone": ""})
    elsewhere = web.browser()

    elsewhere.sign_in("ana@example.org")

    assert 'dir="rtl"' in elsewhere.open("/start").get_data(as_text=True)


def test_an_unknown_time_zone_is_told_at_its_field(ana: Browser) -> None:
    sent = {"data.language": "", "data.time_zone": "Mars/Olympus"}
    response = ana.send("/account", "set_personal_data", **sent)

    assert response.status_code == 422
    assert 'href="#set_personal_data-data-time_zone"' in response.get_data(as_text=True)


def test_colours_are_kept_and_lead_back(stranger: Browser) -> None:
    response = stranger.send(
        "/display?back=/about", to="/display/choice", theme="dark", back="/about"
    )

    assert response.headers["Location"] == "/about"
    html = stranger.open("/about").get_data(as_text=True)
    assert 'data-theme="dark"' in html
    assert "prefers-color-scheme" not in html


def test_the_browser_says_which_language_as_long_as_nobody_chose(stranger: Browser) -> None:
    for accepted, spoken in (("es-MX, en;q=0.5", "es"), ("pt-BR", "en"), ("ar", "ar"), ("", "en")):
        html = stranger.open("/help", headers={"Accept-Language": accepted}).get_data(as_text=True)
        assert f'<html lang="{spoken}"' in html


def test_a_cookie_that_was_tampered_with_is_as_good_as_none(stranger: Browser) -> None:
    stranger.keep("exchange-display", "xx|purple|Mars/Olympus|more")
    stranger.keep("exchange-flash", "bm90IG91cnM.invented")
    stranger.keep("exchange-access", "no.token.at-all")

    html = stranger.open("/help").get_data(as_text=True)
    assert '<html lang="en" dir="ltr" data-theme="auto"' in html
    assert 'role="status"' not in html
