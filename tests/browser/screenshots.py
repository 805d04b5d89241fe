"""``make screenshots``: every page at phone and desktop width, by day and by night.

python -m tests.browser.screenshots [AREA]…     into ``screenshots/<page>-<width>-<theme>.png``
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from gateway.web.registry.page import Page
from tests.browser.house import DESKTOP, PHONE, House, a_browser, open_house
from tests.browser.pages import PAGES, address_of, who_opens
from tests.support.sample_season import built_in

FOLDER = Path("screenshots")
WIDTHS = {"phone": PHONE, "desktop": DESKTOP}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main(areas: Sequence[str]) -> None:
    """Take all pictures, or those of some areas."""
    FOLDER.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        a_browser() as browser,
        open_house(built_in(Path(folder)), Path(folder, "own"), browser) as it,
    ):
        for page in PAGES:
            if not areas or page.name.partition(".")[0] in areas:
                take(it, page)


def take(house: House, page: Page) -> None:
    """Every picture of a page, and one in Arabic."""
    who = who_opens(page)
    address = address_of(house, page)
    for name, width in WIDTHS.items():
        for theme in THEMES:
            with house.visit(who, width=width, color_scheme=theme) as shown:
                shown.goto(address)
                shown.screenshot(path=FOLDER / f"{page.name}-{name}-{theme}.png", full_page=True)
    with house.visit(who, width=PHONE, locale="ar") as shown:
        shown.context.clear_cookies(name="exchange-display")
        shown.goto(address)
        shown.screenshot(path=FOLDER / f"{page.name}-phone-arabic.png", full_page=True)


if __name__ == "__main__":
    main(sys.argv[1:])
