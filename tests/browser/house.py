"""The running home with its season, a browser, and the people who come to it."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from os import geteuid
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from gateway.api.context import EXTENSION, Gateway
from gateway.backend import Backend
from gateway.views import GatewayViews
from gateway.web.pages import AREAS
from gateway.web.registry.area import Area
from services.contracts.roles import SYSTEM, Actor
from tests.browser.showcase import SHOWCASE
from tests.support.client import PATIENCE
from tests.support.forms_on_the_way import PASSWORD, WHO, Forms
from tests.support.running_home import RunningHome, one_process
from tests.support.sample_season import NOW, SampleSeason

CHROMIUM = "/usr/bin/chromium"
PHONE, DESKTOP = 360, 1280
HEIGHT = 800
PATIENCE_MS = PATIENCE * 1000
PAGE_WAITS = 25.0
"""So many seconds a page waits for what it is to show: more than a machine stands still, and less
than a client of the API waits for its answer.
"""
ADDRESS = "form-open@example.org"


@dataclass
class Session:
    """The cookies of somebody who has signed in, and since when."""

    cookies: Any
    begun: datetime


@dataclass
class House:
    """Where people come with a browser."""

    home: RunningHome
    season: SampleSeason
    browser: Browser
    _sessions: dict[str, Session] = field(default_factory=dict)
    _ids: dict[str, UUID] = field(default_factory=dict)

    @property
    def app(self) -> Flask:
        """The application that answers."""
        assert self.home.app
        return self.home.app

    @property
    def backend(self) -> Backend:
        """The home behind the pages."""
        return self._gateway.backend

    @property
    def _gateway(self) -> Gateway:
        gateway: Gateway = self.app.extensions[EXTENSION]
        return gateway

    @property
    def views(self) -> GatewayViews:
        """What the pages are made of."""
        return self.backend.views

    def send(self, service: str, command: str, **data: Any) -> Any:
        """Send a command as the system; it can be seen on the pages afterwards."""
        answer = self.backend.send(service, command, data, SYSTEM)
        if "position" in answer:
            assert self.backend.wait_for(service, answer["position"], PATIENCE)
        return answer

    def look(self, who: str, whose: str) -> None:
        """Somebody looks at another one's record in the vault, which is recorded."""
        asked = {"person_id": str(self.id_of(whose)), "purpose": "administration"}
        self.backend.send("people", "view_personal_data", asked, self.actor(who))

    @contextmanager
    def visit(self, who: str = "", *, width: int = DESKTOP, **options: Any) -> Iterator[Page]:
        """A page in a browser of its own, of somebody of the season; empty: of a stranger."""
        context = self._context(who, width, options)
        try:
            yield context.new_page()
        finally:
            context.close()

    def _context(self, who: str, width: int, options: dict[str, Any]) -> BrowserContext:
        kept = self._session_of(who) if who else None
        usual = {"locale": "en-GB", "reduced_motion": "reduce"}  # nothing is seen half-way
        shape = {"viewport": {"width": width, "height": HEIGHT}, **usual, **options}
        return patient_context(self.browser, self.home.address, storage_state=kept, **shape)

    def _session_of(self, who: str) -> Any:
        """The cookies of somebody who has signed in; each does so once, and again in good time.

        Every visit has a copy of them. With copies a session is not renewed: that ends it.
        """
        known = self._sessions.get(who)
        if known is None or self.home.now() - known.begun > self._gateway.tokens.life / 2:
            known = self._sessions[who] = self._signed_in(who)
        return known.cookies

    def _signed_in(self, who: str) -> Session:
        begun = self.home.now()
        with patient_context(self.browser, self.home.address) as context:
            self.sign_in(context.new_page(), who)
            return Session(context.storage_state(), begun)

    def sign_in(self, page: Page, who: str) -> None:
        """Sign in as a person does; afterwards everything is in English."""
        email, password = self.season.people[self.name_of(who)]
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url("**/start")
        page.goto("/display?back=/start")
        page.click("button[name=language][value=en]")
        page.wait_for_url(f"{self.home.address}/start")

    def name_of(self, who: str) -> str:
        """A person of the season by the beginning of their name, such as ``lore``."""
        named = who.removeprefix("housing_")
        return next(n for n in self.season.people if n == named or n.split()[0] == named)

    def id_of(self, who: str) -> UUID:
        """The person's id."""
        if who not in self._ids:
            email, password = self.season.people[self.name_of(who)]
            session = self.send("people", "sign_in", email=email, password=password)
            self._ids[who] = UUID(session["person_id"])
        return self._ids[who]

    def actor(self, who: str) -> Actor:
        """The person, with what they are."""
        person_id = self.id_of(who)
        return Actor(person_id, self.views.grants_of_account(person_id) or ())


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium without a screen; there is one at a time in a process.

    Without a graphics card, too: one that is made of processor time takes a third of the browser's.
    What is expected on a page is waited for as long as everything else.
    """
    expect.set_options(timeout=PATIENCE_MS)
    options = ["--disable-gpu", *(["--no-sandbox"] if geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


def patient_context(browser: Browser, address: str, **options: Any) -> BrowserContext:
    """The browser of one person, as patient as all tests are."""
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(PATIENCE_MS)
    return context


def patient_home(
    folder: Path, now: datetime, areas: Iterable[Area] = AREAS
) -> AbstractContextManager[RunningHome]:
    """A home whose pages come with what was written, also where that takes long for once."""
    return one_process(folder, now, areas=areas, wait_seconds=PAGE_WAITS)


@contextmanager
def open_house(season: SampleSeason, folder: Path, browser: Browser) -> Iterator[House]:
    """A house over a copy of the season, with a student whose form is open, and one whose data
    were looked at.
    """
    own = season.copied_to(folder)
    with patient_home(own.folder, NOW, areas=(*AREAS, SHOWCASE)) as home:
        house = House(home, own, browser)
        Forms(house).begun(ADDRESS)
        own.add(WHO, ADDRESS, PASSWORD)
        assert own.people[WHO] == (ADDRESS, PASSWORD)
        house.look("director", "student (at work)")
        yield house
