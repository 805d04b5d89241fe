"""The whole story in a real browser: from the catalogue to the verified certificate."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.house import House, patient_home
from tests.browser.story_in_browser import ExchangeInBrowser
from tests.support.partners import an_offer, partners
from tests.support.running_home import RunningHome
from tests.support.world import world_of

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
TITLE = "Microglia in Parkinson's disease, à Łódź"
NAME = {"given_name": "Małgorzata", "family_name": "Żółć"}
TRAVEL = {
    "phone": "+48 600 100 200",
    "emergency_contact": {"name": "Ołeh Żółć", "phone": "+48 600 100 201"},
    "insurance": {"insurer": "Travellers' Mutual"},
}
TRAIN = {"time": "14:35", "place": "Campanhã", "number": "AP 131"}
HALF_WAY = 10


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHome]:
    """A home of the story's own: time goes on in it."""
    with patient_home(tmp_path_factory.mktemp("story") / "data", A_MONDAY_IN_WINTER) as running:
        yield running


@pytest.fixture
def exchange(home: RunningHome, house: House) -> Iterator[ExchangeInBrowser]:
    """An exchange whose form has just been assigned, between two organisations."""
    with world_of(home) as world:
        between = partners(world)
        offer = an_offer(between.committee, between.period, title=TITLE)
        yield ExchangeInBrowser(home, house.browser, between, offer)


def test_from_the_catalogue_to_the_verified_certificate(exchange: ExchangeInBrowser) -> None:
    the_student_finds_the_project(exchange)
    the_student_is_placed(exchange)
    the_student_prepares(exchange)
    the_student_arrives_and_works(exchange)
    code = the_work_ends(exchange)
    everybody_can_verify(exchange, code)


def the_student_finds_the_project(exchange: ExchangeInBrowser) -> None:
    with exchange.stranger() as page:
        page.goto("/projects")
        page.get_by_label("Search in projects").fill("microglia lodz")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("q=microglia"))
        page.get_by_role("link", name=TITLE).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def the_student_is_placed(exchange: ExchangeInBrowser) -> None:
    student = exchange.student
    student.put(f"/people/{student.person_id}/personal-data", data=NAME)
    exchange.to_placing().propose()
    exchange.offer.mentor.eventually_sees(
        f"/people/{student.person_id}/documents", purpose="placement"
    )
    exchange.confirm_by_mentor()
    exchange.reaches("placed")
    exchange.accept()


def the_student_prepares(exchange: ExchangeInBrowser) -> None:
    exchange.world.move_to(exchange.period.start - timedelta(weeks=5))
    arrival = {"day": exchange.period.start.isoformat(), **TRAIN}
    vault = f"/people/{exchange.student.person_id}/personal-data"
    exchange.student.put(vault, data={**TRAVEL, "arrival": arrival})
    exchange.confirm()
    exchange.sending.post(f"{exchange.path}/pre-departure-training")
    exchange.student.put(f"{exchange.path}/visa", is_needed=True)
    assert exchange.stage == "cleared"


def the_student_arrives_and_works(exchange: ExchangeInBrowser) -> None:
    days = exchange.period.working_days
    exchange.world.move_to(exchange.period.start)
    exchange.hand_over_keys()
    exchange.start_work()
    exchange.world.move_to(days[HALF_WAY - 1], hour=18)
    for day in days[:HALF_WAY]:
        exchange.attend(day)
    exchange.countersign(days[HALF_WAY - 1])
    exchange.appraise_half_way()
    exchange.world.move_to(exchange.period.end)
    for day in days[HALF_WAY:]:
        exchange.attend(day)


def the_work_ends(exchange: ExchangeInBrowser) -> str:
    exchange.end()
    exchange.reaches("ended")
    exchange.evaluate()
    return exchange.certify()


def everybody_can_verify(exchange: ExchangeInBrowser, code: str) -> None:
    with exchange.stranger() as page:
        page.goto("/certificates")
        page.get_by_label("Code of the certificate").fill(code)
        page.get_by_role("button", name="Verify").click()
        expect(page.get_by_role("main")).to_contain_text(TITLE)
        expect(page.get_by_role("main")).not_to_contain_text(exchange.student.person_id)
