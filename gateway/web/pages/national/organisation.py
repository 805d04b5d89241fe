"""The organisation itself: its committees, and who holds which role for it and for them."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.forms import Form, Text
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.naming import names_of
from gateway.web.pages.national.area import NATIONAL, OFFICERS, ORGANISATION
from gateway.web.pages.national.people import homes_of
from gateway.web.pages.national.posts import (
    CHOSEN,
    chosen_organisation,
    country_of,
    organisation_tabs,
)
from gateway.web.purposes import Purpose
from services.projects.schemas import RegisterCommittee

NEW_COMMITTEE = Form(
    "projects",
    RegisterCommittee,
    (
        Text("faculty", marked("Medical faculty")),
        Text("city", marked("City")),
        Text("web_page", marked("Web page"), mode="url"),
    ),
    marked("Register the committee"),
    blames={"already_exists": "faculty"},
)


@NATIONAL.page(
    "/national/organisation",
    marked("Committees and officers"),
    seen_by=OFFICERS,
    words=marked("roles terms lore nore appoint committee"),
)
def organisation() -> Response:
    """Each unit of the organisation with its officers of today and the ends of their terms."""
    nmo_id = chosen_organisation()
    homes = homes_of(nmo_id)
    officers = {unit: views().people.officers_of(unit, today()) for unit in homes}
    people = [row["person_id"] for rows in officers.values() for row in rows]
    names = names_of(people, Purpose.ADMINISTRATION)
    return page(
        "national/organisation.html",
        country=country_of(nmo_id),
        organisations=organisation_tabs(),
        chosen={CHOSEN: nmo_id},
        units=[
            {"name": homes[unit], "is_local": unit != nmo_id,
             "officers": [_officer(row, names) for row in rows]}
            for unit, rows in officers.items()
        ],
    )  # fmt: skip


def _officer(row: Row, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        **row,
        "name": names.get(row["person_id"], ""),
        "title": word(row["role"], "role"),
        "ends_soon": (row["valid_until"] - today()).days <= ENDS_SOON_DAYS,
    }


ENDS_SOON_DAYS = 60


@NATIONAL.page(
    "/national/committees/new",
    marked("Register a committee"),
    seen_by=OFFICERS,
    takes_forms=True,
    words=marked("faculty city new committee"),
)
def new_committee() -> Response:
    """Let the committee of a faculty take part."""
    nmo_id = chosen_organisation()
    filled = NEW_COMMITTEE.asked()
    if filled.is_sent and (answer := filled.carry_out(nmo_id=str(nmo_id))):
        said = gettext("The committee takes part.")
        return done(said, ORGANISATION, after=answer["after"], **{CHOSEN: nmo_id})
    return page("national/new_committee.html", status=filled.status, form=filled)
