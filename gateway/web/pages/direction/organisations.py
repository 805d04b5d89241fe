"""The organisations that take part: the list, letting one more in, and who holds its offices."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.api.queries.shapes import PagedQuestion, found
from gateway.web.answers import address, done, page
from gateway.web.forms import Form, OneOf, Option, Text
from gateway.web.language import formats, gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import slice_of
from gateway.web.lists.tables import Column
from gateway.web.pages.direction.area import DIRECTION, DIRECTORS, ORGANISATION
from gateway.web.pages.direction.officers import named_officers
from gateway.web.registry.page import Example, Looking, Menu
from services.projects.schemas import RegisterOrganisation

COLUMNS = (
    Column(marked("Country"), lambda row: formats.country(row["country"])),
    Column(marked("Name"), lambda row: row["name"]),
    Column(marked("Committees"), lambda row: formats.number(row["committees"]), is_number=True),
)


def countries() -> list[Option]:
    """Every country, by its name."""
    names: Any = formats.locale().territories
    codes = [code for code in names if len(code) == 2 and code.isalpha()]
    return sorted((Option(c, str(names[c])) for c in codes), key=lambda option: option.text)


REGISTER = Form(
    "projects",
    RegisterOrganisation,
    (
        OneOf("country", marked("Country"), options=countries),
        Text("name", marked("Name of the organisation")),
    ),
    marked("Let it take part"),
    blames={"already_exists": "country"},
)


@DIRECTION.page(
    "/direction/organisations",
    marked("Organisations"),
    seen_by=DIRECTORS,
    menu=Menu(5, "globe"),
    words=marked("nmo members national officers offices"),
)
def organisations() -> Response:
    """Every organisation; open one to see and fill its offices."""
    shown = slice_of(
        views().organisations.by_name, asked_of(PagedQuestion), views().organisations.page
    )
    return page(
        "direction/organisations.html",
        slice=shown,
        columns=COLUMNS,
        link=lambda row: address(ORGANISATION, nmo_id=row["nmo_id"]),
    )


@DIRECTION.page(
    "/direction/organisations/new",
    marked("Register an organisation"),
    seen_by=DIRECTORS,
    takes_forms=True,
    words=marked("new member country"),
)
def register_organisation() -> Response:
    """Let an organisation take part."""
    filled = REGISTER.asked()
    if filled.is_sent and (answer := filled.carry_out()):
        said = gettext("The organisation takes part. Now appoint its officers.")
        return done(said, ORGANISATION, after=answer["after"], nmo_id=answer["id"])
    return page("direction/register.html", status=filled.status, form=filled)


def the_first_one(looking: Looking) -> dict[str, Any]:
    """The first organisation by name."""
    return {"nmo_id": looking.views.organisations.page(None, 1)[0]["nmo_id"]}


@DIRECTION.page(
    "/direction/organisations/<uuid:nmo_id>",
    marked("Organisation"),
    seen_by=DIRECTORS,
    example=Example(the_first_one),
)
def organisation(nmo_id: UUID) -> Response:
    """An organisation with its officers of today."""
    row = found(views().organisations.one(nmo_id), "organisation", nmo_id)
    officers = named_officers(views().people.officers_of(nmo_id, today()))
    return page("direction/organisation.html", organisation=row, officers=officers)
