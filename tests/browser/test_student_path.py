"""A student's way in a browser: from the catalogue to the certificate that anybody can verify."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.browser.house import PHONE
from tests.browser.student_story import StudentStory, a_student_story
from tests.support.story import MARKS, PDF, PNG, SPECIAL_DOCUMENTS, STANDARD_DOCUMENTS

LETTER = "Dear mentor of project {}, I want to learn how you count cells. Öğrenmek için."


@pytest.fixture(scope="module")
def story(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudentStory]:
    with a_student_story(browser, tmp_path_factory.mktemp("student") / "data") as made:
        yield made


def button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def link(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text(text)


def all_of(page: Page, selector: str, number: int) -> list[Locator]:
    """Everything of a kind, once the page that comes next has as much of it."""
    found = page.locator(selector)
    expect(found).to_have_count(number)
    return found.all()


def file_of(kind: str) -> FilePayload:
    if kind == "photo":
        return {"name": "photo.png", "mimeType": "image/png", "buffer": PNG}
    return {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF}


def test_a_form_is_filled_in_step_by_step_and_submitted(story: StudentStory) -> None:
    with story.visit(width=PHONE) as page:
        page.goto("/projects")
        page.goto("/my/exchanges")
        page.get_by_role("link", name=re.compile("Exchange in")).click()
        link(page, "Fill in the form")

        page.get_by_role("button", name=re.compile("^Choose")).first.click()
        says(page, "It is among your wishes now.")
        offer = page.locator("article", has=page.get_by_role("button", name=re.compile("^Choose")))
        offer.get_by_role("heading", level=3).get_by_role("link").first.click()
        button(page, "Choose this project")
        says(page, "It is among your wishes now.")
        page.wait_for_load_state()  # with the script that moves a wish at once
        first, second = (
            wish.inner_text() for wish in all_of(page, "[data-ranking] .ranked-text", 2)
        )
        page.get_by_role("button", name=re.compile("^Up")).nth(1).focus()
        page.keyboard.press("Enter")
        button(page, "Keep this order and go on")

        for number, area in enumerate(all_of(page, "textarea", 2)):
            area.fill(LETTER.format(number))
        button(page, "Keep and go on")

        period = story.exchange.period
        page.get_by_label("First day").fill(period.start.isoformat())
        page.get_by_label("Length").select_option(str(period.weeks))
        page.get_by_label("Clinical students", exact=True).check()
        button(page, "Keep and go on")

        for number, kind in enumerate((*STANDARD_DOCUMENTS, *SPECIAL_DOCUMENTS), start=1):
            page.get_by_label("Which document").select_option(kind)
            page.get_by_label("File").set_input_files(file_of(kind))
            button(page, "Upload")
            says(page, "The document is stored.")
            expect(page.locator(".papers").get_by_role("link", name="Open")).to_have_count(number)
        link(page, "Go on to the review")

        wishes = page.locator("ol.plain li bdi:first-child")
        expect(wishes).to_have_text([text.split("\n")[0] for text in (second, first)])
        button(page, "Submit the form")
        says(page, "Your form is submitted.")
        expect(page.get_by_role("main")).to_contain_text("You submitted the form")
    assert story.exchange.stage == "submitted"


def test_a_form_that_comes_back_begins_with_what_was_sent(story: StudentStory) -> None:
    exchange = story.exchange
    exchange.sending.post(f"{exchange.path}/return", reason="letter_missing")

    with story.visit() as page:
        page.goto(story.path)
        expect(page.get_by_role("main")).to_contain_text(
            "The form came back: A motivation letter is missing or does not fit the project."
        )
        page.goto(f"{story.path}/form/letters")
        expect(page.locator("textarea").first).to_have_value(LETTER.format(0))
        page.locator("textarea").first.fill(LETTER.format("new"))
        button(page, "Keep and go on")
        expect(page.get_by_label("First day")).to_be_visible()
        page.goto(f"{story.path}/form/review")
        button(page, "Submit the form")
        says(page, "Your form is submitted.")


def test_an_accepted_student_confirms_and_settles_the_visa(story: StudentStory) -> None:
    exchange = story.exchange
    exchange.forward()
    exchange.receive()
    exchange.assign_to_committee()
    exchange.propose()
    exchange.confirm_by_mentor()
    exchange.reaches("placed")
    exchange.accept()

    with story.visit(width=PHONE) as page:
        page.goto(f"{story.path}/acceptance")
        expect(page.get_by_role("heading", name="Card of acceptance")).to_be_visible()
        link(page, "Confirm that I come")
        period = exchange.period
        page.get_by_label("Day of arrival").fill(period.start.isoformat())
        page.get_by_label("Where you arrive").fill("Estação de São Bento")
        page.get_by_label("Day of departure").fill(period.end.isoformat())
        page.get_by_label("Whom to call in an emergency").fill("Ömer")
        page.get_by_label("Their phone number").fill("+90 555 123 456")
        page.get_by_label("Health insurance abroad").fill("Travellers' Mutual")
        button(page, "Confirm that I come")
        says(page, "You have confirmed.")

        page.goto(f"{story.path}/visa")
        page.get_by_label("I do not need one").check()
        button(page, "Save")
        says(page, "The visa is settled.")
        page.goto(f"{story.path}/confirmation")
        expect(page.get_by_role("main")).to_contain_text("Estação de São Bento")
    assert exchange.stage == "confirmed"


def test_the_weeks_of_work_end_with_an_evaluation_and_a_certificate(story: StudentStory) -> None:
    exchange = story.exchange
    story.world.move_to(exchange.period.start)
    exchange.hand_over_keys()
    exchange.start_work()

    with story.visit(width=PHONE) as page:
        page.goto(f"{story.path}/logbook")
        page.get_by_label("There", exact=True).check()
        button(page, "Write it down")
        says(page, "Your attendance is written down.")
        expect(page.get_by_role("main")).to_contain_text("You may still miss 4 days.")
        page.get_by_role("link", name=re.compile("Write the diary")).first.click()
        page.locator("textarea").fill("Counted cells. 細胞を数えた。")
        button(page, "Keep the entry")
        page.get_by_role("link", name=re.compile("^Diary")).first.click()
        expect(page.locator("textarea")).to_have_value("Counted cells. 細胞を数えた。")

    for day in exchange.period.working_days[1:]:
        story.world.move_to(day)
        exchange.attend(day)
    story.world.move_to(exchange.period.end)
    exchange.end()

    with story.visit() as page:
        page.goto(story.path)
        link(page, "Fill in the evaluation")
        excellent = page.get_by_label("5: excellent")
        expect(excellent).to_have_count(len(MARKS))
        for choice in excellent.all():
            choice.check()
        button(page, "Send the evaluation")
        says(page, "Thank you.")

        code = exchange.certify()
        exchange.seen()  # by who wrote it: the page is another client
        page.goto(f"{story.path}/certificate")
        link(page, code)
        expect(page.get_by_role("main")).to_contain_text("This certificate is genuine")
