"""The list of organisations that take students, to choose from and to compare."""

from collections.abc import Iterable

from flask import Response

from gateway.api.context import views
from gateway.api.queries.conditions import present_season
from gateway.views.keyset import Row
from gateway.web.answers import address, page
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.slices import every
from gateway.web.lists.tables import Column, csv_of
from gateway.web.pages.hosts.area import HOSTS
from gateway.web.registry.area import Hit
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Menu

A_MINUTE = 60
MOST_HITS = 5


def _hosts() -> list[Row]:
    """Every organisation, by its country's name, with its present conditions if it has any."""
    organisations, conditions, season = (
        views().organisations,
        views().conditions,
        present_season(),
    )
    terms = {
        row["nmo_id"]: row["terms"]
        for row in every(
            conditions.by_organisation, lambda after, most: conditions.current(season, after, most)
        )
    }
    rows = every(organisations.by_name, organisations.page)
    hosts = [{**row, "terms": terms.get(row["nmo_id"])} for row in rows]
    return sorted(hosts, key=lambda row: formats.country(row["country"]))


@HOSTS.page(
    "/hosts",
    marked("Hosts"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    menu=Menu(20, "host"),
    words=marked("organisations countries conditions compare"),
)
def organisations() -> Response:
    """All organisations; two or three can be put side by side."""
    return page("hosts/organisations.html", hosts=_hosts(), season=present_season())


def _lodging(row: Row) -> str:
    return formats.listed(map(word, row["terms"]["lodging_kinds"])) if row["terms"] else ""


COLUMNS = (
    Column(marked("Country"), lambda row: formats.country(row["country"])),
    Column(marked("Organisation"), lambda row: row["name"]),
    Column(marked("Committees"), lambda row: row["committees"], is_number=True),
    Column(marked("Lodging"), _lodging),
)


@HOSTS.file("/hosts.csv", seen_by=EVERYBODY, kept_for=A_MINUTE)
def organisations_csv() -> Response:
    """All organisations as a file."""
    return csv_of("hosts", COLUMNS, _hosts())


@HOSTS.finds
def find_hosts(text: str) -> Iterable[Hit]:
    """Organisations whose country or name has the words."""
    words = text.casefold().split()
    fitting = [row for row in _hosts() if _has(row, words)]
    for row in fitting[:MOST_HITS]:
        to = address("hosts.organisation", nmo_id=row["nmo_id"])
        yield Hit(formats.country(row["country"]), to, gettext("Host"), "host", row["name"])


def _has(row: Row, words: list[str]) -> bool:
    named = f"{formats.country(row['country'])} {row['name']}".casefold()
    return all(word in named for word in words)
