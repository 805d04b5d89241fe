"""A student with a place, in a home of their own whose time a test moves; others act over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.house import DESKTOP, HEIGHT, patient_context, patient_home
from tests.support.partners import an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import PASSWORD, World, world_of

TITLES = ("Amoebae", "Biomarkers", "Cells")
WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@dataclass
class StudentStory:
    """The exchange of one student, and a browser for them."""

    exchange: StudentExchange
    browser: Browser

    @property
    def world(self) -> World:
        """The home and its time."""
        return self.exchange.world

    @property
    def path(self) -> str:
        """Where the exchange's page is."""
        return f"/my{self.exchange.path}"

    @contextmanager
    def visit(self, *, width: int = DESKTOP, **options: Any) -> Iterator[Page]:
        """A page in a new browser, in which the student has signed in.

        It is another client than those who wrote before: what they wrote is waited for.
        """
        self.exchange.seen()
        shape = {"viewport": {"width": width, "height": HEIGHT}, "locale": "en-GB", **options}
        base = self.world.api.address
        context = patient_context(self.browser, base, reduced_motion="reduce", **shape)
        page = context.new_page()
        try:
            self.sign_in(page)
            yield page
        finally:
            context.close()

    def sign_in(self, page: Page) -> None:
        """Sign in as the student does."""
        page.goto("/sign-in")
        page.fill("[name=email]", self.exchange.student.email)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/start")


@contextmanager
def a_student_story(browser: Browser, folder: Path) -> Iterator[StudentStory]:
    """A student whose form is open; the host has three projects in one committee."""
    with patient_home(folder, WINTER) as home, world_of(home) as world:
        two = partners(world)
        offers = [an_offer(two.committee, two.period, title=title) for title in TITLES]
        yield StudentStory(StudentExchange(two, offers[0]), browser)
