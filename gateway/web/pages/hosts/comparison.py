"""The conditions of two or three hosts side by side, with the differences marked."""

from typing import Any

from flask import Response

from gateway.api.context import views
from gateway.api.queries.conditions import ComparisonQuestion, present_season
from gateway.views.keyset import Row
from gateway.web.answers import page
from gateway.web.language import gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.pages.hosts.area import HOSTS
from gateway.web.pages.hosts.terms import TERMS, Term
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
    season = asked["season"] or present_season()
    hosts = views().conditions.current_of(asked.get("nmo_ids", []), season)
    return page("hosts/comparison.html", hosts=hosts, rows=_rows(hosts), season=season)


def _rows(hosts: list[Row]) -> list[dict[str, Any]]:
    rows = [_row(term, [term.written(host["terms"]) for host in hosts]) for term in TERMS]
    return [row for row in rows if any(row["values"])]


def _row(term: Term, values: list[str]) -> dict[str, Any]:
    """What reads the same is the same, in whichever order a host has named it."""
    return {"title": gettext(term.title), "values": values, "differs": len(set(values)) > 1}
