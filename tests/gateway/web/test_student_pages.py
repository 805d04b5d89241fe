"""A student's pages: the own exchange only, its timeline in words, and files of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from gateway.web.context import EXTENSION, Site
from gateway.web.language.codes import CODES
from gateway.web.pages.student import STUDENT
from gateway.web.pages.student.telling import AHEAD, HAPPENED, IF_MISSED, WHO
from gateway.web.registry.area import Door
from gateway.web.registry.page import Page
from services.contracts import applications as facts
from services.contracts.people import AccountOpened
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import feed
from tests.gateway.web.web_bench import Browser, WebBench, text_of

OWN = [way for way in (*STUDENT.pages, *STUDENT.doors) if "exchange_id" in way.path]


@dataclass(frozen=True)
class TwoStudents:
    """The pages, told the whole story of one student; another one's form was just opened."""

    bench: WebBench
    season: Season
    other: UUID

    @property
    def path(self) -> str:
        """Where the exchange of the first one is."""
        return f"/my/exchanges/{self.season.exchange}"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoStudents]:
    bench, season, other = WebBench(tmp_path_factory.mktemp("student")), Season(), uuid4()
    season.whole_story()
    for person in (season.student, other):
        season.tell(AccountOpened, person_id=person)
    season.tell(facts.ApplicationFormAssigned, student_id=other, exchange_id=uuid4())
    feed(bench.store, season.told)
    yield TwoStudents(bench, season, other)
    bench.close()


@pytest.fixture
def student(two: TwoStudents) -> Browser:
    return two.bench.browser_of(two.season.student)


@pytest.fixture
def other(two: TwoStudents) -> Browser:
    return two.bench.browser_of(two.other)


def address(way: Page | Door, season: Season) -> str:
    filled = way.path.replace("<uuid:exchange_id>", str(season.exchange))
    filled = filled.replace("<uuid:project_id>", str(season.project))
    return filled.replace("<string:day>", "2027-07-05")


def is_an_action(way: Page | Door) -> bool:
    return isinstance(way, Door) and way.method == "POST"


def test_every_step_that_comes_has_words() -> None:
    assert {step.what for step in AHEAD} <= CODES["step"].keys()
    assert {step.who for step in AHEAD} <= WHO.keys()
    assert IF_MISSED.keys() <= {step.what for step in AHEAD}
    assert HAPPENED.keys() <= facts.FACTS.keys()


@pytest.mark.parametrize("way", OWN, ids=lambda way: way.name)
def test_an_exchange_of_somebody_else_is_not_there(
    two: TwoStudents, other: Browser, way: Page | Door
) -> None:
    where = address(way, two.season)
    if is_an_action(way):
        seal = other.hidden("/display", to="/display/choice")
        assert other.post(where, seal).status_code == 404
    else:
        assert other.open(where).status_code == 404


def test_who_is_not_signed_in_signs_in_first(two: TwoStudents) -> None:
    stranger = two.bench.browser()

    for way in OWN:
        if not is_an_action(way):
            assert "/sign-in" in stranger.open(address(way, two.season)).headers["Location"]


def test_the_timeline_tells_the_whole_story_in_order(two: TwoStudents, student: Browser) -> None:
    text = text_of(student.open(two.path))

    told = ("You submitted the form", "The host accepted you", "You arrived and have the keys",
            "The work began", "Your certificate was issued")  # fmt: skip
    places = [text.index(sentence) for sentence in told]
    assert places == sorted(places)


def test_whose_turn_it_is_stands_first(other: Browser) -> None:
    text = text_of(other.open("/my/exchanges"))

    assert "You : Submit the application form" in text
    assert "the form counts as late" in text


def test_the_days_are_taken_into_a_calendar(two: TwoStudents, student: Browser) -> None:
    response = student.open(f"{two.path}/calendar.ics")

    assert response.content_type.startswith("text/calendar")
    text = response.get_data(as_text=True).replace("\r\n ", "")
    assert f"UID:{two.season.exchange}-stay" in text


def test_a_form_that_is_locked_shows_what_was_sent(two: TwoStudents, student: Browser) -> None:
    for step in ("projects", "letters", "dates", "documents", "review"):
        response = student.open(f"{two.path}/form/{step}")

        assert response.status_code == 200
        assert "The form is locked" in text_of(response)
        assert "Microglia" in text_of(response)


def test_the_logbook_says_how_many_days_may_still_be_missed(
    two: TwoStudents, student: Browser
) -> None:
    logbook = two.bench.store.live.logbook.of(two.season.exchange)
    assert logbook
    text = text_of(student.open(f"{two.path}/logbook"))

    assert f"You may still miss {logbook['may_still_miss']} day" in text


def test_a_page_to_be_kept_bears_the_mark_of_whose_it_is_and_no_other(
    two: TwoStudents, student: Browser, other: Browser
) -> None:
    marks = [browser.open("/inbox").headers["Offline-Copy"] for browser in (student, other)]

    assert len(set(marks)) == 2
    assert str(two.season.student) not in marks[0]
    assert "Offline-Copy" not in two.bench.browser().open("/offline").headers


def test_the_worker_keeps_every_file_of_the_present_version(two: TwoStudents) -> None:
    response = two.bench.browser().open("/worker.js")
    script = response.get_data(as_text=True)

    assert response.headers["Cache-Control"] == "no-cache"
    for address_ in site_files(two):
        assert f'"{address_}"' in script


def site_files(two: TwoStudents) -> list[str]:
    made: Site = two.bench.app.extensions[EXTENSION]
    return made.static.frame()
