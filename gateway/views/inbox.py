"""Which messages did a person get, which are still unread, and how do they want to be told?"""

from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Connection, String, Uuid, func, select

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from services.contracts import notifications as facts
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert

INBOX = "inbox"


class Inbox(Views):
    """The messages of each person's inbox, as template and parameters."""

    def __init__(self, tables: Tables) -> None:
        self.messages = tables.add(
            "inbox_messages",
            Column("message_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("template", String),
            Column("parameters", JSON),
            Column("exchange_id", Uuid),
            Column("addressed_at", Moment),
            Column("is_read", Boolean, nullable=False, default=False),
            indexes=[["person_id", "addressed_at", "message_id"], ["person_id", "is_read"]],
        )
        self.preferences = tables.add(
            "message_preferences",
            Column("person_id", Uuid, primary_key=True),
            Column("language", String(35), nullable=False),
            Column("channels", JSON, nullable=False),
        )
        message = self.messages.c
        self.newest_first = Keyset(
            "-addressed_at", message.addressed_at, message.message_id, is_descending=True
        )

    @told(facts.MessageAddressed)
    def keep_message(self, tx: Connection, fact: Told) -> None:
        """What the person is told; mails are no matter of the inbox."""
        if fact["channel"] == INBOX:
            values = fact.pick("person_id", "template", "parameters", "exchange_id")
            values["addressed_at"] = fact.time
            upsert(tx, self.messages, fact.pick("message_id"), values)

    @told(facts.MessageRead)
    def keep_read(self, tx: Connection, fact: Told) -> None:
        """The person has seen it."""
        values = {**fact.pick("person_id"), "is_read": True}
        upsert(tx, self.messages, fact.pick("message_id"), values)

    @told(facts.PreferencesChanged)
    def keep_preferences(self, tx: Connection, fact: Told) -> None:
        """In which language and by which channels the person wants to be told."""
        upsert(tx, self.preferences, fact.pick("person_id"), fact.pick("language", "channels"))

    # -- questions -------------------------------------------------------------------------

    def preferences_of(self, person_id: UUID) -> Row:
        """How a person wants to be told; by every channel, as long as they did not say."""
        chosen = select(self.preferences).where(self.preferences.c.person_id == person_id)
        with self.read() as connection:
            found = first_of(connection, chosen)
        return found or {"person_id": person_id, "language": "", "channels": list(facts.CHANNELS)}

    def page(
        self, person_id: UUID, after: Place | None, limit: int, *, only_unread: bool = False
    ) -> list[Row]:
        """A person's messages, the newest first."""
        message = self.messages.c
        messages = select(self.messages).where(message.person_id == person_id)
        if only_unread:
            messages = messages.where(~message.is_read)
        with self.read() as connection:
            return rows_of(connection, self.newest_first.slice(messages, after, limit))

    def unread(self, person_id: UUID) -> int:
        """How many messages the person has not read."""
        message = self.messages.c
        unread = select(func.count()).where(message.person_id == person_id, ~message.is_read)
        with self.read() as connection:
            return connection.execute(unread).scalar_one()
