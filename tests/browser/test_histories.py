"""An auditor looks at an exchange as it was, compares two days, and asks for the names."""

import re

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import true

from gateway.views.exchanges import ExchangeFilter
from tests.browser.house import House

STAGE = re.compile("Stage")


def a_finished_one(house: House) -> dict[str, object]:
    exchanges = house.views.exchanges
    wanted = ExchangeFilter(stages=("recognised", "certified"))
    return exchanges.page(wanted, true(), exchanges.orders["number"], None, 1)[0]


def day(row: dict[str, object], name: str) -> str:
    return str(row[name])[:10]


def stage_on(page: Page, row: dict[str, object], name: str) -> Locator:
    page.get_by_label("Day", exact=True).first.fill(day(row, name))
    page.get_by_role("button", name="Show", exact=True).click()
    return page.locator(".as-of .facts div", has_text=STAGE)


def test_an_exchange_is_shown_as_it_was_on_a_day_without_scripts(house: House) -> None:
    row = a_finished_one(house)
    with house.visit("auditor", java_script_enabled=False) as page:
        page.goto(f"/audit?number={row['number']}")
        expect(page.get_by_role("heading", level=1)).to_have_text(str(row["number"]))

        expect(stage_on(page, row, "submitted_at")).to_contain_text("Submitted")
        expect(stage_on(page, row, "accepted_at")).to_contain_text("Accepted")
        expect(page.get_by_text("Not known yet on that day").first).to_be_visible()

        page.get_by_label("Compared with").fill(day(row, "submitted_at"))
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("tr.differs", has_text=STAGE)).to_contain_text("Submitted")
        expect(page.locator("tr.differs", has_text=STAGE)).to_contain_text("Accepted")


def test_a_slider_moves_through_the_days(house: House) -> None:
    row = a_finished_one(house)
    with house.visit("auditor") as page:
        page.goto(f"/audit/exchanges/{row['exchange_id']}")
        page.get_by_role("slider").focus()
        page.keyboard.press("Home")

        page.wait_for_url("**on=*")
        expect(page.locator(".as-of .facts div", has_text=STAGE)).to_contain_text("Form open")


def test_a_cause_leads_to_its_effects(house: House) -> None:
    row = a_finished_one(house)
    with house.visit("auditor") as page:
        page.goto(f"/audit/exchanges/{row['exchange_id']}")
        accepted = page.locator(".timeline li", has_text="The card of acceptance was issued").first
        accepted.get_by_role("link", name="The bed is booked").first.click()

        booked = page.locator(".timeline li:target")
        expect(booked).to_contain_text("The bed is booked")
        expect(booked).to_contain_text("Because of The card of acceptance was issued")


def test_names_are_hidden_until_they_are_asked_for(house: House) -> None:
    row = a_finished_one(house)
    with house.visit("auditor") as page:
        page.goto(f"/audit/exchanges/{row['exchange_id']}")
        expect(
            page.get_by_text("names of the student and of all who acted are hidden")
        ).to_be_visible()

        page.get_by_role("button", name="Show the names").click()

        expect(page.get_by_text("The look is recorded.")).to_be_visible()
        expect(page.get_by_text("are hidden")).to_have_count(0)
