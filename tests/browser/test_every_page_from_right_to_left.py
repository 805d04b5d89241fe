"""Every page of the registry in Arabic."""

from gateway.web.registry.page import Page
from tests.browser.house import PHONE, House
from tests.browser.looking import overflow, violations
from tests.browser.pages import address_of, every_page, who_opens


@every_page
def test_it_reads_from_right_to_left(house: House, page: Page) -> None:
    with house.visit(who_opens(page), width=PHONE, locale="ar") as shown:
        shown.context.clear_cookies(name="exchange-display")
        shown.goto(address_of(house, page))

        assert shown.locator("html").get_attribute("dir") == "rtl"
        assert violations(shown) == []
        assert overflow(shown) == 0
