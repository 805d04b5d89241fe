"""The conditions of two or three hosts side by side, with the differences marked."""

from typing import Any

from flask import Response

from gateway.api.queries.conditions import ComparisonQuestion, compare, present_season
from gateway.web.answers import page
from gateway.web.language import gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.pages.hosts.area import HOSTS
from gateway.web.pages.hosts.terms import TERMS
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Example, Looking

A_MINUTE = 60


def the_first_two(looking: Looking) -> dict[str, Any]:
    """The first two organisations by name."""
    rows = looking.views.organisations.page(None, 2)[:2]
    return {"nmo": [row["nmo_id"] for row in rows]}


@HOSTS.page(
    "/hosts/comparison",
    marked("Hosts side by side"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    example=Example(the_first_two),
)
def comparison() -> Response:
    """What the hosts named in the address offer and ask, term by term."""
    asked = asked_of(ComparisonQuestion)
    compared = compare(asked) if asked.get("nmo_ids") else {"hosts": [], "terms": []}
    return page(
        "hosts/comparison.html",
        hosts=compared["hosts"],
        rows=_rows(compared["hosts"], {t["name"] for t in compared["terms"] if t["differs"]}),
        season=asked["season"] or present_season(),
    )


def _rows(hosts: list[dict[str, Any]], different: set[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "title": gettext(term.title),
            "values": [term.written(host["terms"]) for host in hosts],
            "differs": term.name in different,
        }
        for term in TERMS
    ]
    return [row for row in rows if any(row["values"])]
