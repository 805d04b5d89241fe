"""Every page of the registry within its budget of bytes."""

from gateway.web.registry.page import Page
from tests.browser.house import House
from tests.browser.looking import listening
from tests.browser.pages import every_page, place_of, who_opens

FIRST_VIEW, LATER_VIEW = 60_000, 20_000


@every_page
def test_it_is_light_the_first_time_and_lighter_later(house: House, page: Page) -> None:
    with house.visit(who_opens(page)) as shown:
        with listening(shown) as first:
            shown.goto(place_of(house, page), wait_until="networkidle")
        with listening(shown) as later:
            shown.goto(place_of(house, page), wait_until="networkidle")

    assert 0 < first.bytes <= FIRST_VIEW
    assert 0 <= later.bytes <= LATER_VIEW
