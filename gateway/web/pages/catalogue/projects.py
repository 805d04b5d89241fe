"""The list of published projects: searched, filtered, sorted, in pages, and as a file."""

from collections.abc import Iterable
from typing import Any

from flask import Response, request

from gateway.api.context import today, views
from gateway.api.queries.catalogue_shapes import CatalogueQuestion
from gateway.api.queries.shapes import filter_of
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.views.keyset import Keyset, Place, Row
from gateway.web.answers import address, page
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word, words
from gateway.web.lists.addresses import CURSOR, with_arguments
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import every, slice_of
from gateway.web.lists.tables import Column, csv_of
from gateway.web.pages.catalogue.area import CATALOGUE
from gateway.web.pages.catalogue.facets import FACETS, groups_of
from gateway.web.registry.area import Hit
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Menu
from services.contracts.roles import ANONYMOUS

A_MINUTE = 60
MOST_HITS = 8

ORDERS = {
    "title": marked("By title"),
    "country": marked("By country"),
    "-places_left": marked("Most places left first"),
}
FIELDS = {facet.name for facet in FACETS.values()}


@CATALOGUE.page(
    "/projects",
    marked("Projects"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    menu=Menu(10, "flask"),
    words=marked("catalogue research search mentor laboratory"),
)
def projects() -> Response:
    """The published projects that fit what the address asks for."""
    asked = asked_of(CatalogueQuestion)
    wanted = filter_of(CatalogueFilter, asked)
    visible = views().visibility.projects(ANONYMOUS, today())
    order = views().catalogue.orders[asked["sort"]]
    found = slice_of(order, asked, lambda after, most: _read(wanted, order, after, most))
    groups = groups_of(views().catalogue.facets(wanted, visible))
    return page(
        "catalogue/projects.html",
        asked=asked,
        slice=found,
        groups=groups,
        orders=ORDERS,
        kept=_kept({*FIELDS, "places_left"}),
        searched=_kept({"q", "sort"}),
        clear=with_arguments(**dict.fromkeys({*FIELDS, CURSOR, "places_left"})),
        csv=address("catalogue.projects_csv", **request.args.to_dict(flat=False)),
    )


def _read(wanted: CatalogueFilter, order: Keyset, after: Place | None, most: int) -> list[Row]:
    visible = views().visibility.projects(ANONYMOUS, today())
    return views().catalogue.page(wanted, visible, order, after, most)


def _kept(names: Iterable[str]) -> list[tuple[str, str]]:
    """The arguments that a form takes along because it does not ask for them."""
    return [(name, value) for name, value in request.args.items(multi=True) if name in names]


def _months_left(row: Row) -> str:
    return ", ".join(f"{m['month']} ({m['left']})" for m in row["months"] if m["left"])


COLUMNS = (
    Column(marked("Code"), lambda row: row["project_code"]),
    Column(marked("Title"), lambda row: row["title"]),
    Column(marked("Country"), lambda row: formats.country(row["country"])),
    Column(marked("City"), lambda row: row["city"]),
    Column(marked("Faculty"), lambda row: row["faculty"]),
    Column(marked("Department"), lambda row: row["department"]),
    Column(marked("Kind of project"), lambda row: word(row["type"])),
    Column(marked("Field"), lambda row: word(row["field_of_study"], "field")),
    Column(
        marked("Language"),
        lambda row: ", ".join(formats.language_name(tag) for tag in row["languages"]),
    ),
    Column(marked("What you learn"), lambda row: ", ".join(words(row["learning_objectives"]))),
    Column(marked("Weeks"), lambda row: ", ".join(map(str, row["weeks"]))),
    Column(marked("Places left by month"), _months_left),
)


@CATALOGUE.file("/projects.csv", seen_by=EVERYBODY, kept_for=A_MINUTE)
def projects_csv() -> Response:
    """All projects that fit, as a file."""
    asked = asked_of(CatalogueQuestion)
    wanted, order = filter_of(CatalogueFilter, asked), views().catalogue.orders[asked["sort"]]
    rows = every(order, lambda after, most: _read(wanted, order, after, most))
    return csv_of("projects", COLUMNS, rows)


@CATALOGUE.finds
def find_projects(text: str) -> Iterable[Hit]:
    """Published projects that have the words."""
    order, wanted = views().catalogue.orders["title"], CatalogueFilter(text=text)
    for row in _read(wanted, order, None, MOST_HITS)[:MOST_HITS]:
        yield _hit(row)


def _hit(row: dict[str, Any]) -> Hit:
    to = address("catalogue.project", project_id=row["project_id"])
    place = f"{row['city']}, {formats.country(row['country'])}"
    return Hit(row["title"], to, gettext("Project"), "flask", place)
