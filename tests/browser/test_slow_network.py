"""Pages on a slow phone network: what is counted is what a traveller waits for, not the time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.house import PHONE, House
from tests.browser.looking import layout_shift, listening

SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
"""As browsers' developer tools have it: 400 kbit/s, 400 ms until an answer begins."""
FIRST_VIEW, MOST_REQUESTS = 60_000, 20
SCRIPTS = "**/*.js"

read_most = pytest.mark.parametrize(
    ("who", "address"),
    [("", "/"), ("", "/projects"), ("student (at work)", "/start")],
    ids=["home", "catalogue", "start"],
)


@contextmanager
def on_the_way(house: House, who: str) -> Iterator[Page]:
    """A phone on a slow network, with a browser that has never been here."""
    with house.visit(who, width=PHONE, service_workers="block") as page:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_3G)
        yield page


@read_most
def test_little_is_fetched_and_nothing_moves_while_it_comes(
    house: House, who: str, address: str
) -> None:
    with on_the_way(house, who) as page, listening(page) as heard:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address, wait_until="networkidle")

        assert 0 < heard.bytes <= FIRST_VIEW
        assert 0 < len(asked) <= MOST_REQUESTS
        assert layout_shift(page) < 0.01


def test_a_page_is_read_and_used_before_its_scripts_come(house: House) -> None:
    with on_the_way(house, "") as page:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route(SCRIPTS, hold)
        page.goto("/projects", wait_until="commit")

        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="Further ones")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
        page.get_by_label("Search in projects").fill("zzzz")
        page.get_by_role("button", name="Search").click()

        expect(page.get_by_role("heading", name="No project fits all of this")).to_be_visible()
        assert held, "the scripts had not come"
