"""A student whose form is open chooses a project on its own page."""

from uuid import UUID

import pytest
from sqlalchemy import true

from gateway.views.catalogue_filter import CatalogueFilter
from gateway.views.keyset import Row
from tests.gateway.web.season_bench import SeasonBench
from tests.gateway.web.web_bench import Browser, flash_of, text_of
from tests.support.forms_on_the_way import Forms

BUTTON = "Choose this project"


@pytest.fixture
def student(bench: SeasonBench, request: pytest.FixtureRequest) -> Browser:
    """Somebody who has begun a form and chosen one project; a new one for each test."""
    return bench.browser_of(UUID(Forms(bench).begun(f"{request.node.name}@example.org")))


def form_of(bench: SeasonBench, student: Browser) -> Row:
    (exchange_id,) = bench.views.personal_roles.of(student.person_id)["student"]
    row: Row = bench.views.exchanges.one(exchange_id, true())
    return row


def projects_of(bench: SeasonBench, nmo_id: UUID, *, is_theirs: bool = True) -> list[str]:
    catalogue = bench.views.catalogue
    rows = catalogue.page(CatalogueFilter(), true(), catalogue.orders["title"], None, 100)
    return [str(row["project_id"]) for row in rows if (row["nmo_id"] == nmo_id) is is_theirs]


def choosable(bench: SeasonBench, student: Browser) -> list[str]:
    """The projects of the host on whose pages there is a button."""
    offered = projects_of(bench, form_of(bench, student)["hosting_nmo_id"])
    return [one for one in offered if BUTTON in text_of(student.open(f"/projects/{one}"))]


def choose(bench: SeasonBench, student: Browser, project_id: str) -> str:
    """Press the button; what the next page says."""
    form = f"/my/exchanges/{form_of(bench, student)['exchange_id']}/form/projects"
    to = f"{form}/{project_id}/choice"
    assert student.send(f"/projects/{project_id}", to=to).status_code == 303
    return flash_of(student.open(form))


def test_a_project_of_the_host_is_put_among_the_wishes(
    bench: SeasonBench, student: Browser
) -> None:
    project_id = choosable(bench, student)[0]
    before = text_of(student.open(f"/projects/{project_id}"))
    assert "Open:" in before  # what can be known is said before one chooses

    assert choose(bench, student, project_id) == "It is among your wishes now."

    after = text_of(student.open(f"/projects/{project_id}"))
    assert "Among your wishes" in after
    assert BUTTON not in after


def test_what_does_not_fit_the_form_any_more_says_why_and_has_no_button(
    bench: SeasonBench, student: Browser
) -> None:
    while projects := choosable(bench, student):
        choose(bench, student, projects[0])

    row = form_of(bench, student)
    shown = [
        text_of(student.open(f"/projects/{one}"))
        for one in projects_of(bench, row["hosting_nmo_id"])
    ]
    left = [text for text in shown if "Among your wishes" not in text]
    reasons = ("You have chosen", "another project of this committee", "No month is left")
    assert left
    assert all(any(reason in text for reason in reasons) for text in left)


def test_a_project_of_another_host_cannot_be_chosen(bench: SeasonBench, student: Browser) -> None:
    row = form_of(bench, student)
    foreign = projects_of(bench, row["hosting_nmo_id"], is_theirs=False)[0]
    page = student.open(f"/projects/{foreign}")

    assert "Your form is for another host" in text_of(page)
    form = f"/my/exchanges/{row['exchange_id']}/form/projects"
    seal = student.hidden(form, "submit_application")
    assert student.post(f"{form}/{foreign}/choice", seal).status_code == 404


def test_who_has_no_open_form_reads_the_page_as_everybody_does(bench: SeasonBench) -> None:
    project_id = projects_of(bench, bench.exchange_at("accepted")["hosting_nmo_id"])[0]
    for browser in (bench.browser(), bench.browser("student (completed)")):
        shown = text_of(browser.open(f"/projects/{project_id}"))
        assert "For your form" not in shown
        assert BUTTON not in shown
