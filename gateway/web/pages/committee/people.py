"""The people of the committee: who they are, whether they can sign in, what they do."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Place, Row
from gateway.web.answers import address, page
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.language.words import word, words
from gateway.web.lists.tables import Column
from gateway.web.naming import data_of, display_name
from gateway.web.pages.committee.area import COMMITTEE, LOCAL, PERSON
from gateway.web.pages.committee.listing import Listing, Reader
from gateway.web.pages.committee.people_tasks import TASKS, invitation
from gateway.web.pages.committee.task import Thing, named, possible, taken
from gateway.web.pages.committee.units import committee_of, own_committees
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from services.people.schemas import ViewPersonalData


def _read(lc_id: UUID) -> Reader:
    def read(after: Place | None, most: int) -> list[Row]:
        return views().people.at_home_in(lc_id, after, most)

    return read


def _with_contacts(rows: list[Row]) -> list[Row]:
    known = data_of([row["person_id"] for row in rows], Purpose.ADMINISTRATION, "email", "phone")
    return [{**row, **_contact(known.get(row["person_id"], {}))} for row in rows]


def _contact(data: Row) -> Row:
    name = display_name(data) or gettext("Without a name yet")
    return {"name": name, "email": data.get("email", ""), "phone": data.get("phone", "")}


PEOPLE = Listing(
    "people",
    marked("People"),
    marked("Everybody who is at home in the committee: students, contact persons, hosts, mentors."),
    (
        Column(marked("Name"), lambda row: row["name"]),
        Column(marked("E-mail address"), lambda row: row["email"]),
        Column(marked("Phone"), lambda row: row["phone"]),
        Column(marked("Account"), lambda row: word(row["state"], "account")),
    ),
    _read,
    lambda row: address(PERSON, person_id=row["person_id"]),
    "people",
    (marked("Nobody yet"), marked("Register the first person of the committee.")),
    order=lambda: views().people.by_id,
    finish=_with_contacts,
    new=("register", marked("Register a person")),
)


@COMMITTEE.page(
    "/committee/people",
    marked("People of the committee"),
    seen_by=LOCAL,
    words=marked("register invite accounts members"),
)
def people() -> Response:
    """The people of the committee."""
    return PEOPLE.shown()


@COMMITTEE.file("/committee/people.csv", seen_by=LOCAL)
def people_csv() -> Response:
    """The people as a file."""
    return PEOPLE.file()


def somebody(looking: Looking) -> dict[str, Any]:
    """The first person of the committee."""
    rows = looking.views.people.at_home_in(committee_of(looking), None, 1)
    return {"person_id": rows[0]["person_id"]}


@COMMITTEE.page(
    "/committee/people/<uuid:person_id>",
    marked("Person"),
    seen_by=LOCAL,
    example=Example(somebody),
)
def person(person_id: UUID) -> Response:
    """Somebody of the committee: contact, account, roles, and what can be done."""
    row = person_of(person_id)
    return page(
        "committee/person.html",
        person=row,
        roles=words(sorted(row["roles"]), "role"),
        tasks=possible(TASKS, row),
    )


def person_of(person_id: UUID) -> Row:
    """A person at home in one of the visitor's committees. Raises NotFound for others."""
    account = views().people.account(person_id)
    is_ours = account is not None and account["home_unit_id"] in own_committees()
    row = found(account if is_ours else None, "person", person_id)
    asked = {"person_id": str(person_id), "purpose": Purpose.ADMINISTRATION, "fields_asked": []}
    seen = send("people", ViewPersonalData, asked)
    personal = views().personal_roles.of(person_id)
    held = [g["role"] for g in views().people.roles_of(person_id) if _is_held(g)]
    return {
        **row,
        **_contact(seen["data"]),
        "data": seen["data"],
        "version": seen["version"],
        "roles": {*held, *(role for role, ids in personal.items() if ids)},
        "lc_id": row["home_unit_id"],
    }


def _is_held(grant: Row) -> bool:
    return bool(grant["valid_from"] <= today() <= grant["valid_until"])


def their_data(looking: Looking) -> dict[str, Any]:
    """The data of the first person."""
    return {**somebody(looking), "name": "data"}


@COMMITTEE.page(
    "/committee/people/<uuid:person_id>/<string(maxlength=20):name>",
    marked("A task with a person"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(their_data),
)
def person_task(person_id: UUID, name: str) -> Response:
    """Set their data, open the account, or give them something to do."""
    task, row = named(TASKS, name), person_of(person_id)
    return taken(task, Thing(row, row["name"], PERSON, {"person_id": person_id}))


@COMMITTEE.page(
    "/committee/people/<uuid:person_id>/invitation",
    marked("Invitation"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(somebody),
)
def invite(person_id: UUID) -> Response:
    """Make the link with which somebody chooses a password; it is shown once."""
    row = person_of(person_id)
    form = invitation().asked()
    answer = form.carry_out(person_id=str(person_id)) if form.is_sent else None
    link = address("account.invitation", _external=True, token=answer["token"]) if answer else ""
    return page("committee/invite.html", status=form.status, person=row, form=form, link=link)
