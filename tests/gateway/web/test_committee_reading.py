"""The committee's pages for those who only look: who sees which, lists as files, what is shown."""

import csv
from io import StringIO
from uuid import UUID

import pytest

from gateway.web.language.formats import DASH
from services.contracts.roles import Role
from tests.gateway.queries_bench import World, filled
from tests.gateway.views_bench import feed
from tests.gateway.web.web_bench import Browser, WebBench, text_of

LISTS = ("", "/rooms", "/providers", "/contact-persons", "/projects", "/mentors", "/people")
FILES = ("/board.csv?month=2027-07", *(f"{one}.csv" for one in LISTS[1:]))
THINGS = (
    "/exchanges/{exchange}",
    "/exchanges/{exchange}/history",
    "/exchanges/{exchange}/standing",
    "/exchanges/{exchange}/propose",
    "/exchanges/{exchange}/accept",
    "/exchanges/{exchange}/boarding",
    "/rooms/{room}?month=2027-07",
    "/rooms/{room}/block",
    "/providers/{provider}",
    "/providers/{provider}/offer",
    "/contact-persons/{contact}",
    "/contact-persons/{contact}/load-limit",
    "/contact-persons/{contact}/students/{exchange}/hand-over",
    "/projects/{project}",
    "/projects/{project}/revise",
    "/{lc}/register",
    "/{lc}/draft",
)


def at(path: str, told: World) -> str:
    return "/committee" + filled(path, told.season)


def browser_of(told: World, role: Role, *unit: UUID) -> Browser:
    before = len(told.season.told)
    officer = told.season.officer(role, *unit)
    feed(told.api.store, told.season.told[before:])
    assert isinstance(told.api, WebBench)
    return told.api.browser_of(officer)


@pytest.fixture(scope="module")
def lore(told: World) -> Browser:
    return browser_of(told, Role.LORE, told.season.lc)


@pytest.fixture(scope="module")
def lore_of_another(told: World) -> Browser:
    return browser_of(told, Role.LORE, told.season.sending)


@pytest.fixture(scope="module")
def auditor(told: World) -> Browser:
    return browser_of(told, Role.AUDITOR)


@pytest.mark.parametrize("path", [*LISTS, *FILES, *THINGS])
def test_the_committees_officer_sees_it(told: World, lore: Browser, path: str) -> None:
    assert lore.open(at(path, told)).status_code == 200


@pytest.mark.parametrize("path", THINGS)
def test_what_belongs_to_another_committee_is_not_found(
    told: World, lore_of_another: Browser, path: str
) -> None:
    assert lore_of_another.open(at(path, told)).status_code == 404


@pytest.mark.parametrize("path", [*LISTS, *FILES, *THINGS])
def test_for_who_is_no_local_officer_there_is_nothing(
    told: World, auditor: Browser, path: str
) -> None:
    assert auditor.open(at(path, told)).status_code == 404


def test_a_committee_that_is_not_ones_own_cannot_be_turned_to(told: World, lore: Browser) -> None:
    assert lore.open(f"/committee?committee={told.season.sending}").status_code == 404
    assert lore.open(f"/committee?committee={told.season.lc}").status_code == 200


def test_a_step_that_does_not_exist_is_not_found(told: World, lore: Browser) -> None:
    assert lore.open(at("/exchanges/{exchange}/dance", told)).status_code == 404
    assert lore.open(at("/rooms/{room}/dance", told)).status_code == 404
    assert lore.open(at("/{lc}/dance", told)).status_code == 404


def test_the_board_is_narrowed_down_to_what_is_missing(told: World, lore: Browser) -> None:
    number = told.api.get(f"/exchanges/{told.season.exchange}", told.auditor).json["number"]
    month = "/committee?month=2027-07"

    assert number in text_of(lore.open(month))
    narrowed = lore.open(f"{month}&missing=card_of_acceptance")
    assert number not in text_of(narrowed)
    assert "For nobody in this month is all of this missing" in text_of(narrowed)
    assert number in text_of(lore.open(f"{month}&missing=nonsense"))


def test_the_board_as_a_file_has_a_row_for_each_student(told: World, lore: Browser) -> None:
    text = lore.open("/committee/board.csv?month=2027-07").get_data(as_text=True)
    head, *rows = csv.reader(StringIO(text.removeprefix("\ufeff")))

    assert head[:3] == ["Number", "Name", "Country"]
    assert [row[2] for row in rows] == ["France"]


def test_the_calendar_shows_months_that_are_asked_for_and_else_the_present_ones(
    told: World, lore: Browser
) -> None:
    in_july = text_of(lore.open(at("/rooms/{room}?month=2027-07", told)))
    assert f"1 Jul 2027{DASH}31 Oct 2027" in in_july

    for nonsense in ("July", "2027-13", "0000-01"):
        assert lore.open(at("/rooms/{room}?month=", told) + nonsense).status_code == 200


def test_the_history_is_told_in_words(told: World, lore: Browser) -> None:
    text = text_of(lore.open(at("/exchanges/{exchange}/history", told)))

    assert "The card of acceptance was issued" in text
    assert "CardOfAcceptanceIssued" not in text
