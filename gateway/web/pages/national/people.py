"""The people whom the organisation looks after: students and officers of its own.

Names lie in the vault; the list asks for a page of them at once.
"""

from typing import Any
from uuid import UUID

from flask import Response, url_for

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import PagedQuestion, found
from gateway.views.exchanges import ExchangeFilter
from gateway.views.keyset import Place, Row
from gateway.views.organisations import CommitteeFilter
from gateway.web.answers import address, done, page
from gateway.web.forms import Form, Text
from gateway.web.forms.filled import Filled
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import every, slice_of
from gateway.web.lists.tables import Column
from gateway.web.naming import names_of, with_names
from gateway.web.pages.national.area import NATIONAL, OFFICERS
from gateway.web.pages.national.posts import (
    chosen_organisation,
    organisation_of,
    organisation_tabs,
    own_organisations,
)
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking, endpoint_of
from services.contracts.errors import NotFound
from services.people.schemas import Invite, OpenAccount, RegisterPerson, SetPersonalData

PEOPLE, PERSON = "national.people", "national.person"
ACCOUNTS = {
    "none": marked("No account yet"),
    "open": marked("Can sign in"),
    "closed": marked("Account closed"),
}
COLUMNS = (
    Column(marked("Name"), lambda row: row["name"] or gettext("No name yet")),
    Column(marked("Home"), lambda row: row["home"]),
    Column(marked("Account"), lambda row: gettext(ACCOUNTS[row["state"]])),
)
REGISTER = Form(
    "people",
    SetPersonalData,
    (
        Text("data.given_name", marked("Given name")),
        Text("data.family_name", marked("Family name")),
        Text("data.native_name", marked("Name in its own script")),
        Text("data.email", marked("E-mail address"), mode="email"),
    ),
    marked("Register"),
)
INVITE = Form("people", Invite, (), marked("Make an invitation link"))


def homes_of(nmo_id: UUID) -> dict[UUID, str]:
    """The units where people of an organisation are at home, each with its name."""
    organisations, wanted = views().organisations, CommitteeFilter(nmo_id=nmo_id)
    committees = every(
        organisations.by_faculty,
        lambda after, most: organisations.committees_page(wanted, after, most),
    )
    named = {row["lc_id"]: row["faculty"] for row in committees}
    return {nmo_id: gettext("National organisation"), **named}


def at_home(person_id: UUID) -> Row:
    """Somebody of the visitor's organisations. Raises NotFound for anybody else."""
    row = found(views().people.account(person_id), "person", person_id)
    for nmo_id in own_organisations():
        if home := homes_of(nmo_id).get(row["home_unit_id"]):
            return {**row, "nmo_id": nmo_id, "home": home}
    raise NotFound(what="person", id=person_id)


@NATIONAL.page(
    "/national/people",
    marked("Our people"),
    seen_by=OFFICERS,
    words=marked("students officers register account invitation"),
)
def people() -> Response:
    """Everybody who is at home in the organisation, committee by committee."""
    nmo_id = chosen_organisation()
    homes = homes_of(nmo_id)

    def read(after: Place | None, most: int) -> list[Row]:
        return views().people.at_home_in_any(list(homes), after, most)

    shown = slice_of(views().people.by_id, asked_of(PagedQuestion), read)
    named = with_names(shown.rows, "person_id", Purpose.ADMINISTRATION)
    return page(
        "national/people.html",
        slice=shown,
        rows=[{**row, "home": homes[row["home_unit_id"]]} for row in named],
        columns=COLUMNS,
        link=lambda row: address(PERSON, person_id=row["person_id"]),
        organisations=organisation_tabs(),
    )


@NATIONAL.page(
    "/national/people/new",
    marked("Register somebody"),
    seen_by=OFFICERS,
    takes_forms=True,
    words=marked("student officer new account"),
)
def register() -> Response:
    """Make somebody known, with a name and an address, and let them sign in."""
    filled = REGISTER.asked()
    if filled.is_sent and (person_id := _registered(filled, chosen_organisation())):
        return done(gettext("The person is registered."), PERSON, person_id=person_id)
    return page("national/register.html", status=filled.status, form=filled)


def _registered(filled: Filled, nmo_id: UUID) -> str:
    """The person's id; empty when their data were refused. Sent again, it is the same person."""
    keys = f"{filled.key}:person", f"{filled.key}:account"
    known = send("people", RegisterPerson, {"nmo_id": str(nmo_id)}, key=keys[0])
    person_id = str(known["id"])
    if filled.carry_out(person_id=person_id) is None:
        return ""
    send("people", OpenAccount, {"person_id": person_id}, key=keys[1])
    return person_id


def somebody(looking: Looking) -> dict[str, Any]:
    """Somebody who is at home in the organisation, or in one of its committees."""
    nmo_id = organisation_of(looking)
    wanted = CommitteeFilter(nmo_id=nmo_id)
    committees = looking.views.organisations.committees_page(wanted, None, 50)
    homes = [nmo_id, *(row["lc_id"] for row in committees)]
    return {"person_id": looking.views.people.at_home_in_any(homes, None, 1)[0]["person_id"]}


@NATIONAL.page(
    "/national/people/<uuid:person_id>",
    marked("Person"),
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(somebody, "nore_out"),
)
def person(person_id: UUID) -> Response:
    """Somebody's roles and exchanges, and a link with which they choose a password."""
    row = at_home(person_id)
    invite = INVITE.asked()
    link = _invited(invite, person_id)
    return page(
        "national/person.html",
        status=invite.status,
        person=row,
        account=gettext(ACCOUNTS[row["state"]]),
        name=names_of([person_id], Purpose.ADMINISTRATION).get(person_id, ""),
        roles=[_role(held) for held in views().people.roles_of(person_id)],
        exchanges=_exchanges_of(person_id),
        invite=invite,
        link=link,
    )


def _invited(invite: Filled, person_id: UUID) -> str:
    """The link of an invitation that was just asked for; it is shown once and kept nowhere."""
    if not invite.is_sent or (answer := invite.carry_out(person_id=str(person_id))) is None:
        return ""
    page_of_it = endpoint_of("account.invitation")
    return url_for(page_of_it, token=answer["token"], _external=True)


def _role(held: Row) -> Row:
    is_held = held["valid_from"] <= today() <= held["valid_until"]
    return {**held, "title": word(held["role"], "role"), "is_held": is_held}


def _exchanges_of(person_id: UUID) -> list[Row]:
    """The exchanges of a student that the visitor may see."""
    exchanges = views().exchanges
    visible = views().visibility.followed_exchanges(current_actor(), today())
    wanted = ExchangeFilter(student_id=person_id)
    return exchanges.page(wanted, visible, exchanges.orders["-stage_since"], None, 20)
