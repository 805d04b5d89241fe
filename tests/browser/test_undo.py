"""The button that takes back what was just done: seen, reached by keys, and without scripts."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.house import PHONE, House
from tests.browser.looking import OUTLINE, overflow, small_targets, violations

WHO = "student (at work)"
LOOKS: dict[str, dict[str, Any]] = {
    "by day": {},
    "by night": {"color_scheme": "dark"},
    "from right to left": {"locale": "ar"},
    "without scripts": {"java_script_enabled": False},
}


def by_mail(page: Page) -> Locator:
    """The box to be told by e-mail as well."""
    return page.locator("[name=channels][value=email]")


def save_without_mail(page: Page) -> Locator:
    """Be told in the inbox only; the button beside what is said then."""
    page.goto("/account")
    expect(by_mail(page)).to_be_checked()
    by_mail(page).uncheck()
    page.locator("form", has=by_mail(page)).get_by_role("button").press("Enter")
    return page.locator("main > .notice[role=status]").get_by_role("button")


@pytest.mark.parametrize("look", LOOKS)
def test_it_is_as_before_after_one_press(house: House, look: str) -> None:
    with house.visit(WHO, width=PHONE, **LOOKS[look]) as page:
        if look == "from right to left":
            page.context.clear_cookies(name="exchange-display")
        button = save_without_mail(page)
        expect(button).to_be_visible()
        expect(by_mail(page)).not_to_be_checked()
        if look != "without scripts":
            page.wait_for_load_state()  # with all of its style
            assert violations(page) == []
            assert small_targets(page) == []
            assert overflow(page) == 0
            reach_by_keys(page)
        button.press("Enter")

        expect(by_mail(page)).to_be_checked()
        expect(button).to_have_count(0)


def reach_by_keys(page: Page) -> None:
    """It is the first thing in the content, and one sees that one is there."""
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('form').className") == "action undo"
    assert page.evaluate(OUTLINE) == "solid"
