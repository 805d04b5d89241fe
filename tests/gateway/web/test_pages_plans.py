"""No page reads all of what grows with the programme, however large it becomes.

Every page is opened by its example, the statements behind it are caught, and SQLite is asked how
it goes about them; the rules are those of the questions of the API.
"""

import pytest
from sqlalchemy import Engine

from gateway.web.answers import address
from gateway.web.pages import AREAS
from gateway.web.registry.page import Looking, Page
from services.contracts.roles import ANONYMOUS
from tests.gateway.query_plans import caught, forget_answers, plans, read_whole
from tests.gateway.web.season_bench import SeasonBench

PAGES = [page for area in AREAS for page in area.pages]
READS_ALL = {
    "programme.home": "counts all projects, exchanges and contracts",
    "catalogue.projects": "counts all open projects by what they can be narrowed down by",
}
"""Pages that count everything because that is what they show. Both are kept for a minute."""


def visitor_of(bench: SeasonBench, page: Page) -> str:
    """Who opens the page in the sample season, as ``sign-ins.txt`` names them."""
    named = page.example.visitor
    if not named and not page.seen_by.is_everybody:
        named = page.seen_by.roles[0].value if page.seen_by.roles else "director"
    wanted = named.removeprefix("housing_")
    return next((n for n in bench.season.people if wanted in (n, n.split()[0])), "")


def read_from_end_to_end(bench: SeasonBench, page: Page) -> list[str]:
    """The growing tables that the page reads whole."""
    engine: Engine = bench.views.engine
    who = visitor_of(bench, page)
    actor = bench.actor_of(bench.id_of(who)) if who else ANONYMOUS
    browser = bench.browser(who)
    with bench.app.test_request_context():
        looking = Looking(bench.views, actor, bench.clock.now().date())
        place = address(page.name, **page.example.parameters(looking))
    forget_answers(bench.app)
    with caught(engine) as statements:
        assert browser.open(place).status_code in (200, 303)
    asked = plans(engine, statements)
    return [table for sql, lines in asked for table in read_whole(lines, is_page="LIMIT" in sql)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_that_grows_is_read_whole_for_a_page(bench: SeasonBench, page: Page) -> None:
    whole = read_from_end_to_end(bench, page)

    assert bool(whole) == (page.name in READS_ALL), whole
