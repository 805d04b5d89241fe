"""A student's exchange of which steps are taken in a browser: by link, on a phone.

Every step is a method of ``StudentExchange``, which takes it over the API. Here stands whatever
has a page that the story goes through; the story itself does not know which steps these are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Page, expect

from gateway.api.context import EXTENSION, Gateway
from services.contracts.roles import SYSTEM
from tests.browser.house import HEIGHT, PHONE, patient_context
from tests.support.client import Account, eventually
from tests.support.partners import Offer, Partners
from tests.support.running_home import RunningHome
from tests.support.story import StudentExchange


class ExchangeInBrowser(StudentExchange):
    """The exchange; mentor and contact person come by the links of their mails."""

    def __init__(
        self, home: RunningHome, browser: Browser, partners: Partners, offer: Offer
    ) -> None:
        self._home = home
        self._browser = browser
        super().__init__(partners, offer)

    # -- who comes how ---------------------------------------------------------------------

    @contextmanager
    def stranger(self) -> Iterator[Page]:
        """Somebody with a phone who has not signed in, and sees what others wrote before."""
        self.seen()
        size = {"width": PHONE, "height": HEIGHT}
        context = patient_context(
            self._browser, self._home.address, viewport=size, locale="en-GB", accept_downloads=True
        )
        try:
            yield context.new_page()
        finally:
            context.close()

    @contextmanager
    def by_link(self, person: Account) -> Iterator[Page]:
        """Somebody who has opened the link of their newest mail about the exchange."""
        with self.stranger() as page:
            page.goto(f"/link/{self._token_for(person)}")
            expect(page).to_have_url(f"{self._home.address}/tasks/{self.id}")
            yield page

    def _token_for(self, person: Account) -> Any:
        gateway: Gateway = self._home.app.extensions[EXTENSION]
        about = {"person_id": person.person_id, "exchange_id": self.id}
        return gateway.backend.send("people", "issue_link", about, SYSTEM)["token"]

    # -- the mentor ------------------------------------------------------------------------

    def confirm_by_mentor(self) -> None:
        """The mentor reads the letters and takes the student, once the slot is held."""
        eventually(lambda: self.placement()["slot"], bool)
        with self.by_link(self.offer.mentor) as page:
            with page.expect_download() as letter:
                page.get_by_role("link", name="Motivation letter").click()
            assert letter.value.suggested_filename.startswith("motivation_letter")
            page.get_by_role("button", name="Yes, I take the student").click()
            said(page, "Thank you: you take the student.")

    def start_work(self) -> None:
        """The mentor says that the work begins today."""
        with self.by_link(self.offer.mentor) as page:
            page.get_by_role("link", name="The work begins").click()
            page.get_by_label("training upon arrival").check()
            page.get_by_role("button", name="The work begins").click()
            said(page, "The work has begun.")

    def countersign(self, up_to: date) -> None:
        """The mentor vouches for the attendance."""
        with self.by_link(self.offer.mentor) as page:
            page.get_by_role("link", name="Countersign the attendance").click()
            page.get_by_label("I vouch for the attendance up to").fill(up_to.isoformat())
            page.get_by_role("button", name="Countersign").click()
            said(page, "The attendance is countersigned.")

    def appraise_half_way(self) -> None:
        """The mentor's first mark."""
        with self.by_link(self.offer.mentor) as page:
            page.get_by_role("link", name="Appraisal at half-way").click()
            page.get_by_label("4: good").check()
            page.get_by_role("button", name="Sign the appraisal").click()
            said(page, "The appraisal is signed.")

    def end(self) -> None:
        """The mentor signs the end appraisal, and the work is over."""
        with self.by_link(self.offer.mentor) as page:
            page.get_by_role("link", name="Appraisal at the end").click()
            for answer in ("5: excellent", "Laboratory work", "Statistics", "A poster"):
                page.get_by_label(answer).check()
            page.get_by_role("button", name="Sign the appraisal").click()
            said(page, "The appraisal is signed.")
            page.get_by_role("link", name="The work is over").click()
            page.get_by_role("button", name="The work is over").click()
            said(page, "Thank you. The exchange goes on to its evaluation.")

    # -- the contact person ----------------------------------------------------------------

    def hand_over_keys(self) -> None:
        """The contact person sees when the train comes, and meets the student."""
        with self.by_link(self.offer.contact_person) as page:
            expect(page.get_by_text("AP 131")).to_be_visible()
            page.get_by_role("link", name="The student is here and has the keys").click()
            page.get_by_role("button", name="The student is here").click()
            said(page, "Thank you!")
        self.reaches("arrived")


def said(page: Page, text: str) -> None:
    """The page that comes next says what was done."""
    expect(page.get_by_role("status").first).to_contain_text(text)
