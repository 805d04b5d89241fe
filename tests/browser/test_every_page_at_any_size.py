"""Every page of the registry on a phone, and twice as large."""

from gateway.web.registry.page import Page
from tests.browser.house import DESKTOP, PHONE, House
from tests.browser.looking import layout_shift, overflow
from tests.browser.pages import every_page, place_of, who_opens

TWICE_AS_LARGE = DESKTOP // 2


@every_page
def test_it_fits_a_phone_and_a_screen_on_which_everything_is_twice_as_large(
    house: House, page: Page
) -> None:
    with house.visit(who_opens(page), width=PHONE) as shown:
        shown.goto(place_of(house, page))
        assert overflow(shown) == 0
        assert layout_shift(shown) < 0.01

        shown.set_viewport_size({"width": TWICE_AS_LARGE, "height": 400})
        assert overflow(shown) == 0
