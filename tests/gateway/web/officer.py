"""A local officer at a browser, who does on pages what a committee does."""

from werkzeug.test import TestResponse

from services.contracts.roles import Role
from tests.gateway.web.web_bench import Browser, WebBench, text_of


class Officer:
    """A local officer at a browser, with a committee of their own."""

    def __init__(self, web: WebBench) -> None:
        self.web = web
        self.nmo_id = web.organisation()
        self.lc_id = web.committee(self.nmo_id)
        person = web.officer(Role.LORE, nmo_id=self.nmo_id, lc_id=self.lc_id)
        self.browser: Browser = web.browser_of(person)

    def does(self, address: str, form: str, **fields: object) -> str:
        """Fill a form in and send it; where it leads to."""
        answer = self.browser.send(f"/committee{address}", form, **fields)
        assert answer.status_code == 303, text_of(answer)
        return answer.headers["Location"].removeprefix("/committee")

    def is_told(self, address: str, form: str, **fields: object) -> str:
        """Fill a form in and send it; what it says when it is refused."""
        answer = self.browser.send(f"/committee{address}", form, **fields)
        assert answer.status_code in (409, 412, 422), answer.status_code
        return text_of(answer)

    def sees(self, address: str) -> str:
        """A page as text."""
        return text_of(self.looks_at(address))

    def looks_at(self, address: str) -> TestResponse:
        """A page."""
        return self.browser.open(f"/committee{address}")

    def registers(self, given_name: str, family_name: str = "Silva") -> str:
        """Register somebody with a name; the address of their page."""
        person = self.does(f"/{self.lc_id}/register", "register_person")
        named = {"data.given_name": given_name, "data.family_name": family_name}
        return self.does(f"{person}/data", "set_personal_data", **named)
