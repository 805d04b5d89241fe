"""Pages that stay open hear what is new in the inbox."""

from itertools import count

from playwright.sync_api import Page, expect

from services.contracts.roles import Role
from tests.browser.house import House
from tests.support.client import eventually

LOOKED_AT_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
WHO = "student (completed)"
YEARS = count(2040)


def unread(page: Page) -> int:
    return int(page.locator("[data-unread]").inner_text())


def a_message_comes(house: House) -> None:
    """An office for a term far ahead: whoever gets it is told now."""
    person_id = house.id_of(WHO)
    before = house.views.inbox.unread(person_id)
    year = next(YEARS)
    term = {"valid_from": f"{year}-01-01", "valid_until": f"{year}-12-31"}
    office = {"person_id": str(person_id), "role": Role.AUDITOR.value, **term}
    house.send("people", "grant_role", **office)
    eventually(lambda: house.views.inbox.unread(person_id), lambda now: now > before)


def test_the_number_of_unread_messages_follows_what_is_done_elsewhere(house: House) -> None:
    with house.visit(WHO) as page:
        page.goto("/start")
        before = unread(page)
        other = page.context.new_page()
        other.goto("/inbox")
        other.get_by_role("button", name="Read", exact=True).first.click()
        expect(other.get_by_role("status").first).to_contain_text("marked as read")

        page.evaluate(LOOKED_AT_AGAIN)

        expect(page.locator("[data-unread]")).to_have_text(str(before - 1))


def test_an_open_inbox_offers_what_has_come_since(house: House) -> None:
    with house.visit(WHO) as page:
        page.goto("/inbox")
        told = page.locator("[data-news-told]")
        expect(told.get_by_role("link")).to_be_hidden()

        a_message_comes(house)
        page.evaluate(LOOKED_AT_AGAIN)

        told.get_by_role("link", name="There is something new").click()
        expect(told.get_by_role("link")).to_be_hidden()


def test_an_open_inbox_is_told_at_once(house: House) -> None:
    with house.visit(WHO) as page:
        with page.expect_response("**/inbox/live") as opened, page.expect_response("**/inbox/news"):
            page.goto("/inbox")
        assert opened.value.headers["content-type"].startswith("text/event-stream")

        a_message_comes(house)

        told = page.locator("[data-news-told]")
        expect(told.get_by_role("link", name="There is something new")).to_be_visible()


def test_an_inbox_without_a_stream_goes_on_asking(house: House) -> None:
    with house.visit(WHO) as page:
        page.route("**/inbox/live", lambda route: route.fulfill(status=503))
        page.goto("/inbox")
        a_message_comes(house)
        page.evaluate(LOOKED_AT_AGAIN)

        told = page.locator("[data-news-told]")
        expect(told.get_by_role("link", name="There is something new")).to_be_visible()


def test_without_network_a_page_stays_as_it_is(house: House) -> None:
    with house.visit(WHO) as page:
        page.goto("/start")
        before = unread(page)
        page.context.set_offline(True)
        page.evaluate(LOOKED_AT_AGAIN)
        page.context.set_offline(False)
        with page.expect_response("**/inbox/news"):
            page.evaluate(LOOKED_AT_AGAIN)

        assert unread(page) == before
