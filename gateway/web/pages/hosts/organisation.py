"""The page of an organisation: its committees, and its conditions in all versions."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.api.queries.conditions import present_season
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.views.organisations import CommitteeFilter
from gateway.web.answers import page
from gateway.web.language import marked
from gateway.web.lists.slices import every
from gateway.web.pages.hosts.area import HOSTS
from gateway.web.pages.hosts.terms import written
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Example, Looking

A_MINUTE = 60


def the_first_one(looking: Looking) -> dict[str, Any]:
    """The first organisation by name."""
    return {"nmo_id": looking.views.organisations.page(None, 1)[0]["nmo_id"]}


@HOSTS.page(
    "/hosts/<uuid:nmo_id>",
    marked("Host"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    example=Example(the_first_one),
)
def organisation(nmo_id: UUID) -> Response:
    """An organisation with what it offers and asks this season, and its committees."""
    host = found(views().organisations.one(nmo_id), "organisation", nmo_id)
    versions = views().conditions.versions(nmo_id)
    season = present_season()
    current = next((version for version in versions if version["season"] == season), None)
    return page(
        "hosts/organisation.html",
        host=host,
        season=season,
        terms=written(current["terms"]) if current else [],
        current=current,
        versions=versions,
        committees=_committees_of(nmo_id),
    )


def _committees_of(nmo_id: UUID) -> list[Row]:
    organisations, wanted = views().organisations, CommitteeFilter(nmo_id=nmo_id)
    return list(
        every(
            organisations.by_faculty,
            lambda after, most: organisations.committees_page(wanted, after, most),
        )
    )


def a_version(looking: Looking) -> dict[str, Any]:
    """The latest version of the first organisation's conditions."""
    latest = looking.views.conditions.versions(the_first_one(looking)["nmo_id"])[0]
    return {"conditions_id": latest["conditions_id"], "number": latest["number"]}


@HOSTS.page(
    "/conditions/<uuid:conditions_id>/<int(max=10000):number>",
    marked("Conditions"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    example=Example(a_version),
)
def conditions(conditions_id: UUID, number: int) -> Response:
    """A version of a host's conditions, such as the one that a form keeps to."""
    version = found(
        views().conditions.version(conditions_id, number), "version of conditions", conditions_id
    )
    return page("hosts/conditions.html", version=version, terms=written(version["terms"]))
