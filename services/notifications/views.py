"""The read models of notifications: who is who, what lies in an inbox, which mails to send."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Row,
    String,
    Uuid,
    and_,
    delete,
    or_,
    select,
    update,
)

from services.contracts import notifications as facts
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, told, upsert
from services.notifications.who_is_who import WhoIsWho


class NotificationsViews(WhoIsWho):
    """Whom to tell, what somebody was told, which mails are still to be sent?"""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.inbox = tables.add(
            "messages_of_person",
            Column("message_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("template", String, nullable=False),
            Column("parameters", JSON, nullable=False),
            Column("exchange_id", Uuid),
            Column("addressed_at", Moment, nullable=False),
            Column("is_read", Boolean, nullable=False),
            indexes=[["person_id", "addressed_at"]],
        )
        self.mails = tables.add(
            "mails_to_send",
            Column("message_id", Uuid, primary_key=True),
            Column("due_at", Moment, nullable=False),
            indexes=[["due_at"]],
        )

    # -- the inbox

    @told(facts.MessageAddressed)
    def keep_message(self, tx: Connection, fact: Told) -> None:
        """It lies in the inbox, or waits to be sent."""
        if fact["channel"] == "email":
            self._keep_due(tx, fact, fact.time)
            return
        message = fact.pick("person_id", "template", "parameters", "exchange_id")
        shown = {**message, "addressed_at": fact.time, "is_read": False}
        upsert(tx, self.inbox, fact.pick("message_id"), shown)

    @told(facts.MessageRead)
    def keep_read(self, tx: Connection, fact: Told) -> None:
        """The person has seen it."""
        message = self.inbox.c.message_id == fact["message_id"]
        tx.execute(update(self.inbox).where(message).values(is_read=True))

    def unread_of(self, person_id: UUID, limit: int) -> list[UUID]:
        """What the person has not seen yet, oldest first."""
        inbox = self.inbox.c
        unread = (
            select(inbox.message_id)
            .where(inbox.person_id == person_id, inbox.is_read.is_(False))
            .order_by(inbox.addressed_at, inbox.message_id)
            .limit(limit)
        )
        with self.read() as connection:
            return list(connection.scalars(unread))

    def inbox_of(self, person_id: UUID, before: UUID | None, limit: int) -> list[Row[Any]]:
        """The person's messages, newest first; with ``before``, those that follow that one."""
        inbox = self.inbox.c
        own = select(self.inbox).where(inbox.person_id == person_id)
        if before is not None:
            own = own.where(self._is_older_than(before))
        newest = own.order_by(inbox.addressed_at.desc(), inbox.message_id.desc()).limit(limit)
        with self.read() as connection:
            return list(connection.execute(newest))

    def _is_older_than(self, message_id: UUID) -> ColumnElement[bool]:
        inbox = self.inbox.c
        then = select(inbox.addressed_at).where(inbox.message_id == message_id).scalar_subquery()
        at_once = and_(inbox.addressed_at == then, inbox.message_id < message_id)
        return or_(inbox.addressed_at < then, at_once)

    # -- mails

    @told(facts.MailPostponed)
    def keep_postponed(self, tx: Connection, fact: Told) -> None:
        """It is tried again later."""
        self._keep_due(tx, fact, fact["next_try_at"])

    @told(facts.MailRetried)
    def keep_retried(self, tx: Connection, fact: Told) -> None:
        """It is to be sent again."""
        self._keep_due(tx, fact, fact.time)

    @told(facts.MailSent, facts.MailFailed, facts.MailInDoubt)
    def drop_mail(self, tx: Connection, fact: Told) -> None:
        """Nothing more is done about it."""
        tx.execute(delete(self.mails).where(self.mails.c.message_id == fact["message_id"]))

    def _keep_due(self, tx: Connection, fact: Told, due_at: datetime) -> None:
        upsert(tx, self.mails, fact.pick("message_id"), {"due_at": due_at})

    def mails_due(self, at: datetime, limit: int) -> list[UUID]:
        """The mails that wait, those that have waited longest first."""
        mail = self.mails.c
        waiting = select(mail.message_id).where(mail.due_at <= at)
        with self.read() as connection:
            return list(connection.scalars(waiting.order_by(mail.due_at).limit(limit)))
