"""Everything works without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.house import House


@contextmanager
def plain(house: House, who: str = "") -> Iterator[Page]:
    with house.visit(who, java_script_enabled=False) as page:
        yield page


def test_projects_are_searched_filtered_and_paged(house: House) -> None:
    with plain(house) as page:
        page.goto("/projects")
        page.get_by_role("link", name="Further ones").click()
        expect(page.get_by_role("link", name="To the beginning")).to_be_visible()

        page.get_by_label("Basic science").check()
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("link", name="Basic science remove filter")).to_be_visible()

        page.get_by_label("Search in projects").fill("zzzz")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name="No project fits all of this")).to_be_visible()


def test_hosts_are_compared(house: House) -> None:
    with plain(house) as page:
        page.goto("/hosts")
        for box in page.get_by_role("checkbox").all()[:2]:
            box.check()
        page.get_by_role("button", name="Put side by side").click()

        expect(page.locator("table thead th")).to_have_count(3)
        expect(page.locator("tr.differs").first).to_be_visible()


def test_a_project_is_chosen_on_its_own_page(house: House) -> None:
    with plain(house, "student (form open)") as page:
        page.goto("/my/exchanges")
        page.get_by_role("link", name="Exchange in").click()
        page.get_by_role("link", name="Fill in the form").click()
        offer = page.locator("article", has=page.get_by_role("button", name="Choose"))
        title = offer.get_by_role("heading", level=3).first.inner_text()
        offer.get_by_role("link", name=title).click()
        page.get_by_role("button", name="Choose this project").click()

        told = page.get_by_role("status").first
        expect(told).to_contain_text("It is among your wishes now.")
        expect(page.locator("[data-ranking]")).to_contain_text(title)

        told.get_by_role("button", name="Undo").click()
        expect(told).to_have_text("Undone.")
        expect(page.locator("[data-ranking]")).not_to_contain_text(title)


def test_one_signs_in_and_out(house: House) -> None:
    with plain(house) as page:
        email, password = house.season.people["director"]
        page.goto("/start")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(f"{house.home.address}/start")

        page.goto("/account")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("status")).to_have_text("You are signed out.")


def test_a_message_is_marked_as_read(house: House) -> None:
    with plain(house, "student (in review)") as page:
        page.goto("/inbox")
        before = page.get_by_role("button", name="Read", exact=True).count()
        page.get_by_role("button", name="Read", exact=True).first.click()

        expect(page.get_by_role("button", name="Read", exact=True)).to_have_count(before - 1)


def test_language_and_colours_are_chosen_and_stay(house: House) -> None:
    with plain(house) as page:
        page.goto("/about")
        page.get_by_role("link", name="English").click()
        page.get_by_role("button", name="العربية").click()
        expect(page).to_have_url(f"{house.home.address}/about")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")

        page.goto("/display")
        page.locator("button[name=theme][value=dark]").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_ranked_list_is_put_in_order_and_saved(house: House) -> None:
    with plain(house, "student (accepted)") as page:
        page.goto("/showcase/ranking")
        page.get_by_role("button", name="Up: Inbox").click()
        expect(page.locator("[data-ranking] li").first).to_contain_text("Inbox")

        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_have_text("Saved.")


def test_a_genuine_certificate_is_told_from_an_invented_one(house: House) -> None:
    with plain(house) as page:
        page.goto("/certificates")
        page.get_by_label("Code of the certificate").fill("SCORE-AAAA-BBBB-CCCC")
        page.get_by_role("button", name="Verify").click()

        expect(page.get_by_role("alert")).to_contain_text("no certificate with this code")
