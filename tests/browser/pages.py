"""Every page of the registry, and where it has something to show."""

import os
from typing import Literal

import pytest

from gateway.web.answers import address
from gateway.web.pages import AREAS
from gateway.web.registry.page import Looking, Page
from services.contracts.roles import ANONYMOUS
from tests.browser.house import House
from tests.browser.showcase import SHOWCASE

EVERY_PAGE = "EVERY_PAGE" in os.environ

PAGES = [page for area in (*AREAS, SHOWCASE) for page in area.pages]
READ_BY_ALL = ("programme", "catalogue", "hosts", "certificates", "account", "search")
TRIED = [page for page in PAGES if EVERY_PAGE or page.name.partition(".")[0] in READ_BY_ALL]
"""A browser takes some seconds for each page, and there are more than a hundred. Those that
everybody reads are tried each time, all of them by ``make pages``.
"""


LISTENS = ("account.inbox",)
"""Pages that keep a connection open, so that their network is never idle."""


def until_loaded(page: Page) -> Literal["load", "networkidle"]:
    """How a browser knows that a page has all that it loads."""
    return "load" if page.name in LISTENS else "networkidle"


def who_opens(page: Page) -> str:
    """Who opens the page in the sample season; empty for a stranger."""
    if page.example.visitor or page.seen_by.is_everybody:
        return page.example.visitor
    return page.seen_by.roles[0].value if page.seen_by.roles else "director"


def address_of(house: House, page: Page) -> str:
    """Where a page is shown in the house, as in its declaration's example."""
    who = who_opens(page)
    actor = house.actor(who) if who else ANONYMOUS
    today = house.backend.clock.now().date()
    with house.app.test_request_context():
        return address(page.name, **page.example.parameters(Looking(house.views, actor, today)))


every_page = pytest.mark.parametrize("page", TRIED, ids=lambda page: page.name)
