"""Every page of the registry: read by everybody in both themes, at any size, and light.

A page that is declared is tested here; one whose example leads nowhere fails. It is opened once,
by a browser that has never been here, on a phone; then it is looked at from all sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page as Shown

from gateway.web.registry.page import Page
from tests.browser.house import DESKTOP, HEIGHT, PHONE, House
from tests.browser.looking import (
    Heard,
    layout_shift,
    listening,
    overflow,
    small_targets,
    violations,
)
from tests.browser.pages import TRIED, address_of, until_loaded, who_opens

CONTRAST = "color-contrast"
TWICE_AS_LARGE = DESKTOP // 2
FIRST_VIEW, LATER_VIEW = 60_000, 20_000


@dataclass
class Opened:
    """A page that was opened for the first time, and what the browser said to it."""

    page: Page
    shown: Shown
    heard: Heard
    status: int
    shift: float


@pytest.fixture(scope="module", params=TRIED, ids=lambda page: page.name)
def opened(request: pytest.FixtureRequest, house: House) -> Iterator[Opened]:
    page: Page = request.param
    with house.visit(who_opens(page), width=PHONE) as shown, listening(shown) as heard:
        answer = shown.goto(address_of(house, page), wait_until=until_loaded(page))
        assert answer
        yield Opened(page, shown, heard, answer.status, layout_shift(shown))


def test_it_is_light_the_first_time_and_lighter_later(opened: Opened) -> None:
    first = opened.heard.bytes
    opened.shown.goto(opened.shown.url, wait_until=until_loaded(opened.page))
    later = opened.heard.bytes - first

    assert 0 < first <= FIRST_VIEW
    assert 0 <= later <= LATER_VIEW


def test_it_fits_a_phone_and_a_screen_on_which_everything_is_twice_as_large(
    opened: Opened,
) -> None:
    shown = opened.shown
    assert overflow(shown) == 0
    assert opened.shift < 0.01

    shown.set_viewport_size({"width": TWICE_AS_LARGE, "height": 400})
    assert overflow(shown) == 0


def test_everybody_can_read_it_by_day_and_by_night(opened: Opened) -> None:
    shown = opened.shown
    shown.set_viewport_size({"width": DESKTOP, "height": HEIGHT})

    assert opened.status == 200
    assert violations(shown) == []
    shown.emulate_media(color_scheme="dark")
    assert violations(shown, CONTRAST) == []
    assert small_targets(shown) == []
    assert opened.heard.complaints == []
