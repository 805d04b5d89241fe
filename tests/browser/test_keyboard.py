"""Everything can be done with the keyboard alone, and one sees where one is."""

from playwright.sync_api import Page, expect

from tests.browser.house import PHONE, House
from tests.browser.looking import OUTLINE


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_first_key_offers_to_skip_to_the_content(house: House) -> None:
    with house.visit() as page:
        page.goto("/projects")
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        assert page.evaluate(OUTLINE) == "solid"

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_opens_and_closes_by_keys(house: House) -> None:
    with house.visit(width=PHONE) as page:
        page.goto("/")
        menu = page.locator("details.site-menu")
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(menu.get_by_role("link", name="Projects")).to_be_visible()

        page.keyboard.press("Tab")
        page.keyboard.press("Escape")

        expect(menu).not_to_have_attribute("open", "")
        assert focused(page) == "Menu"


def test_a_key_opens_the_search(house: House) -> None:
    with house.visit() as page:
        page.goto("/")
        page.keyboard.press("/")
        page.wait_for_url("**/search")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("Porto")
        page.keyboard.press("Enter")

        expect(page.get_by_role("list", name="Found")).to_contain_text("Porto")


def test_a_filter_is_ticked_by_keys_and_applied(house: House) -> None:
    with house.visit() as page:
        page.goto("/projects")
        page.get_by_label("Basic science").focus()
        page.keyboard.press("Space")

        page.wait_for_url("**type=basic_science**")
        expect(page.get_by_label("Basic science")).to_be_checked()


def test_a_ranked_list_is_put_in_order_by_keys_and_told(house: House) -> None:
    with house.visit("student") as page:
        page.goto("/showcase/ranking")
        page.get_by_role("button", name="Up: Inbox").focus()
        page.keyboard.press("Enter")

        rows = page.locator("[data-ranking] li")
        expect(rows.first).to_contain_text("Inbox")
        expect(page.locator("[data-ranking-told]")).to_have_text("1. Inbox, 2. E-mail")
        assert focused(page) == "Up: Inbox"


def test_a_ranked_list_is_put_in_order_by_dragging(house: House) -> None:
    with house.visit("student") as page:
        page.goto("/showcase/ranking")
        rows = page.locator("[data-ranking] li")
        rows.nth(1).drag_to(rows.nth(0), target_position={"x": 20, "y": 2})

        expect(rows.first).to_contain_text("Inbox")


def test_what_is_wrong_with_a_form_gets_the_focus(house: House) -> None:
    with house.visit() as page:
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill("nobody@example.org")
        page.get_by_label("Password").fill("wrong")
        page.keyboard.press("Enter")

        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        expect(summary).to_contain_text("The e-mail address or the password is wrong")
        expect(page.get_by_label("E-mail address")).to_have_value("nobody@example.org")
