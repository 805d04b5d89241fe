"""Pages as they come over HTTP: what their forms hold, and somebody who has signed in there."""

import re
from html import unescape

import requests

from tests.support.client import LONGEST_ANSWER

HIDDEN = re.compile(r'<input type="hidden" name="(form_\w+)" value="([^"]*)">')
FORMS = re.compile(r"<form.*?</form>", re.DOTALL)
NAMED = 'name="form_name" value="{}"'


def hidden_in(html: str, wanted: str) -> dict[str, str]:
    """What a form of a page holds beside its fields: of the one form with these words in it."""
    (found,) = [one for one in FORMS.findall(html) if wanted in one]
    return {name: unescape(value) for name, value in HIDDEN.findall(found)}


class SignedIn:
    """Somebody who has signed in on the pages of a running home.

    Their cookies are sent by hand: those that are made for TLS no client sends without it.
    """

    def __init__(self, address: str, email: str, password: str) -> None:
        self._address = address
        shown = requests.get(f"{address}/sign-in", timeout=LONGEST_ANSWER)
        held = hidden_in(shown.text, NAMED.format("sign_in"))
        self._cookies = shown.cookies.get_dict()
        answer = requests.post(
            f"{address}/sign-in",
            {**held, "email": email, "password": password},
            cookies=self._cookies,
            allow_redirects=False,
            timeout=LONGEST_ANSWER,
        )
        assert answer.status_code == 303, answer.text
        self._cookies |= answer.cookies.get_dict()

    def open(self, path: str, *, stream: bool = False) -> requests.Response:
        """Look at a page, or listen to a stream."""
        return requests.get(
            self._address + path,
            cookies=self._cookies,
            allow_redirects=False,
            stream=stream,
            timeout=LONGEST_ANSWER,
        )
