"""What the tests of notifications start from."""

from datetime import UTC, datetime
from uuid import UUID

from services.notifications.domain import Channel, Message
from services.notifications.mail.contacts import ContactCard
from services.notifications.mail.letter import Letterhead, write_letter
from services.notifications.mail.transport import Letter
from services.notifications.texts import shipped_texts

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PERSON = UUID("7f1b9a1e-0000-4000-8000-000000000001")
MESSAGE = UUID("7f1b9a1e-0000-4000-8000-000000000002")
HEAD = Letterhead("The Exchange", "exchange@example.org", "https://exchange.example.org")
CARD = ContactCard("Zoë Ångström", "zoe@example.org", "en")


def a_message(channel: Channel = Channel.EMAIL, about_fact: str = "applications/1") -> Message:
    return Message(
        person_id=PERSON,
        channel=channel,
        template="card_of_acceptance_issued",
        parameters={"number": "2027-PT-7K3M9Q", "start": "2027-07-01"},
        about_fact=about_fact,
        exchange_id=None,
    )


def a_mail_being_sent() -> Message:
    mail = a_message()
    mail.start_sending(NOW)
    return mail


def a_letter(card: ContactCard = CARD, language: str = "en") -> Letter:
    texts = shipped_texts()
    parameters = {"number": "2027-PT-7K3M9Q", "due_on": "2027-03-15"}
    text = texts.message("application_form_assigned", parameters, language)
    return write_letter(MESSAGE, text, texts, HEAD, card, NOW)
