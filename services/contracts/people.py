"""Facts of people: accounts and roles. Names and contacts stay in the vault."""

from marshmallow import fields

from services.contracts.fact import Fact, facts_of
from services.contracts.roles import Role, UnitKind
from services.contracts.shapes import (
    a_count,
    a_day,
    a_text,
    an_id,
    maybe_id,
    maybe_text,
    one_of,
    some_texts,
)

PERSON = "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c01"
GRANT = "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c02"
UNIT = "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c03"


class PeopleFact(Fact):
    """What people publishes."""

    source = "people"


class PersonRegistered(PeopleFact):
    """Somebody is known to the exchange; their data lie in the vault under this id."""

    person_id = an_id()
    home_unit_id = maybe_id()
    example = {"person_id": PERSON, "home_unit_id": UNIT}


class AccountOpened(PeopleFact):
    """The person can sign in."""

    person_id = an_id()
    example = {"person_id": PERSON}


class AccountClosed(PeopleFact):
    """The person can no longer sign in."""

    person_id = an_id()
    reason = a_text()
    example = {"person_id": PERSON, "reason": "left_the_organisation"}


class PasswordForgotten(PeopleFact):
    """The person asked for a mail that lets them choose another password."""

    person_id = an_id()
    example = {"person_id": PERSON}


class PasswordChanged(PeopleFact):
    """The person has chosen a password: the first one, or another."""

    person_id = an_id()
    is_first = fields.Boolean(required=True)
    example = {"person_id": PERSON, "is_first": False}


class RoleGranted(PeopleFact):
    """The person holds the role for the unit from a day to a day, both included."""

    person_id = an_id()
    grant_id = an_id()
    role = one_of(Role)
    unit_kind = one_of(UnitKind)
    unit_id = maybe_id()
    valid_from = a_day()
    valid_until = a_day()
    example = {
        "person_id": PERSON,
        "grant_id": GRANT,
        "role": "lore",
        "unit_kind": "lc",
        "unit_id": UNIT,
        "valid_from": "2026-10-01",
        "valid_until": "2027-09-30",
    }


class RoleEnded(PeopleFact):
    """The grant ends on this day, earlier than its term said; that day is not in it."""

    person_id = an_id()
    grant_id = an_id()
    ended_on = a_day()
    reason = a_text()
    example = {
        "person_id": PERSON,
        "grant_id": GRANT,
        "ended_on": "2027-03-01",
        "reason": "resigned",
    }


class PersonalDataChanged(PeopleFact):
    """These fields of the person's vault record were set; the values stay in the vault."""

    person_id = an_id()
    fields_changed = some_texts()
    example = {"person_id": PERSON, "fields_changed": ["phone", "email"]}


class DocumentStored(PeopleFact):
    """A document of the person lies in the vault under this id."""

    document_id = an_id()
    person_id = an_id()
    kind = a_text(50)
    content_type = a_text(100)
    size = a_count(1, 10_000_000)
    example = {
        "document_id": GRANT,
        "person_id": PERSON,
        "kind": "motivation_letter",
        "content_type": "application/pdf",
        "size": 48_213,
    }


class PersonalDataViewed(PeopleFact):
    """Somebody looked at these fields of the person's vault record, for this purpose.

    ``viewer_role`` is what let them look, ``unit_id`` for which unit; empty where that was not
    recorded yet.
    """

    look_id = maybe_id()
    person_id = an_id()
    viewer_id = maybe_id()
    viewer_role = maybe_text(50)
    unit_id = maybe_id()
    purpose = a_text()
    fields_viewed = fields.List(fields.String(), required=True)
    example = {
        "look_id": GRANT,
        "person_id": PERSON,
        "viewer_id": GRANT,
        "viewer_role": "lore",
        "unit_id": UNIT,
        "purpose": "arrival",
        "fields_viewed": ["given_name", "phone"],
    }


FACTS = facts_of(globals())
