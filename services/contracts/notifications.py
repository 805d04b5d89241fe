"""Facts of notifications: what was addressed to whom, what became of it, who prefers what."""

from marshmallow import fields

from services.contracts.fact import Fact, facts_of
from services.contracts.shapes import (
    a_count,
    a_moment,
    a_text,
    an_id,
    maybe_id,
    maybe_text,
    one_of,
    some_of,
)

CHANNELS = ("inbox", "email")

MESSAGE = "d9e4b5cc-5b2f-4e4a-9c74-3a8c7dbe2f01"
PERSON = "d9e4b5cc-5b2f-4e4a-9c74-3a8c7dbe2f02"
EXCHANGE = "d9e4b5cc-5b2f-4e4a-9c74-3a8c7dbe2f03"


class NotificationsFact(Fact):
    """What notifications publishes."""

    source = "notifications"


class MessageFact(NotificationsFact):
    """The base of the facts about one message to one person by one channel."""

    message_id = an_id()
    person_id = an_id()


class MessageAddressed(MessageFact):
    """A message about a fact is meant for a person, by one channel: once, whatever happens.

    ``template`` names the text, ``parameters`` fill it (ids, days, codes: nothing personal).
    """

    channel = one_of(CHANNELS)
    template = a_text()
    about_fact = a_text()
    exchange_id = maybe_id()
    parameters = fields.Dict(keys=fields.String(), load_default=dict)
    example = {
        "message_id": MESSAGE,
        "person_id": PERSON,
        "channel": "inbox",
        "template": "card_of_acceptance_issued",
        "about_fact": "applications/1234",
        "exchange_id": EXCHANGE,
        "parameters": {"start": "2027-07-01"},
    }


class MessageRead(MessageFact):
    """The person has seen the message in the inbox."""

    example = {"message_id": MESSAGE, "person_id": PERSON}


class MailSent(MessageFact):
    """The mail was handed to the mail server (or written to the outbox folder)."""

    example = {"message_id": MESSAGE, "person_id": PERSON}


class MailFailed(MessageFact):
    """The mail could not be handed over and will not be tried again."""

    reason = a_text()
    example = {"message_id": MESSAGE, "person_id": PERSON, "reason": "no_address"}


class MailPostponed(MessageFact):
    """The mail could not be handed over now, for this coded reason; it is tried again."""

    reason = a_text()
    attempts = a_count(1)
    next_try_at = a_moment()
    example = {
        "message_id": MESSAGE,
        "person_id": PERSON,
        "reason": "server_unreachable",
        "attempts": 1,
        "next_try_at": "2027-05-01T12:01:00+00:00",
    }


class MailInDoubt(MessageFact):
    """Nobody knows whether the mail server took the mail; it is not sent again by itself."""

    example = {"message_id": MESSAGE, "person_id": PERSON}


class MailRetried(MessageFact):
    """An operator has a mail sent again that had failed or was in doubt."""

    example = {"message_id": MESSAGE, "person_id": PERSON}


class PreferencesChanged(NotificationsFact):
    """The person is told by these channels, in this language (BCP 47; empty: the record's)."""

    person_id = an_id()
    language = maybe_text(35)
    channels = some_of(CHANNELS)
    example = {"person_id": PERSON, "language": "fr", "channels": ["inbox"]}


FACTS = facts_of(globals())
