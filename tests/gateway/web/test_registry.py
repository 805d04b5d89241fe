"""The registry: names and addresses are unique, and the navigation follows the roles."""

from collections import Counter

import pytest
from flask import g

from gateway.web.context import site
from gateway.web.navigation import entries
from gateway.web.pages import AREAS
from gateway.web.registry.audience import EVERYBODY, SIGNED_IN, those_with
from gateway.web.registry.page import Page
from gateway.web.static_files import FOLDER
from gateway.web.visitor import Display, Visitor
from services.contracts.roles import ANONYMOUS, Actor, Role
from tests.gateway.web.web_bench import WebBench
from tests.support.actors import former, officer, person

PAGES = [page for area in AREAS for page in area.pages]
DOORS = [door for area in AREAS for door in area.doors]


def visitor(actor: Actor) -> Visitor:
    return Visitor(actor, "en", Display())


def test_names_and_addresses_are_unique() -> None:
    names = Counter(one.name for one in (*PAGES, *DOORS))
    paths = Counter((one.path, getattr(one, "method", "GET")) for one in (*PAGES, *DOORS))

    assert [name for name, count in (names + paths).items() if count > 1] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_in_the_navigation_has_a_plain_address_and_an_icon_of_ours(page: Page) -> None:
    sprite = (FOLDER / "icons.svg").read_text()

    assert not (page.menu and page.has_parameters)
    assert not (page.menu and page.menu.icon) or f'id="{page.menu.icon}"' in sprite


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_only_public_pages_are_kept(page: Page) -> None:
    assert not page.kept_for or (page.seen_by.is_everybody and not page.takes_forms)


def test_a_page_is_seen_by_those_whom_it_is_for(web: WebBench) -> None:
    with web.app.test_request_context("/"):
        nobody, director = visitor(ANONYMOUS), visitor(officer(Role.DIRECTOR))
        retired, anybody = visitor(former(Role.DIRECTOR)), visitor(person())
        for_directors = those_with(Role.DIRECTOR, Role.AUDITOR)

        assert [EVERYBODY.includes(one) for one in (nobody, anybody)] == [True, True]
        assert [SIGNED_IN.includes(one) for one in (nobody, anybody)] == [False, True]
        seen = [for_directors.includes(one) for one in (nobody, anybody, director, retired)]
        assert seen == [False, False, True, False]


def test_the_navigation_offers_what_one_may_see_in_order(web: WebBench) -> None:
    with web.app.test_request_context("/"):
        g.visitor = visitor(ANONYMOUS)
        public = [page.name for page in entries("main")]
        g.visitor = visitor(person())
        own = [page.name for page in entries("main")]

        assert public == ["catalogue.projects", "hosts.organisations", "programme.about"]
        assert own == ["account.start", *public]
        assert site().pages["account.start"].menu
