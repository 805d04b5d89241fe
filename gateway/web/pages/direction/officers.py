"""Offices of the programme and of its organisations: who holds them, appointing, dismissing."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.web.answers import address, done, page
from gateway.web.forms import Form, OneOf, Option, Text
from gateway.web.forms.filled import Filled
from gateway.web.forms.sending import send
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.naming import names_of
from gateway.web.pages.direction.area import (
    DIRECTION,
    DIRECTORS,
    OFFICES,
    ORGANISATION,
)
from gateway.web.pages.national.offices import BLAMES, END, TERM, a_term
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from gateway.web.undo.people import role_ended
from services.contracts.roles import NATIONAL_ROLES, PROGRAMME_ROLES, Role
from services.people.schemas import GrantRole, OpenAccount, RegisterPerson, SetPersonalData

MOST = 100
REGISTER = Form(
    "people",
    SetPersonalData,
    (
        Text("data.given_name", marked("Given name")),
        Text("data.family_name", marked("Family name")),
        Text("data.email", marked("E-mail address"), mode="email"),
    ),
    marked("Register"),
)


def named_officers(rows: list[Row]) -> list[Row]:
    """Officers with their names, what they are, and their terms."""
    names = names_of((row["person_id"] for row in rows), Purpose.ADMINISTRATION)
    return [
        {**row, "name": names.get(row["person_id"], ""), "title": word(row["role"], "role")}
        for row in rows
    ]


def _form(roles: frozenset[Role], people: list[Option]) -> Form:
    """The form for these roles; who is appointed is one of the people who are at home there."""
    named = [Option(role.value, word(role, "role")) for role in sorted(roles)]
    fields = (
        OneOf("person_id", marked("Who"), options=lambda: people),
        OneOf("role", marked("Role"), options=lambda: named, is_radio=True),
        *TERM,
    )
    return Form("people", GrantRole, fields, marked("Give the role"), BLAMES)


def _people_of(unit_id: UUID) -> list[Option]:
    rows = views().people.at_home_in_any([unit_id], None, MOST)[:MOST]
    names = names_of((row["person_id"] for row in rows), Purpose.ADMINISTRATION)
    named = [Option(str(person), name) for person, name in names.items() if name]
    return sorted(named, key=lambda option: option.text)


def the_first_one(looking: Looking) -> dict[str, Any]:
    """The first organisation by name."""
    return {"nmo_id": looking.views.organisations.page(None, 1)[0]["nmo_id"]}


@DIRECTION.page(
    "/direction/organisations/<uuid:nmo_id>/appointment",
    marked("Appoint a national officer"),
    seen_by=DIRECTORS,
    takes_forms=True,
    example=Example(the_first_one),
)
def appoint(nmo_id: UUID) -> Response:
    """Give a national role to somebody of the organisation, or register somebody new for it."""
    row = found(views().organisations.one(nmo_id), "organisation", nmo_id)
    people = _people_of(nmo_id)
    filled, new = _form(NATIONAL_ROLES, people).asked(a_term()), REGISTER.asked()
    if filled.is_sent and (answer := filled.carry_out(nmo_id=str(nmo_id))):
        said = gettext("The role is given.")
        undo = role_ended(filled.values["person_id"], filled.values, answer)
        return done(said, ORGANISATION, undo, after=answer["after"], nmo_id=nmo_id)
    if new.is_sent and (after := _registered(new, nmo_id)):
        said = gettext("The person is registered. Now choose the role.")
        return done(said, "direction.appoint", after=after, nmo_id=nmo_id)
    return page(
        "direction/appoint.html",
        status=max(filled.status, new.status),
        form=filled if people else None,
        new=new,
        title=formats.country(row["country"]),
        back=address(ORGANISATION, nmo_id=nmo_id),
    )


def _registered(new: Filled, nmo_id: UUID) -> str:
    """What the next page waits for; empty when the data were refused."""
    data = {"nmo_id": str(nmo_id)}
    known = send("people", RegisterPerson, data, key=f"{new.key}:person")
    person = {"person_id": str(known["id"])}
    if new.carry_out(**person) is None:
        return ""
    opened = send("people", OpenAccount, person, key=f"{new.key}:account")
    return str(opened["after"])


@DIRECTION.page(
    "/direction/offices",
    marked("Offices of the programme"),
    seen_by=DIRECTORS,
    words=marked("director auditor operator roles terms"),
)
def offices() -> Response:
    """Who is director, auditor and operator today."""
    officers = named_officers(views().people.officers_of(None, today()))
    return page("direction/offices.html", officers=officers, roles=sorted(PROGRAMME_ROLES))


def an_officer(looking: Looking) -> dict[str, Any]:
    """A national officer's role."""
    nmo_id = the_first_one(looking)["nmo_id"]
    row = looking.views.people.officers_of(nmo_id, looking.today)[0]
    return {"person_id": row["person_id"], "grant_id": row["grant_id"]}


@DIRECTION.page(
    "/direction/people/<uuid:person_id>/roles/<uuid:grant_id>/end",
    marked("End a role"),
    seen_by=DIRECTORS,
    takes_forms=True,
    example=Example(an_officer),
)
def dismiss(person_id: UUID, grant_id: UUID) -> Response:
    """End somebody's office earlier than its term says."""
    roles = views().people.roles_of(person_id)
    held = found(next((r for r in roles if r["grant_id"] == grant_id), None), "role", grant_id)
    filled = END.asked({"ended_on": today().isoformat()})
    known = {"person_id": str(person_id), "grant_id": str(grant_id)}
    if filled.is_sent and (answer := filled.carry_out(**known)):
        return done(gettext("The role ends."), OFFICES, after=answer["after"])
    return page(
        "national/dismiss.html",
        status=filled.status,
        form=filled,
        name=names_of([person_id], Purpose.ADMINISTRATION).get(person_id, ""),
        role=word(held["role"], "role"),
        term=formats.period(held["valid_from"], held["valid_until"]),
        back=_unit_of(held),
    )


def _unit_of(held: Row) -> str:
    """The page of the unit for which a role is held."""
    if held["unit_kind"] == "nmo":
        return address(ORGANISATION, nmo_id=held["unit_id"])
    return address(OFFICES)
