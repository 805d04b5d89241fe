"""Without network: what a student has in the pocket, forms that wait, what signing out clears."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import APIResponse, Browser, Error, Page, Route, expect

from tests.browser.house import PATIENCE_MS, PHONE
from tests.browser.student_story import StudentStory, a_student_story
from tests.support.client import eventually

UNTIL_KEPT = """async ([path, isWanted, patience]) => {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const isKept = Boolean(await caches.match(path, { cacheName: "own" }).catch(() => false));
    if (isKept === isWanted) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}"""
"""Looks for a page in what the browser keeps until it is there, or is not there any more."""


@pytest.fixture(scope="module")
def story(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudentStory]:
    """A student who is at work."""
    with a_student_story(browser, tmp_path_factory.mktemp("offline") / "data") as made:
        made.exchange.to_arrived().start_work()
        yield made


@contextmanager
def prepared(story: StudentStory) -> Iterator[Page]:
    """A phone whose browser keeps what the student needs without network."""
    with story.visit(width=PHONE) as page:
        page.goto(story.path)
        is_kept(page, f"{story.path}/pocket")
        is_kept(page, "/inbox")
        yield page


def is_kept(page: Page, path: str, is_wanted: bool = True) -> None:
    """Wait until the browser keeps a page, or does not any more."""
    assert page.evaluate(UNTIL_KEPT, [path, is_wanted, PATIENCE_MS]), path


def test_pocket_card_and_inbox_open_without_network(story: StudentStory) -> None:
    with prepared(story) as page:
        page.context.set_offline(True)

        page.goto(f"{story.path}/pocket")
        expect(page.get_by_role("heading", name="Pocket card")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
        page.goto("/inbox")
        expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
        page.goto(f"{story.path}/certificate")
        expect(page.get_by_role("heading", name="No network")).to_be_visible()


def test_a_form_without_network_is_kept_and_sent_once_when_it_is_back(story: StudentStory) -> None:
    day = story.exchange.period.start.isoformat()
    with prepared(story) as page:
        page.goto(f"{story.path}/logbook")
        page.get_by_label("Day", exact=True).fill(day)
        page.get_by_label("Missed").check()
        page.context.set_offline(True)
        page.get_by_role("button", name="Write it down").click()
        expect(page.get_by_role("heading", name="Kept for later")).to_be_visible()
        assert story.exchange.happened().count("AttendanceRecorded") == 0

        page.context.set_offline(False)
        page.goto("/start")
        sent = page.locator("[data-kept=sent]")
        expect(sent).to_be_visible()

        page.goto(f"{story.path}/logbook")
        expect(page.get_by_role("main")).to_contain_text("You may still miss 3 days.")
        expect(sent).to_be_hidden()
    assert story.exchange.happened().count("AttendanceRecorded") == 1


def test_a_form_that_cannot_be_taken_any_more_is_said_to_be_refused(story: StudentStory) -> None:
    with prepared(story) as page:
        page.goto(f"{story.path}/logbook")
        page.get_by_label("Day", exact=True).fill("2029-01-01")
        page.get_by_label("There", exact=True).check()
        page.context.set_offline(True)
        page.get_by_role("button", name="Write it down").click()
        expect(page.get_by_role("heading", name="Kept for later")).to_be_visible()

        page.context.set_offline(False)
        page.goto("/start")
        expect(page.locator("[data-kept=refused]")).to_be_visible()


def test_signing_out_clears_all_that_was_kept(story: StudentStory) -> None:
    with prepared(story) as page:
        page.goto("/account")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("status")).to_have_text("You are signed out.")
        is_kept(page, f"{story.path}/pocket", is_wanted=False)

        page.context.set_offline(True)
        with suppress(Error):  # the browser may have nothing at all to show
            page.goto(f"{story.path}/pocket")
        expect(page.get_by_role("heading", name="Pocket card")).to_be_hidden()


def test_an_answer_that_was_on_its_way_when_one_signed_out_is_not_kept(
    story: StudentStory,
) -> None:
    on_the_way: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        on_the_way.append((route, route.fetch()))

    with prepared(story) as page:
        page.context.route("**/inbox", hold)
        page.goto("/account")  # has the inbox fetched again, to keep it
        eventually(lambda: page.evaluate("true") and on_the_way, bool)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("status")).to_have_text("You are signed out.")
        is_kept(page, "/inbox", is_wanted=False)

        ((route, answer),) = on_the_way
        route.fulfill(response=answer)
        page.goto("/")
        page.goto("/about")  # meanwhile it would have been kept
        is_kept(page, "/inbox", is_wanted=False)


def test_what_was_kept_for_somebody_is_gone_when_somebody_else_signs_in(
    story: StudentStory,
) -> None:
    other = story.exchange.partners.sending.student()
    with prepared(story) as page:
        page.context.clear_cookies()
        page.goto("/sign-in")
        page.fill("[name=email]", other.email)
        page.fill("[name=password]", "correct horse battery")
        page.click("main button[type=submit]")
        page.wait_for_url("**/start")
        is_kept(page, f"{story.path}/pocket", is_wanted=False)
