"""Every page of the registry can be read and reached by everybody, in both themes.

A page that is declared is tested here; one whose example leads nowhere fails.
"""

from gateway.web.registry.page import Page
from tests.browser.house import House
from tests.browser.looking import listening, small_targets, violations
from tests.browser.pages import every_page, place_of, who_opens

CONTRAST = "color-contrast"


@every_page
def test_everybody_can_read_it_by_day_and_by_night(house: House, page: Page) -> None:
    with house.visit(who_opens(page)) as shown, listening(shown) as heard:
        answer = shown.goto(place_of(house, page))

        assert answer
        assert answer.status == 200
        assert violations(shown) == []
        shown.emulate_media(color_scheme="dark")
        assert violations(shown, CONTRAST) == []
        assert small_targets(shown) == []
        assert heard.complaints == []
