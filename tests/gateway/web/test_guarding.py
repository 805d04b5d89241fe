"""Forms that only our pages can send, and headers that browsers heed."""

import pytest

from tests.gateway.web.web_bench import Browser, WebBench, text_of

CHOICE = "/display/choice"


@pytest.fixture
def hidden(stranger: Browser) -> dict[str, str]:
    return stranger.hidden("/display", to=CHOICE)


def test_a_form_of_ours_is_taken(stranger: Browser, hidden: dict[str, str]) -> None:
    assert stranger.post(CHOICE, {**hidden, "language": "fr"}).status_code == 303
    assert 'lang="fr"' in stranger.open("/about").get_data(as_text=True)


@pytest.mark.parametrize("token", ["", "invented", "a.b", "🙂"])
def test_a_form_without_its_token_is_not(
    stranger: Browser, hidden: dict[str, str], token: str
) -> None:
    response = stranger.post(CHOICE, {"language": "fr", "form_token": token})

    assert (response.status_code, "expired" in text_of(response)) == (403, True)
    assert 'lang="en"' in stranger.open("/about").get_data(as_text=True)


def test_a_token_of_another_browser_is_not(web: WebBench, hidden: dict[str, str]) -> None:
    other = web.browser()
    other.open("/display")

    assert other.post(CHOICE, {**hidden, "language": "fr"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_that_comes_from_another_site_is_not(
    stranger: Browser, hidden: dict[str, str], headers: dict[str, str]
) -> None:
    assert stranger.post(CHOICE, {**hidden, "language": "fr"}, headers=headers).status_code == 403


def test_a_form_that_says_that_it_comes_from_us_is_taken(
    stranger: Browser, hidden: dict[str, str]
) -> None:
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}

    assert stranger.post(CHOICE, {**hidden, "language": "fr"}, headers=ours).status_code == 303


def test_tokens_differ_each_time(stranger: Browser) -> None:
    tokens = {stranger.hidden("/display", to=CHOICE)["form_token"] for _ in range(3)}

    assert len(tokens) == 3


@pytest.mark.parametrize("address", ["/", "/sign-in", "/nothing/here", "/account"])
def test_pages_run_nothing_that_is_not_ours(stranger: Browser, address: str) -> None:
    headers = stranger.open(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_have_no_script_or_style_of_their_own(stranger: Browser, ana: Browser) -> None:
    for browser, address in ((stranger, "/"), (stranger, "/projects"), (ana, "/account")):
        html = browser.open(address).get_data(as_text=True)
        assert "<script>" not in html
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick=" not in html


def test_personal_pages_are_never_kept_and_public_ones_for_a_minute(
    stranger: Browser, ana: Browser
) -> None:
    assert stranger.open("/projects").headers["Cache-Control"] == "public, max-age=60"
    assert ana.open("/projects").headers["Cache-Control"] == "private, no-store"
    assert ana.open("/account").headers["Cache-Control"] == "private, no-store"
    assert stranger.open("/sign-in").headers["Cache-Control"] == "private, no-store"


def test_an_unchanged_public_page_is_not_sent_again(stranger: Browser) -> None:
    first = stranger.open("/about")
    known = {"If-None-Match": first.headers["ETag"]}

    assert stranger.open("/about", headers=known).status_code == 304
    assert "Cookie" in first.headers["Vary"]


def test_public_pages_are_remembered_for_each_language(stranger: Browser) -> None:
    english = text_of(stranger.open("/about", headers={"Accept-Language": "en"}))
    french = text_of(stranger.open("/about", headers={"Accept-Language": "fr, en;q=0.5"}))
    again = text_of(stranger.open("/about", headers={"Accept-Language": "en"}))

    assert english == again
    assert english != french


def test_a_public_page_sets_no_cookie(stranger: Browser) -> None:
    assert "Set-Cookie" not in stranger.open("/projects").headers
