"""Every page of the registry, opened in a browser by who it is for.

A page that is declared is tested here; one whose example leads nowhere fails.
"""

import pytest

from gateway.web.registry.page import Page
from tests.browser.house import DESKTOP, PHONE, House
from tests.browser.looking import (
    layout_shift,
    listening,
    overflow,
    small_targets,
    violations,
)
from tests.browser.pages import PAGES, address_of, who_opens

FIRST_VIEW, LATER_VIEW = 60_000, 20_000
TWICE_AS_LARGE = DESKTOP // 2
CONTRAST = "color-contrast"

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def address(house: House, page: Page) -> str:
    who = who_opens(page)
    return address_of(page, house.home.app, house.id_of(who) if who else None)


@every_page
def test_everybody_can_read_it_by_day_and_by_night(house: House, page: Page) -> None:
    with house.visit(who_opens(page)) as shown, listening(shown) as heard:
        answer = shown.goto(address(house, page))

        assert answer
        assert answer.status == 200
        assert violations(shown) == []
        shown.emulate_media(color_scheme="dark")
        assert violations(shown, CONTRAST) == []
        assert small_targets(shown) == []
        assert heard.complaints == []


@every_page
def test_it_reads_from_right_to_left(house: House, page: Page) -> None:
    with house.visit(who_opens(page), width=PHONE, locale="ar") as shown:
        shown.context.clear_cookies(name="exchange-display")
        shown.goto(address(house, page))

        assert shown.locator("html").get_attribute("dir") == "rtl"
        assert violations(shown) == []
        assert overflow(shown) == 0


@every_page
def test_it_fits_a_phone_and_a_screen_on_which_everything_is_twice_as_large(
    house: House, page: Page
) -> None:
    with house.visit(who_opens(page), width=PHONE) as shown:
        shown.goto(address(house, page))
        assert overflow(shown) == 0
        assert layout_shift(shown) < 0.01

        shown.set_viewport_size({"width": TWICE_AS_LARGE, "height": 400})
        assert overflow(shown) == 0


@every_page
def test_it_is_light_the_first_time_and_lighter_later(house: House, page: Page) -> None:
    with house.visit(who_opens(page)) as shown:
        with listening(shown) as first:
            shown.goto(address(house, page), wait_until="networkidle")
        with listening(shown) as later:
            shown.goto(address(house, page), wait_until="networkidle")

    assert 0 < first.bytes <= FIRST_VIEW
    assert 0 <= later.bytes <= LATER_VIEW
