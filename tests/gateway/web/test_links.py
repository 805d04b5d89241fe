"""A personal link gives its person the task of its exchange, and nothing else."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from gateway.views.keyset import Row
from services.contracts.roles import Actor, Role
from tests.gateway.web.season_bench import SeasonBench
from tests.gateway.web.web_bench import Browser, flash_of, text_of

OF_SOMEBODY_SIGNED_IN = ("/start", "/inbox", "/account", "/tasks")


@pytest.fixture(scope="module")
def coming(bench: SeasonBench) -> Row:
    """An exchange whose student is still to come."""
    return bench.exchange_at("confirmed", "cleared")


@pytest.fixture(scope="module")
def at_work(bench: SeasonBench) -> Row:
    """An exchange whose student is at work."""
    return bench.exchange_at("in_progress")


@pytest.fixture
def guide(bench: SeasonBench, coming: Row) -> Browser:
    """The contact person, who has opened the link of the mail."""
    return arrived(bench, coming["contact_person"], coming["exchange_id"])


def arrived(bench: SeasonBench, person_id: UUID, exchange_id: UUID) -> Browser:
    browser = bench.browser()
    assert browser.open(bench.link_of(person_id, exchange_id)).status_code == 303
    return browser


def task(exchange: Row) -> str:
    return f"/tasks/{exchange['exchange_id']}"


def test_a_link_leads_to_the_task_and_out_of_the_address(bench: SeasonBench, coming: Row) -> None:
    browser = bench.browser()
    answer = browser.open(bench.link_of(coming["contact_person"], coming["exchange_id"]))

    assert answer.headers["Location"] == task(coming)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"
    (kept,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("exchange-link=")]
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept
    assert "Max-Age=86400" in kept
    text = text_of(browser.open(task(coming)))
    assert coming["number"] in text
    assert "You are here by the link in your mail" in text


def test_every_helper_sees_what_they_need_and_no_more(
    bench: SeasonBench, coming: Row, at_work: Row
) -> None:
    seen = {
        name: text_of(arrived(bench, row[name], row["exchange_id"]).open(task(row)))
        for name, row in (("mentor", at_work), ("contact_person", coming), ("provider", coming))
    }

    assert "Letters of the student" in seen["mentor"]
    assert "The arrival" not in seen["mentor"]
    assert "Call +" in seen["contact_person"]
    assert "Letters of the student" not in seen["contact_person"]
    assert "First name" in seen["provider"]
    assert "Call +" not in seen["provider"]
    assert "Letters of the student" not in seen["provider"]


@pytest.mark.parametrize("address", OF_SOMEBODY_SIGNED_IN)
def test_a_link_opens_no_page_of_somebody_who_has_signed_in(guide: Browser, address: str) -> None:
    answer = guide.open(address)

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")


def test_a_link_opens_no_other_exchange(
    bench: SeasonBench, guide: Browser, coming: Row, at_work: Row
) -> None:
    assert guide.open(task(at_work)).status_code == 404
    assert guide.open(f"/tasks/{uuid4()}").status_code == 404


def test_a_link_opens_no_other_exchange_of_the_same_person(bench: SeasonBench, coming: Row) -> None:
    mine, provider = bench.views.tasks, Actor(coming["provider"])
    others = [
        row
        for row in mine.page(provider, None, 10, is_over=True)
        if row["exchange_id"] != coming["exchange_id"]
    ]
    browser = arrived(bench, coming["provider"], coming["exchange_id"])

    assert others
    assert browser.open(task(coming)).status_code == 200
    assert browser.open(task(others[0])).status_code == 404


def test_a_link_for_an_exchange_in_which_one_does_not_help_says_so(
    bench: SeasonBench, coming: Row, at_work: Row
) -> None:
    browser = bench.browser()
    answer = browser.open(bench.link_of(coming["student_id"], at_work["exchange_id"]))

    assert answer.status_code == 404
    assert "This is not your task any more" in text_of(answer)
    assert browser.open(task(at_work)).status_code == 303


def test_the_student_of_an_exchange_gets_nothing_by_a_link(bench: SeasonBench, coming: Row) -> None:
    browser = bench.browser()

    answer = browser.open(bench.link_of(coming["student_id"], coming["exchange_id"]))

    assert answer.status_code == 404


def test_an_officer_who_is_also_contact_person_gets_no_office_by_a_link(
    bench: SeasonBench, coming: Row, guide: Browser
) -> None:
    term = {"valid_from": "2027-01-01", "valid_until": "2027-12-31"}
    bench.send(
        "people",
        "grant_role",
        person_id=str(coming["contact_person"]),
        role=Role.DIRECTOR.value,
        **term,
    )

    assert guide.open(task(coming)).status_code == 200
    assert guide.open("/start").status_code == 303
    other = bench.exchange_at("in_progress")
    assert guide.open(task(other)).status_code == 404


def test_the_api_does_not_take_the_cookie(bench: SeasonBench, guide: Browser, coming: Row) -> None:
    address = f"/api/v1/exchanges/{coming['exchange_id']}"

    assert guide.open(address).status_code in (401, 404)
    assert guide.open("/api/v1/inbox").status_code == 401
    told = guide.post(f"{address}/keys", {}, headers={"Content-Type": "application/json"})
    assert told.status_code in (401, 403, 422)
    assert bench.exchange_at("confirmed", "cleared")["exchange_id"] == coming["exchange_id"]


def test_a_helper_does_only_what_is_theirs(bench: SeasonBench, coming: Row, at_work: Row) -> None:
    guide = arrived(bench, coming["contact_person"], coming["exchange_id"])
    for of_others in ("start", "end", "attendance", "mid-appraisal", "end-appraisal", "refusal"):
        assert guide.open(f"{task(coming)}/{of_others}").status_code == 404, of_others
    assert guide.open(f"{task(coming)}/room").status_code == 404
    mentor = arrived(bench, at_work["mentor"], at_work["exchange_id"])
    for of_others in ("keys", "no-show", "colleague", "departure", "room"):
        assert mentor.open(f"{task(at_work)}/{of_others}").status_code == 404, of_others


def test_a_mentor_reads_the_letters_of_this_student_and_of_no_other(
    bench: SeasonBench, at_work: Row
) -> None:
    mentor = arrived(bench, at_work["mentor"], at_work["exchange_id"])
    html = mentor.open(task(at_work)).get_data(as_text=True)
    letters = re.findall(r'href="(/tasks/[^"]*/documents/[^"]*)"', html)

    assert letters
    answer = mentor.open(letters[0])
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert mentor.open(f"{task(at_work)}/documents/{uuid4()}").status_code == 404
    assert bench.browser().open(letters[0]).status_code == 303


def test_a_link_that_is_unknown_says_what_to_do(bench: SeasonBench) -> None:
    answer = bench.browser().open("/link/never-given-out")

    assert answer.status_code == 404
    assert "Open the link in the newest mail" in text_of(answer)
    assert "exchange-link" not in str(answer.headers.getlist("Set-Cookie"))


def test_a_link_that_was_ended_lets_nobody_in_from_then_on(
    bench: SeasonBench, at_work: Row
) -> None:
    browser = arrived(bench, at_work["mentor"], at_work["exchange_id"])
    assert browser.open(task(at_work)).status_code == 200

    bench.send("people", "end_links", person_id=str(at_work["mentor"]))

    assert browser.open(task(at_work)).status_code == 303
    assert browser.cookie("exchange-link") == ""


def test_a_link_is_open_for_a_day_and_opened_again(bench: SeasonBench, at_work: Row) -> None:
    browser = bench.browser()
    address = bench.link_of(at_work["mentor"], at_work["exchange_id"])
    browser.open(address)

    bench.clock.advance(hours=24)
    assert browser.open(task(at_work)).status_code == 303
    browser.open(address)
    assert browser.open(task(at_work)).status_code == 200


def test_a_cookie_of_ones_own_making_opens_nothing(bench: SeasonBench, coming: Row) -> None:
    address = bench.link_of(coming["contact_person"], coming["exchange_id"])
    browser = bench.browser()
    for made in (address.removeprefix("/link/"), "W10.seal", "x", ""):
        browser.keep("exchange-link", made)
        assert browser.open(task(coming)).status_code == 303


def test_who_leaves_is_not_there_any_more(guide: Browser, coming: Row) -> None:
    response = guide.send(task(coming), to=f"{task(coming)}/leaving")

    assert "You have left" in flash_of(guide.open(response.headers["Location"]))
    assert guide.open(task(coming)).status_code == 303


def test_who_signs_in_or_out_is_not_there_by_a_link_any_more(
    bench: SeasonBench, guide: Browser, coming: Row
) -> None:
    guide.sign_in(*bench.season.people["student (at work)"])

    assert guide.cookie("exchange-link") == ""
    assert guide.open(task(coming)).status_code == 404


def test_who_has_signed_in_as_somebody_else_does_the_task_as_the_links_person(
    bench: SeasonBench, coming: Row
) -> None:
    browser = bench.browser("director")
    browser.open(bench.link_of(coming["contact_person"], coming["exchange_id"]))

    assert "You are here by the link" in text_of(browser.open(task(coming)))
    assert browser.open("/start").status_code == 200
    assert "exchange-link" not in str(browser.open("/start").headers.getlist("Set-Cookie"))


def test_a_form_made_for_one_person_is_not_taken_from_another(
    bench: SeasonBench, guide: Browser, coming: Row
) -> None:
    hidden = guide.hidden(task(coming), to=f"{task(coming)}/leaving")
    provider = arrived(bench, coming["provider"], coming["exchange_id"])

    assert provider.post(f"{task(coming)}/leaving", hidden).status_code == 403


def test_a_contact_person_hands_over_to_a_colleague_and_sees_the_student_no_more(
    bench: SeasonBench, coming: Row
) -> None:
    guide = arrived(bench, coming["contact_person"], coming["exchange_id"])
    page = f"{task(coming)}/colleague"
    html = guide.open(page).get_data(as_text=True)
    colleagues = re.findall(r'name="successor_id" value="([^"]*)"', html)
    assert colleagues

    response = guide.send(page, "reassign_contact_person", successor_id=colleagues[0])

    assert flash_of(guide.open(response.headers["Location"])).startswith("Your colleague takes")
    assert guide.open(task(coming)).status_code == 404
    successor = bench.exchange_at("confirmed", "cleared")
    assert successor["contact_person"] != coming["contact_person"]


def test_the_cookie_names_no_person(bench: SeasonBench, coming: Row) -> None:
    browser = arrived(bench, coming["provider"], coming["exchange_id"])

    assert str(coming["provider"]) not in browser.cookie("exchange-link")


def test_a_provider_keeps_the_room_and_gives_it_free_again(bench: SeasonBench, coming: Row) -> None:
    provider = arrived(bench, coming["provider"], coming["exchange_id"])
    page = f"{task(coming)}/room"
    response = provider.send(page, "block_room", start="2028-05-01", end="2028-05-03")
    assert "1 May 2028" in text_of(provider.open(response.headers["Location"]))

    freed = provider.send(page, to=f"{page}/freed", start="2028-05-01", end="2028-05-03")
    assert "1 May 2028" not in text_of(provider.open(freed.headers["Location"]))


def test_a_provider_cannot_keep_the_room_from_the_student(bench: SeasonBench, coming: Row) -> None:
    provider = arrived(bench, coming["provider"], coming["exchange_id"])
    days = {"start": coming["start"].isoformat(), "end": coming["end"].isoformat()}

    refused = provider.send(f"{task(coming)}/room", "block_room", **days)

    assert refused.status_code == 409
    assert "A student has a bed there on some days" in text_of(refused)


def test_an_appraisal_is_signed_once(bench: SeasonBench, at_work: Row) -> None:
    mentor = arrived(bench, at_work["mentor"], at_work["exchange_id"])
    if bench.clock.now().date() < at_work["end"]:
        bench.clock.advance(days=(at_work["end"] - bench.clock.now().date()) // timedelta(days=1))
    mentor.open(bench.link_of(at_work["mentor"], at_work["exchange_id"]))
    page = f"{task(at_work)}/end-appraisal"
    signed = {"score": "5", "objectives": ["statistics"], "outcome": "poster"}

    response = mentor.send(page, "sign_end_appraisal", **signed)

    assert response.status_code == 303, text_of(response)
    assert "The appraisal is signed" in flash_of(mentor.open(response.headers["Location"]))
    again = mentor.send(page, "sign_end_appraisal", **signed)
    assert "This appraisal is signed already" in text_of(again)
