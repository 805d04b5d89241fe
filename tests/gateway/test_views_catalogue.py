"""The catalogue: search, filters, facets, orders, pages, places left."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import true

from gateway.views import GatewayViews
from gateway.views.catalogue_filter import CatalogueFilter
from services.contracts import projects
from services.hosting.wire import from_wire, to_wire
from tests.gateway.dates import day
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import ViewsBench


@pytest.fixture
def season() -> Season:
    season = Season()
    season.host()
    return season


def found(views: GatewayViews, order: str = "title", **wanted: Any) -> list[str]:
    """The titles of the projects that a filter finds."""
    catalogue = views.catalogue
    rows = catalogue.page(CatalogueFilter(**wanted), true(), catalogue.orders[order], None, 100)
    return [row["title"] for row in rows]


def of_facet(views: GatewayViews, facet: str, **wanted: Any) -> dict[str, int]:
    """The counts of one facet."""
    rows = views.catalogue.facets(CatalogueFilter(**wanted), true())
    return {row["value"]: row["projects"] for row in rows if row["facet"] == facet}


def test_only_published_projects_are_in_the_catalogue(bench: ViewsBench, season: Season) -> None:
    season.tell(projects.ProjectDrafted, project_id=uuid4(), **season.units, title="A draft")
    paused = season.publish_project(uuid4(), title="Paused")
    season.tell(projects.ProjectSuspended, project_id=paused, **season.units)
    resumed = season.publish_project(uuid4(), title="Resumed")
    season.tell(projects.ProjectSuspended, project_id=resumed, **season.units)
    season.tell(projects.ProjectResumed, project_id=resumed, **season.units)
    ended = season.publish_project(uuid4(), title="Ended")
    season.tell(projects.ProjectArchived, project_id=ended, **season.units)

    views = bench.shown(season)

    assert found(views) == ["Resumed"]
    assert found(views, states=("drafted", "suspended", "archived")) == [
        "A draft", "Ended", "Paused",
    ]  # fmt: skip


def test_the_first_page_for_everybody_is_the_page_of_what_was_published(
    bench: ViewsBench, season: Season
) -> None:
    for number in range(3):
        season.publish_project(uuid4(), title=f"Number {number}", places=number)
    season.tell(projects.ProjectDrafted, project_id=uuid4(), **season.units, title="A draft")
    catalogue = bench.shown(season).catalogue

    for order in catalogue.orders.values():
        for limit in (1, 2, 3):
            opening = catalogue.public_page(CatalogueFilter(), order, None, limit)
            page = catalogue.page(CatalogueFilter(), true(), order, None, limit)
            assert from_wire(to_wire(opening)) == from_wire(to_wire(page))
            assert len(opening) == min(limit + 1, 3)


@pytest.mark.parametrize(
    "query",
    ["łódź", "Lodz", "micro", "MICROGLIA lod", "glia-mapping", "神経", "tremor", "  ", "🙂"],
)
def test_words_are_found_without_accents_case_and_endings(
    bench: ViewsBench, season: Season, query: str
) -> None:
    season.publish_project(
        title="Microglia: glia mapping 神経", city="Łódź", background="On tremor."
    )

    assert len(found(bench.shown(season), text=query)) == 1


@pytest.mark.parametrize("query", ["icroglia", "microglia paris", "100%", "m_cro"])
def test_words_that_no_word_begins_with_find_nothing(
    bench: ViewsBench, season: Season, query: str
) -> None:
    season.publish_project(title="Microglia", city="Łódź")

    assert found(bench.shown(season), text=query) == []


def test_a_revised_project_is_found_by_its_new_words_and_tags_only(
    bench: ViewsBench, season: Season
) -> None:
    project = season.publish_project(title="Old words", languages=["en"])
    responsible = {"mentor_id": season.mentor, "mentor_person_id": season.mentor_person}
    revised = {"title": "New words", "languages": ["fr"], "project_id": project}
    season.tell(projects.ProjectRevised, **revised, **season.units, **responsible)

    views = bench.shown(season)

    assert found(views, text="old") == []
    assert found(views, text="new") == ["New words"]
    assert found(views, languages=("en",)) == []
    assert found(views, languages=("fr",)) == ["New words"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"countries": ("PT",)}, ["A", "B"]),
        ({"countries": ("FR",)}, []),
        ({"cities": ("Porto", "Paris")}, ["A"]),
        ({"types": ("global_action",)}, ["B"]),
        ({"fields": ("0912",)}, ["A", "B"]),
        ({"languages": ("pt", "en")}, ["A", "B"]),
        ({"languages": ("de",)}, ["B"]),
        ({"objectives": ("ethics",)}, ["B"]),
        ({"weeks": (8,)}, ["A"]),
        ({"months": ("2027-07",)}, ["A", "B"]),
        ({"months": ("2027-08",)}, []),
        ({"places_left": 3}, ["A"]),
        ({"season": "2027-2028"}, ["A"]),
        ({"text": "brain", "types": ("basic_science",)}, []),
    ],
)
def test_filters(
    bench: ViewsBench, season: Season, wanted: dict[str, Any], expected: list[str]
) -> None:
    first = season.publish_project(title="A", city="Porto", weeks=[4, 8], places=3)
    season.tell(projects.ProjectReconfirmed, project_id=first, **season.units, season="2027-2028")
    season.publish_project(
        uuid4(),
        title="B",
        city="Lisboa",
        aim="The brain.",
        type="global_action",
        languages=["en", "de"],
        learning_objectives=["ethics"],
        weeks=[4],
        places=2,
    )

    assert found(bench.shown(season), **wanted) == expected


def test_filters_by_unit(bench: ViewsBench, season: Season) -> None:
    season.publish_project(title="Ours")
    views = bench.shown(season)

    assert found(views, nmo_id=season.nmo, lc_id=season.lc) == ["Ours"]
    assert found(views, lc_id=uuid4()) == []


def test_facets_count_what_each_value_would_leave(bench: ViewsBench, season: Season) -> None:
    season.publish_project(title="A", city="Porto", languages=["en", "pt"])
    season.publish_project(uuid4(), title="B", city="Braga", languages=["en"])
    views = bench.shown(season)

    assert of_facet(views, "countries") == {"PT": 2}
    assert of_facet(views, "languages") == {"en": 2, "pt": 1}
    assert of_facet(views, "months") == {"2027-07": 2}
    assert of_facet(views, "weeks") == {"4": 2, "8": 2}
    assert of_facet(views, "languages", cities=("Braga",)) == {"en": 1}
    assert of_facet(views, "cities", cities=("Braga",)) == {"Braga": 1, "Porto": 1}
    assert of_facet(views, "objectives", text="nothing") == {}


def test_titles_are_sorted_without_accents_and_case(bench: ViewsBench, season: Season) -> None:
    for title in ("zebra", "Éclair", "apple", "Banana", "éclair"):
        season.publish_project(uuid4(), title=title)

    titles = found(bench.shown(season))

    assert [title.casefold() for title in titles] == [
        "apple", "banana", "éclair", "éclair", "zebra",
    ]  # fmt: skip


def test_the_projects_with_most_places_left_come_first(bench: ViewsBench, season: Season) -> None:
    for title, places in (("few", 1), ("many", 9), ("none", 0)):
        season.publish_project(uuid4(), title=title, places=places)

    assert found(bench.shown(season), order="-places_left") == ["many", "few", "none"]


@pytest.mark.parametrize("name", ["title", "country", "-places_left"])
def test_pages_follow_each_other_without_gap_or_repeat(
    bench: ViewsBench, season: Season, name: str
) -> None:
    for number in range(7):
        season.publish_project(uuid4(), title=f"T{number // 3}", places=number % 2)
    catalogue = bench.shown(season).catalogue
    order, seen, after = catalogue.orders[name], [], None
    whole = catalogue.page(CatalogueFilter(), true(), order, None, 100)

    while True:
        rows = catalogue.page(CatalogueFilter(), true(), order, after, 2)
        seen += rows[:2]
        if len(rows) <= 2:
            break
        after = order.place_of(rows[1])

    assert [row["project_id"] for row in seen] == [row["project_id"] for row in whole]


def left(views: GatewayViews, project: UUID) -> dict[str, tuple[int, int, int]]:
    row = views.catalogue.one(project, true())
    assert row
    return {m["month"]: (m["places"], m["taken"], m["left"]) for m in row["months"]}


def test_a_held_slot_takes_a_place_until_it_is_released(bench: ViewsBench, season: Season) -> None:
    season.publish_project(places=2)
    season.answer(projects.SlotHeld)
    assert left(bench.shown(season), season.project) == {"2027-07": (2, 1, 1)}

    season.answer(projects.MentorConfirmed)
    season.answer(projects.SlotBooked)
    assert left(bench.shown(season), season.project) == {"2027-07": (2, 1, 1)}

    season.answer(projects.SlotReleased)
    assert left(bench.shown(season), season.project) == {"2027-07": (2, 0, 2)}


def test_a_declined_or_refused_slot_takes_no_place(bench: ViewsBench, season: Season) -> None:
    season.publish_project(places=2)
    season.answer(projects.SlotRefused)
    season.placement = uuid4()
    season.answer(projects.SlotHeld)
    season.answer(projects.MentorDeclined)

    assert left(bench.shown(season), season.project) == {"2027-07": (2, 0, 2)}


def test_places_opened_later_count_the_slots_that_are_there(
    bench: ViewsBench, season: Season
) -> None:
    season.publish_project(places=1)
    season.answer(projects.SlotHeld, start="2027-07-15", end="2027-08-11")
    season.tell(
        projects.PlacesOpened, project_id=season.project, **season.units, month="2027-08", places=3
    )

    assert left(bench.shown(season), season.project) == {
        "2027-07": (1, 1, 0),
        "2027-08": (3, 1, 2),
    }


def test_free_slots_are_projects_with_a_place_on_every_day(
    bench: ViewsBench, season: Season
) -> None:
    season.publish_project(title="Taken", places=1)
    season.answer(projects.SlotHeld, start="2027-07-10", end="2027-07-12")
    season.publish_project(uuid4(), title="Free", places=1)
    catalogue = bench.shown(season).catalogue

    def free(*period: Any) -> list[tuple[str, int]]:
        rows = catalogue.with_free_slots(season.lc, *period)
        return [(row["title"], row["places_left"]) for row in rows]

    assert free(day(7, 1), day(7, 28)) == [("Free", 1)]
    assert free(day(7, 13), day(7, 28)) == [("Free", 1), ("Taken", 1)]
    assert free(day(7, 20), day(8, 10)) == []  # not open in August
    assert catalogue.with_free_slots(uuid4(), day(7, 1), day(7, 28)) == []
