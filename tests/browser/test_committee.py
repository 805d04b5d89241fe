"""A local officer places a student: from the committee's assignment to the card of acceptance.

Everything is done on a phone, with the keyboard where it matters; then the ways off the path.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import PHONE, House, patient_context, patient_home
from tests.support.client import eventually
from tests.support.partners import Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import PASSWORD, World, world_of

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, tzinfo=UTC)
LONGER_THAN_ANYTHING_IS_HELD = timedelta(days=22)
EVERY_MS = 10_000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A home of its own, because time is moved there."""
    folder = tmp_path_factory.mktemp("committee") / "data"
    with patient_home(folder, A_MONDAY_IN_WINTER) as home, world_of(home) as everybody:
        yield everybody


@pytest.fixture
def two(world: World) -> Partners:
    """Two organisations, of which one sends a student to the other."""
    return partners(world)


@pytest.fixture
def story(two: Partners) -> StudentExchange:
    """A student whom the committee has been asked to place."""
    return StudentExchange(two, an_offer(two.committee, two.period)).to_placing()


@contextmanager
def lore_at_work(house: House, story: StudentExchange) -> Iterator[Page]:
    """The committee's officer, signed in on a phone, who sees what others wrote before."""
    story.seen()
    with patient_context(
        house.browser,
        story.world.home.address,
        viewport={"width": PHONE, "height": 700},
        locale="en-GB",
    ) as context:
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill(story.lore.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/start")
        yield page


def address_of(story: StudentExchange, part: str = "") -> str:
    return f"/committee/exchanges/{story.id}{part}"


def propose(page: Page, story: StudentExchange) -> None:
    page.goto(address_of(story, "/propose"))
    page.get_by_role("button", name="Ask for all three").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You see here how they answer")


def wait_for_mentor(page: Page, story: StudentExchange) -> None:
    """The mentor's place is kept, and the page says that the mentor is asked."""
    story.placement_id = story.lore.get(story.path)["placement_id"]
    eventually(lambda: story.placement()["slot"], bool)
    page.reload()
    expect(page.get_by_text("Waits for the mentor")).to_be_visible()


def test_a_student_is_placed_and_accepted_with_the_keyboard_on_a_phone(
    house: House, story: StudentExchange
) -> None:
    with lore_at_work(house, story) as page:
        page.goto("/committee")
        page.get_by_role("link", name="Propose").first.press("Enter")
        project = page.get_by_role("group", name="Project").get_by_role("radio").first
        expect(project).to_be_checked()
        page.get_by_role("button", name="Ask for all three").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("You see here how they answer")
        wait_for_mentor(page, story)

        page.get_by_role("link", name="The mentor takes the student", exact=True).press("Enter")
        page.get_by_role("button", name="Confirm for the mentor").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The mentor's place is confirmed")
        story.reaches("placed")

        page.goto("/committee")
        page.get_by_role("button", name="Issue the card").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The card of acceptance is issued")
        expect(page.get_by_text("Student to confirm")).to_be_visible()
    assert story.stage == "accepted"


def test_without_a_free_bed_the_way_to_one_is_shown(
    house: House, two: Partners, story: StudentExchange
) -> None:
    room = f"/rooms/{story.offer.room_id}"
    with lore_at_work(house, story) as page:
        page.goto(f"/committee{room}/block")
        page.get_by_label("First day").fill(two.period.start.isoformat())
        page.get_by_label("Last day").fill(two.period.start.isoformat())
        page.get_by_role("button", name="Block these days").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The days are blocked")

        page.goto(address_of(story, "/propose"))
        expect(page.get_by_text("No bed is free on every day of the stay.")).to_be_visible()
        expect(page.get_by_role("button", name="Ask for all three")).to_have_count(0)
        page.get_by_role("link", name="Open a room for these days").press("Enter")
        page.locator(f"a[href='/committee{room}']").press("Enter")
        page.get_by_role("button", name="Lift the block").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The days are free again")

        propose(page, story)


def test_a_page_that_waits_tells_by_itself_that_the_mentor_declines(
    house: House, story: StudentExchange
) -> None:
    with lore_at_work(house, story) as page:
        page.clock.install()
        propose(page, story)
        wait_for_mentor(page, story)
        placement = f"/projects/{story.offer.project_id}/placements/{story.placement_id}"
        story.offer.mentor.post(f"{placement}/refusal", reason="mentor_on_leave")
        eventually(lambda: story.seen(by=story.lore)["placement_id"], lambda found: not found)

        page.clock.run_for(EVERY_MS)

        expect(page.get_by_text("Came to nothing")).to_be_visible()
        expect(page.get_by_role("link", name="Propose a placement")).to_be_visible()


def test_what_nobody_answers_runs_out_and_can_be_proposed_again(
    house: House, world: World, story: StudentExchange
) -> None:
    with lore_at_work(house, story) as page:
        propose(page, story)
        wait_for_mentor(page, story)
        expect(page.get_by_text("in 3 weeks").first).to_be_visible()
    world.move_to(world.today + LONGER_THAN_ANYTHING_IS_HELD)

    with lore_at_work(house, story) as page:
        page.goto(address_of(story))
        expect(page.get_by_text("Came to nothing")).to_be_visible()
        propose(page, story)


def test_a_late_card_is_issued_with_a_reason(
    house: House, world: World, story: StudentExchange
) -> None:
    world.move_to(story.period.start - timedelta(weeks=7))
    story.propose()
    story.confirm_by_mentor()
    story.reaches("placed")
    with lore_at_work(house, story) as page:
        page.goto("/committee")
        expect(page.get_by_text("the card was due on")).to_be_visible()
        page.get_by_role("link", name="Justify and issue").press("Enter")
        page.get_by_role("button", name="Issue the card of acceptance").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("with a justification code")

        page.get_by_label("Why is the card late?").select_option("mentor_answered_late")
        page.get_by_role("button", name="Issue the card of acceptance").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The card of acceptance is issued")


def take(page: Page, story: StudentExchange, step: str, button: str) -> None:
    """Take a step of the exchange on its page, with what is filled in there already."""
    page.goto(address_of(story, f"/{step}"))
    page.get_by_role("button", name=button).press("Enter")
    expect(page.get_by_role("status")).to_be_visible()


def test_a_stay_is_recorded_from_the_keys_to_the_certificate(
    house: House, world: World, story: StudentExchange
) -> None:
    story.propose()
    story.confirm_by_mentor()
    story.reaches("placed")
    story.accept()
    story.confirm()
    world.move_to(story.period.start)
    with lore_at_work(house, story) as page:
        page.goto(address_of(story, "/boarding"))
        page.get_by_label("Where").fill("Canteen")
        page.get_by_role("button", name="Save the plan").press("Enter")
        expect(page.get_by_text("Canteen")).to_be_visible()
        take(page, story, "keys", "The student is there")
        story.reaches("arrived")
        page.goto(address_of(story, "/start"))
        page.get_by_label("The training upon arrival was given").check()
        page.get_by_role("button", name="The work has begun").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The work has begun")

    (*days, last) = story.period.working_days
    world.move_to(story.period.end)
    for day in days:
        story.attend(day)
    with lore_at_work(house, story) as page:
        page.goto(address_of(story, "/attendance"))
        page.get_by_label("Day", exact=True).fill(last.isoformat())
        page.get_by_label("There", exact=True).check()
        page.get_by_role("button", name="Record").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The day is recorded")
        page.goto(address_of(story, "/end-appraisal"))
        page.get_by_label("4 of 5").check()
        page.get_by_label("Laboratory work").check()
        page.get_by_label("Outcome").select_option("poster")
        page.get_by_role("button", name="Sign").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("The appraisal is signed")
        take(page, story, "end", "The work is over")
        take(page, story, "leaving", "The student has left")
        story.evaluate()
        story.seen()  # by who wrote it: the page is another client
        take(page, story, "certificate", "Issue the certificate")
    assert story.stage == "certified"
