"""Opening an application form for a student: a place of a contract becomes theirs."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response

from gateway.web.answers import address, done, page
from gateway.web.forms import Form, OneOf, Option
from gateway.web.language import gettext, marked
from gateway.web.naming import names_of
from gateway.web.pages.national.area import EXCHANGE, NATIONAL, SENDING
from gateway.web.pages.national.contracting import contracts_of, in_a_line
from gateway.web.pages.national.people import PERSON, at_home, somebody
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example
from services.applications.schemas import AssignApplicationForm


def _form(nmo_id: UUID) -> Form:
    """The form with the contracts of the organisation that have a place left."""

    def options() -> Iterable[Option]:
        return [Option(str(row["contract_id"]), in_a_line(row)) for row in with_places(nmo_id)]

    field = OneOf("contract_id", marked("A place of which contract"), options=options)
    blames = {"contract_full": "contract_id", "contract_not_in_force": "contract_id"}
    return Form("applications", AssignApplicationForm, (field,), marked("Open the form"), blames)


def with_places(nmo_id: UUID) -> list[dict[str, Any]]:
    """The contracts by which the organisation can still send somebody."""
    return [
        row
        for row in contracts_of(nmo_id)
        if row["is_sending"] and row["is_in_force"] and not row["closed_because"] and row["open"]
    ]


@NATIONAL.page(
    "/national/people/<uuid:person_id>/form",
    marked("Open a form"),
    seen_by=SENDING,
    takes_forms=True,
    example=Example(somebody, "nore_out"),
)
def assign(person_id: UUID) -> Response:
    """Give a place of a contract to a student, who can then fill in the form."""
    person = at_home(person_id)
    filled = _form(person["nmo_id"]).asked()
    if filled.is_sent and (answer := filled.carry_out(student_id=str(person_id))):
        said = gettext("The form {number} is open: the student is told.", number=answer["number"])
        return done(said, EXCHANGE, after=answer["after"], exchange_id=answer["id"])
    return page(
        "national/assign.html",
        status=filled.status,
        form=filled,
        name=names_of([person_id], Purpose.ADMINISTRATION).get(person_id, ""),
        has_places=bool(with_places(person["nmo_id"])),
        back=address(PERSON, person_id=person_id),
    )
