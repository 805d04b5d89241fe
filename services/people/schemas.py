"""The commands and queries of people: their shape, and who may send them.

Whatever carries or answers a secret or personal data is a query to the host: it is carried
out like any other command, but neither its data nor its answer are kept with its id.
"""

import base64
import binascii
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.contracts.roles import UNIT_KIND_OF, Role
from services.contracts.shapes import a_day, a_text, an_id, maybe_id, one_of, some_of
from services.hosting.commands import Command, WhoMay, commands_of
from services.people.vault.disclosure import Purpose
from services.people.vault.personal_data import DOCUMENT_KINDS, FIELDS, PersonalData

CLOSING_REASONS = ("left_the_organisation", "own_wish", "registered_twice", "misuse")
ENDING_REASONS = ("resigned", "replaced", "removed", "granted_by_mistake")
MOST_PEOPLE_AT_ONCE = 100
LONGEST_DRAFT = 100_000

HOME: WhoMay = {
    Role.LORE: "home_lc_id",
    Role.NORE_OUT: "home_nmo_id",
    Role.NORE_IN: "home_nmo_id",
    Role.DIRECTOR: None,
}
SELF_OR_HOME: WhoMay = {Role.SELF: "id", **HOME}
GATEWAY: WhoMay = {Role.SYSTEM: None}
LOOKING: WhoMay = {
    Role.SELF: "person_id",
    Role.LORE: "lc_id",
    Role.NORE_OUT: "sending_nmo_id",
    Role.NORE_IN: "hosting_nmo_id",
    Role.CONTACT_PERSON: "contact_person_id",
    Role.MENTOR: "mentor_id",
    Role.PROVIDER: "provider_id",
    Role.STUDENT: "student_id",
    Role.DIRECTOR: None,
    Role.AUDITOR: None,
}


class File(fields.Field[bytes]):
    """The content of a file, in base64."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bytes:
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise ValidationError("Give the file's content in base64.") from error


def _has_whole_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValidationError("Remove the halves of characters.") from error


def a_secret(minimum: int = 1, **options: Any) -> fields.String:
    """A password, token or address as it was given; its rules are the application's."""
    rules = [validate.Length(min=minimum, max=1_000), _has_whole_characters]
    return fields.String(**{"required": True, "validate": rules, **options})


# -- accounts and roles ------------------------------------------------------------------------


class RegisterPerson(Command):
    """Make somebody known to the exchange, at home in a committee or an organisation."""

    by = {
        Role.LORE: "lc_id",
        Role.NORE_OUT: "nmo_id",
        Role.NORE_IN: "nmo_id",
        Role.DIRECTOR: None,
    }
    lc_id = maybe_id()
    nmo_id = maybe_id()


class OpenAccount(Command):
    """Let the person sign in."""

    by = HOME
    person_id = an_id()


class CloseAccount(Command):
    """Let the person no longer sign in."""

    by = SELF_OR_HOME
    person_id = an_id()
    reason = one_of(CLOSING_REASONS)


class GrantRole(Command):
    """Give the person an office for a unit and a term.

    The director grants every office, national officers those of their committees.
    """

    by = {Role.DIRECTOR: None, Role.NORE_OUT: "nmo_id", Role.NORE_IN: "nmo_id"}
    answers = {"grant_id": an_id()}
    person_id = an_id()
    role = one_of(UNIT_KIND_OF)
    lc_id = maybe_id()
    nmo_id = maybe_id()
    valid_from = a_day()
    valid_until = a_day()


class EndRole(Command):
    """End an office earlier than its term says; ``ended_on`` is the first day without it."""

    by = {Role.SELF: "id", **GrantRole.by}
    person_id = an_id()
    grant_id = an_id()
    ended_on = a_day()
    reason = one_of(ENDING_REASONS)


class GrantsOf(Command):
    """Whether the person's account is open, and which offices they hold from today on."""

    by = {**GATEWAY, **SELF_OR_HOME}
    is_repeatable = True
    person_id = an_id()


# -- the vault ---------------------------------------------------------------------------------


class SetPersonalData(Command):
    """Set or remove some of a person's fields; absent ones stay as they are."""

    by = SELF_OR_HOME
    is_repeatable = True
    person_id = an_id()
    data = fields.Nested(PersonalData, required=True)


class ViewPersonalData(Command):
    """Look at a person's fields for a purpose: those asked for, or all that it covers."""

    by = LOOKING
    person_id = an_id()
    purpose = one_of(Purpose)
    fields_asked = some_of(sorted(FIELDS))


class ViewPeople(Command):
    """Look at the same fields of several people; who is not yours to see is left out."""

    by = LOOKING
    person_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_PEOPLE_AT_ONCE)
    )
    purpose = one_of(Purpose)
    fields_asked = some_of(sorted(FIELDS))


class ContactCard(Command):
    """How the product itself reaches a person: address, language, time zone, display name."""

    by = GATEWAY
    person_id = an_id()
    purpose = a_text(100)


class StoreDocument(Command):
    """Put a file of a person into the vault: PDF, JPG, PNG, DOCX or text, at most 4 MB."""

    by = SELF_OR_HOME
    is_repeatable = True
    person_id = an_id()
    kind = one_of(DOCUMENT_KINDS)
    content = File(required=True)


class ListDocuments(Command):
    """Which documents of a person can be looked at for a purpose."""

    by = LOOKING
    person_id = an_id()
    purpose = one_of(Purpose)


class ViewDocument(Command):
    """Look at a document for a purpose; its content is answered in base64."""

    by = LOOKING
    document_id = an_id()
    purpose = one_of(Purpose)


class KeepDraft(Command):
    """Keep what a person has begun to fill in, for themselves alone; an empty one is dropped.

    It lies sealed in the vault and in no log. ``about`` is what it is about: an exchange.
    """

    by = {Role.SELF: "id"}
    person_id = an_id()
    about = an_id()
    content = fields.String(required=True, validate=[validate.Length(max=LONGEST_DRAFT)])


class ViewDraft(Command):
    """Read one's own draft; empty where there is none."""

    by = {Role.SELF: "id"}
    person_id = an_id()
    about = an_id()


# -- signing in --------------------------------------------------------------------------------


class Invite(Command):
    """Make a link with which the person chooses a password; it is answered once.

    For an officer who has a password already, only the director and operators can.
    """

    by = {**HOME, Role.OPERATOR: None}
    person_id = an_id()


class AcceptInvitation(Command):
    """Choose a password with the token of an invitation."""

    by = GATEWAY
    token = a_secret()
    password = a_secret()


class ForgetPassword(Command):
    """Have a mail sent with which a forgotten password is replaced, if somebody signs in so."""

    by = GATEWAY
    email = a_secret()


class IssuePasswordLink(Command):
    """Make the link of that mail: it lets the person choose a password, once and soon."""

    by = GATEWAY
    is_repeatable = True
    person_id = an_id()


class SetPassword(Command):
    """Change one's own password; the present one is needed."""

    by = {Role.SELF: "id"}
    person_id = an_id()
    password = a_secret()
    current_password = a_secret(0, required=False, load_default="")


class SignIn(Command):
    """Begin a session with address and password."""

    by = GATEWAY
    email = a_secret()
    password = a_secret()


class RenewSession(Command):
    """Use a refresh token up and get the next one."""

    by = GATEWAY
    refresh_token = a_secret()


class SignOut(Command):
    """End the session that a refresh token belongs to."""

    by = GATEWAY
    is_repeatable = True
    refresh_token = a_secret()


class IssueLink(Command):
    """Make a link for a mail: to the person's own task in one exchange, without a password."""

    by = GATEWAY
    is_repeatable = True
    person_id = an_id()
    exchange_id = an_id()


class OpenLink(Command):
    """Whose link it is, and to which exchange."""

    by = GATEWAY
    is_repeatable = True
    token = a_secret()


class EndLinks(Command):
    """Make every link that the person was sent unusable, because one got into other hands."""

    by = SELF_OR_HOME
    is_repeatable = True
    person_id = an_id()


COMMANDS = commands_of(globals())
