"""Giving somebody a role for a committee, for a term; and ending it before its term."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.views.organisations import CommitteeFilter
from gateway.web.answers import address, done, page
from gateway.web.forms import Day, Form, OneOf, Option
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.naming import names_of
from gateway.web.pages.national.area import NATIONAL, OFFICERS
from gateway.web.pages.national.people import PERSON, at_home, homes_of, somebody
from gateway.web.pages.national.posts import organisation_of
from gateway.web.pages.national.reasons import ROLE_ENDED, texts
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from gateway.web.undo.people import role_ended
from gateway.web.undo.step import CounterStep
from services.contracts.roles import Role
from services.people.schemas import EndRole, GrantRole

A_YEAR = timedelta(days=364)
TERM = (
    Day("valid_from", marked("First day of the term")),
    Day("valid_until", marked("Last day of the term"),
        hint=marked("The role ends by itself after this day.")),
)  # fmt: skip
BLAMES = {
    "term_ends_before_it_begins": "valid_until",
    "term_too_long": "valid_until",
    "role_already_held": "valid_from",
}
END = Form(
    "people",
    EndRole,
    (
        OneOf("reason", marked("Why"), options=texts(ROLE_ENDED)),
        Day("ended_on", marked("First day without the role")),
    ),
    marked("End the role"),
)


def a_term() -> dict[str, str]:
    """The usual term: a year from today."""
    return {"valid_from": today().isoformat(), "valid_until": (today() + A_YEAR).isoformat()}


def _form(nmo_id: UUID) -> Form:
    def committees() -> list[Option]:
        return [Option(str(u), name) for u, name in homes_of(nmo_id).items() if u != nmo_id]

    committee = OneOf("lc_id", marked("Committee"), options=committees)
    return Form("people", GrantRole, (committee, *TERM), marked("Give the role"), BLAMES)


@NATIONAL.page(
    "/national/people/<uuid:person_id>/role",
    marked("Give a role"),
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(somebody, "nore_out"),
)
def appoint(person_id: UUID) -> Response:
    """Make somebody a local officer (LORE) of a committee; national roles the director gives."""
    person = at_home(person_id)
    filled = _form(person["nmo_id"]).asked(a_term())
    known = {"person_id": str(person_id), "role": Role.LORE, "nmo_id": str(person["nmo_id"])}
    if filled.is_sent and (answer := filled.carry_out(**known)):
        undo = role_ended(person_id, filled.values, answer)
        return _done(gettext("The role is given."), answer, person_id, undo)
    return page(
        "national/appoint.html",
        status=filled.status,
        form=filled,
        name=_name_of(person_id),
        role=word(Role.LORE, "role"),
        back=address(PERSON, person_id=person_id),
    )


def an_officer(looking: Looking) -> dict[str, Any]:
    """A role of an officer of one of the organisation's committees."""
    wanted = CommitteeFilter(nmo_id=organisation_of(looking))
    for committee in looking.views.organisations.committees_page(wanted, None, 50):
        for row in looking.views.people.officers_of(committee["lc_id"], looking.today):
            return {"person_id": row["person_id"], "grant_id": row["grant_id"]}
    raise LookupError("no officer")


@NATIONAL.page(
    "/national/people/<uuid:person_id>/roles/<uuid:grant_id>/end",
    marked("End a role"),
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(an_officer, "nore_out"),
)
def dismiss(person_id: UUID, grant_id: UUID) -> Response:
    """End somebody's role earlier than its term says."""
    at_home(person_id)
    held = _held(person_id, grant_id)
    filled = END.asked({"ended_on": today().isoformat()})
    known = {"person_id": str(person_id), "grant_id": str(grant_id)}
    if filled.is_sent and (answer := filled.carry_out(**known)):
        return _done(gettext("The role ends."), answer, person_id)
    return page(
        "national/dismiss.html",
        status=filled.status,
        form=filled,
        name=_name_of(person_id),
        role=word(held["role"], "role"),
        term=formats.period(held["valid_from"], held["valid_until"]),
        back=address(PERSON, person_id=person_id),
    )


def _held(person_id: UUID, grant_id: UUID) -> Row:
    roles = views().people.roles_of(person_id)
    held = next((row for row in roles if row["grant_id"] == grant_id), None)
    return found(held, "role", grant_id)


def _name_of(person_id: UUID) -> str:
    return names_of([person_id], Purpose.ADMINISTRATION).get(person_id, "")


def _done(
    said: str, answer: dict[str, Any], person_id: UUID, undo: CounterStep | None = None
) -> Response:
    return done(said, PERSON, undo, after=answer["after"], person_id=person_id)
