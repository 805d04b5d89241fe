"""A bench for pages: a browser without a screen, which keeps cookies and fills forms in."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

from werkzeug.test import Client, TestResponse

from gateway.api.context import EXTENSION, Gateway
from gateway.app import create_app
from gateway.web.pages import AREAS
from tests.gateway.api_bench import PASSWORD, ApiBench
from tests.gateway.web.trial_area import TRIAL
from tests.support.pages import NAMED, hidden_in

FLASH = re.compile(
    r'<main[^>]*>\s*<div class="notice \w+" role="status">.*?<p>(.*?)</p>', re.DOTALL
)


class Browser:
    """Somebody's browser: it follows nothing by itself."""

    def __init__(self, bench: ApiBench) -> None:
        self._bench = bench
        self._client: Client = bench.app.test_client()
        self.person_id: UUID | None = None
        self.address = ""

    def open(self, address: str, **options: Any) -> TestResponse:
        """Look at a page."""
        return self._client.get(address, **options)

    def post(self, address: str, data: dict[str, Any], **options: Any) -> TestResponse:
        """Send fields as they are; what was done is known everywhere afterwards."""
        response = self._client.post(address, data=data, **options)
        self._bench.home.settle()
        return response

    def send(self, address: str, form: str = "", to: str = "", **fields: Any) -> TestResponse:
        """Open a page, fill in one of its forms and send it."""
        return self.post(to or address, {**self.hidden(address, form, to), **fields})

    def hidden(self, address: str, form: str = "", to: str = "") -> dict[str, str]:
        """What a form of a page holds beside its fields: the form by its name or target."""
        wanted = NAMED.format(form) if form else f'action="{to}"'
        return hidden_in(self.open(address).get_data(as_text=True), wanted)

    def sign_in(self, email: str, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Sign in as a person does."""
        return self.send("/sign-in", "sign_in", email=email, password=password, **fields)

    def cookie(self, name: str) -> str:
        """What the browser keeps under a name."""
        found = self._client.get_cookie(name)
        return found.value if found else ""

    def keep(self, name: str, value: str) -> None:
        """Have a cookie, as from another browser."""
        self._client.set_cookie(name, value)

    def forget(self, name: str) -> None:
        """Lose a cookie, as when it has run out."""
        self._client.delete_cookie(name)


class WebBench(ApiBench):
    """The pages over a home with all services; browsers come without TLS."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(folder, **{"allows_plain_http": True, **settings})
        gateway: Gateway = self.app.extensions[EXTENSION]
        self.app = create_app(self.home.backend, gateway.settings, (*AREAS, TRIAL))

    def browser(self, email: str = "") -> Browser:
        """A browser; with an address, somebody has signed in there who was registered for it."""
        browser = Browser(self)
        if email:
            browser.person_id = self.who_signs_in(email)
            assert browser.sign_in(email).status_code == 303
        return browser

    def browser_of(self, person_id: UUID) -> Browser:
        """A browser in which somebody has signed in who has no password."""
        browser = Browser(self)
        browser.person_id = person_id
        browser.keep("exchange-access", self.token(person_id))
        return browser

    def invited(self, person_id: UUID) -> str:
        """The token of an invitation."""
        return str(self.tell("people", "invite", person_id=str(person_id))["token"])


def text_of(response: TestResponse) -> str:
    """A page as text, without its tags."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.get_data(as_text=True), flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def flash_of(response: TestResponse) -> str:
    """The sentence that a page was left."""
    found = FLASH.search(response.get_data(as_text=True))
    return unescape(found[1]) if found else ""
