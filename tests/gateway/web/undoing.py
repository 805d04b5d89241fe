"""Pressing the button beside the sentence that says what was done."""

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.gateway.web.web_bench import Browser, flash_of
from tests.support.pages import hidden_in

BUTTON = re.compile(r'<form class="action undo" method="post" action="([^"]*)"')
MOST_BYTES = 1_800
"""A browser keeps 4 kB in a cookie, with its name and what guards it."""


def way_back(browser: Browser, done: TestResponse) -> tuple[str, dict[str, str]]:
    """Look at the page after something was done: where its button is sent, and what it holds.

    Nothing where it has no button.
    """
    assert done.status_code == 303, done.status_code
    assert len(browser.cookie("exchange-flash")) < MOST_BYTES
    html = browser.open(done.headers["Location"]).get_data(as_text=True)
    if (found := BUTTON.search(html)) is None:
        return "", {}
    return found[1], hidden_in(html, f'action="{found[1]}"')


def undo(browser: Browser, done: TestResponse, **other: Any) -> str:
    """Press the button after something was done; what is said then."""
    to, held = way_back(browser, done)
    assert to, "nothing can be undone here"
    return said_after(browser, to, {**held, **other})


def said_after(browser: Browser, to: str, held: dict[str, str]) -> str:
    """What the next page says when a button was pressed."""
    answer = browser.post(to, held)
    assert answer.status_code == 303, answer.status_code
    return flash_of(browser.open(answer.headers["Location"]))


def can_undo(browser: Browser, done: TestResponse) -> bool:
    """Whether there is a button after something was done."""
    return bool(way_back(browser, done)[0])
