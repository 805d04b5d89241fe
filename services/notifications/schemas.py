"""The commands and queries of notifications: their shape, and who may send them."""

from marshmallow import fields, validate

from services.contracts.notifications import CHANNELS
from services.contracts.roles import Role
from services.contracts.shapes import END, a_count, an_id, some_of
from services.hosting.commands import Command, commands_of

LANGUAGE = validate.Regexp(
    r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?" + END,
    error="Give a language as BCP 47, such as fr or pt-BR.",
)


def a_language() -> fields.String:
    """A language that may be left open."""
    return fields.String(load_default="", validate=[validate.Length(max=35), LANGUAGE])


class SetPreferences(Command):
    """Choose the language of the messages (empty: that of the record) and the channels."""

    by = {Role.SELF: "person_id"}
    person_id = an_id()
    language = a_language()
    channels = some_of(CHANNELS)


class MarkRead(Command):
    """Mark a message of one's inbox as read."""

    by = {Role.SELF: "person_id"}
    message_id = an_id()


class MarkAllRead(Command):
    """Mark all messages of one's inbox as read."""

    by = {Role.SELF: "person_id"}
    answers = {"marked": a_count()}
    person_id = an_id()


class RetryMail(Command):
    """Have a mail sent again that failed, or of which nobody knows whether it was sent."""

    by = {Role.OPERATOR: None}
    message_id = an_id()


class Inbox(Command):
    """One's messages as texts, newest first; ``before`` is the last message already seen."""

    by = {Role.SELF: "person_id"}
    is_repeatable = True
    person_id = an_id()
    language = a_language()
    before = fields.UUID(load_default=None, allow_none=True)
    limit = a_count(1, 100, load_default=50, required=False)


COMMANDS = commands_of(globals())
