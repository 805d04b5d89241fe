"""Pages on paper."""

from playwright.sync_api import expect

from tests.browser.house import House
from tests.browser.pages import PAGES, address_of

WHITE = "rgb(255, 255, 255)"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_what_is_dark_on_the_screen_is_printed_on_white(house: House) -> None:
    (pocket,) = [page for page in PAGES if page.name == "student.pocket"]
    with house.visit(pocket.example.visitor, color_scheme="dark") as shown:
        shown.goto(address_of(house, pocket))
        assert shown.evaluate(BACKGROUND) != WHITE

        shown.emulate_media(media="print")

        assert shown.evaluate(BACKGROUND) == WHITE
        expect(shown.get_by_role("banner")).to_be_hidden()
        expect(shown.get_by_role("heading", level=1)).to_be_visible()
