"""What is done with people: registering, their data, their account, and what they do here."""

from collections.abc import Callable
from typing import Any

from gateway.views.keyset import Row
from gateway.web.forms import Day, Form, Number, OneOf, Option, Text
from gateway.web.language import marked
from gateway.web.language.formats import locale
from gateway.web.pages.account.settings import languages, zones
from gateway.web.pages.committee.area import CONTACT_PERSON, PERSON, PROVIDER
from gateway.web.pages.committee.choices import codes
from gateway.web.pages.committee.task import Task
from services.contracts.housing import PROVIDER_KINDS
from services.contracts.roles import Role
from services.housing.schemas import LOAD_LIMIT, EnrolContactPerson, RegisterProvider
from services.people import schemas
from services.projects.schemas import RegisterMentor


def countries() -> list[Option]:
    """Every country, by its name."""
    named = ((code, name) for code, name in locale().territories.items() if len(code) == 2)
    known = [Option(code, str(name)) for code, name in named if code.isalpha()]
    return sorted(known, key=lambda option: option.text)


REGISTER = Task(
    Form("people", schemas.RegisterPerson, (), marked("Register a person")),
    marked("Register a person"),
    marked("Somebody new is at home in your committee. On the next page you give their name."),
    marked("The person is registered. Fill in their name and address."),
    known=lambda row: {"lc_id": str(row["lc_id"]), "nmo_id": str(row["nmo_id"])},
    is_versioned=False,
    leads_to=(PERSON, "person_id"),
)


def _data(name: str) -> str:
    return f"data.{name}"


DATA_FIELDS = (
    Text(_data("given_name"), marked("Given name"), empty=None),
    Text(_data("family_name"), marked("Family name"), empty=None),
    Text(
        _data("native_name"),
        marked("Name in their own script"),
        hint=marked("The whole name, if it is not written in Latin letters."),
        empty=None,
    ),
    Text(_data("email"), marked("E-mail address"), mode="email", empty=None),
    Text(_data("phone"), marked("Phone"), mode="tel", empty=None),
    Day(_data("birth_date"), marked("Birth date"), empty=None),
    OneOf(
        _data("nationality"),
        marked("Nationality"),
        options=countries,
        empty=None,
        none=marked("Not known"),
    ),
    Text(_data("medical_school"), marked("Medical school"), empty=None),
    OneOf(
        _data("language"),
        marked("Language of letters"),
        options=languages,
        empty=None,
        none=marked("Not known"),
    ),
    OneOf(
        _data("time_zone"),
        marked("Time zone"),
        options=zones,
        empty=None,
        none=marked("Not known"),
    ),
)


def _known_data(row: Row) -> dict[str, Any]:
    return {_data(name): value for name, value in row["data"].items()}


def _here(row: Row) -> dict[str, str]:
    return {"lc_id": str(row["lc_id"]), "person_id": str(row["person_id"])}


def _is_not_yet(role: Role) -> Callable[[Row], bool]:
    return lambda row: role.value not in row["roles"]


TASKS: dict[str, Task] = {
    "data": Task(
        Form("people", schemas.SetPersonalData, DATA_FIELDS, marked("Save")),
        marked("Name and contact"),
        marked("Kept in the vault. Who looks at it, and for what, is recorded."),
        marked("The data are saved."),
        values=_known_data,
    ),
    "open-account": Task(
        Form("people", schemas.OpenAccount, (), marked("Open the account")),
        marked("Open the account"),
        marked("The person can sign in afterwards, once they have chosen a password."),
        marked("The account is open. Invite the person next."),
        lambda row: row["state"] != "open",
    ),
    "close-account": Task(
        Form(
            "people",
            schemas.CloseAccount,
            (
                OneOf(
                    "reason",
                    marked("Reason"),
                    options=codes(schemas.CLOSING_REASONS, "account_closed"),
                ),
            ),
            marked("Close the account"),
        ),
        marked("Close the account"),
        marked("The person is signed out everywhere and can no longer sign in."),
        marked("The account is closed."),
        lambda row: row["state"] == "open",
        is_grave=True,
    ),
    "contact-person": Task(
        Form(
            "housing",
            EnrolContactPerson,
            (Number("load_limit", marked("Students at a time, at most")),),
            marked("Enrol as a contact person"),
        ),
        marked("Enrol as a contact person"),
        marked("They take care of incoming students: a friend, a guide, somebody to ask."),
        marked("The contact person is enrolled."),
        _is_not_yet(Role.CONTACT_PERSON),
        values=lambda _: {"load_limit": LOAD_LIMIT},
        known=_here,
        is_versioned=False,
        leads_to=(CONTACT_PERSON, "contact_person_id"),
    ),
    "mentor": Task(
        Form(
            "projects",
            RegisterMentor,
            (
                Text("department", marked("Department")),
                Text("orcid", marked("ORCID iD"), hint=marked("Such as 0000-0002-1825-0097")),
            ),
            marked("Register as a mentor"),
            blames={"orcid_invalid": "orcid"},
        ),
        marked("Register as a mentor"),
        marked("They supervise projects of the committee, and confirm each placement."),
        marked("The mentor is registered. You can draft a project with them now."),
        _is_not_yet(Role.MENTOR),
        known=_here,
        is_versioned=False,
    ),
    "provider": Task(
        Form(
            "housing",
            RegisterProvider,
            (OneOf("kind", marked("Kind"), options=codes(PROVIDER_KINDS), is_radio=True),),
            marked("Register as a housing provider"),
        ),
        marked("Register as a housing provider"),
        marked("They offer beds to students of the committee."),
        marked("The housing provider is registered. Offer the first room."),
        _is_not_yet(Role.PROVIDER),
        known=_here,
        is_versioned=False,
        leads_to=(PROVIDER, "provider_id"),
    ),
}


def invitation() -> Form:
    """The form that makes an invitation."""
    return Form("people", schemas.Invite, (), marked("Make the link"))
