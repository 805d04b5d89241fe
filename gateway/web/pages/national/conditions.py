"""The organisation's conditions for a season: the present ones, all versions, what differs."""

from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import views
from gateway.views.keyset import Row
from gateway.views.organisations import CommitteeFilter
from gateway.web.answers import done, page
from gateway.web.language import gettext, marked
from gateway.web.lists.slices import every
from gateway.web.pages.hosts.terms import TERMS, written
from gateway.web.pages.national.area import CONDITIONS, HOSTING, NATIONAL, OFFICERS
from gateway.web.pages.national.contracts import SEASON, chosen_season, season_tabs
from gateway.web.pages.national.posts import (
    CHOSEN,
    chosen_organisation,
    organisation_tabs,
)
from gateway.web.pages.national.terms_form import form_of, known_of, parts
from gateway.web.registry.page import Example
from services.contracts.roles import Role

BEFORE, AFTER = "before", "after"


def versions_of(nmo_id: UUID, season: str) -> list[Row]:
    """All versions of a season, the latest first."""
    return views().conditions.versions(nmo_id, season)


@NATIONAL.page(
    "/national/conditions",
    marked("Our conditions"),
    seen_by=OFFICERS,
    words=marked("terms season versions publish edit"),
)
def conditions() -> Response:
    """What the organisation asks and offers in a season, and what it was before."""
    nmo_id, season = chosen_organisation(), chosen_season()
    versions = versions_of(nmo_id, season)
    return page(
        "national/conditions.html",
        season=season,
        seasons=season_tabs(),
        organisations=organisation_tabs(),
        versions=versions,
        terms=written(versions[0]["terms"]) if versions else [],
        edit_for={SEASON: season, CHOSEN: nmo_id},
    )


@NATIONAL.page(
    "/national/conditions/edit",
    marked("Edit the conditions"),
    seen_by=HOSTING,
    takes_forms=True,
    words=marked("terms season publish"),
)
def edit_conditions() -> Response:
    """A form with the present terms; what is published is a version of its own."""
    nmo_id, season = chosen_organisation(Role.NORE_IN), chosen_season()
    versions = versions_of(nmo_id, season)
    model = next(iter(versions or views().conditions.versions(nmo_id)), None)
    fields = parts(_committees(nmo_id), season, model["terms"]["lodging_kinds"] if model else ())
    version = views().versions.of(versions[0]["conditions_id"]) if versions else None
    filled = form_of(fields).asked(known_of(model), version=version)
    if filled.is_sent and (answer := filled.carry_out(nmo_id=str(nmo_id), season=season)):
        return _published(answer, season)
    return page(
        "national/edit_conditions.html",
        status=filled.status,
        form=filled,
        parts=fields,
        season=season,
        seasons=season_tabs(),
        model=model,
    )


def _committees(nmo_id: UUID) -> list[Row]:
    organisations, wanted = views().organisations, CommitteeFilter(nmo_id=nmo_id)
    return list(
        every(
            organisations.by_faculty,
            lambda after, most: organisations.committees_page(wanted, after, most),
        )
    )


def _published(answer: dict[str, Any], season: str) -> Response:
    said = gettext(
        "Version {number} is published. Forms that are open keep to their version.",
        number=answer["number"],
    )
    return done(said, CONDITIONS, after=answer["after"], **{SEASON: season})


@NATIONAL.page(
    "/national/conditions/differences",
    marked("What differs between versions"),
    seen_by=OFFICERS,
    is_destination=False,
    example=Example(lambda _: {SEASON: ""}),
)
def differences() -> Response:
    """Two versions side by side, with the differences marked; the last two if none are named."""
    nmo_id, season = chosen_organisation(), chosen_season()
    versions = versions_of(nmo_id, season)
    pair = _asked_pair(versions)
    return page(
        "national/differences.html",
        season=season,
        versions=versions,
        pair=pair,
        rows=_compared(*pair) if pair else [],
    )


def _asked_pair(versions: list[Row]) -> tuple[Row, Row] | None:
    """The versions that the address names, earlier one first; or else the last two."""
    if len(versions) < 2:
        return None
    by_number = {str(row["number"]): row for row in versions}
    before = by_number.get(request.args.get(BEFORE, ""), versions[1])
    after = by_number.get(request.args.get(AFTER, ""), versions[0])
    return before, after


def _compared(before: Row, after: Row) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "title": gettext(term.title),
            "values": (term.written(before["terms"]), term.written(after["terms"])),
            "differs": before["terms"][term.name] != after["terms"][term.name],
        }
        for term in TERMS
    ]
    return [row for row in rows if any(row["values"])]
