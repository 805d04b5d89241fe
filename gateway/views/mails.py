"""Which mails did not arrive, or perhaps did not?"""

from typing import Any

from sqlalchemy import Column, Connection, String, Uuid, delete, select

from gateway.views.keyset import Keyset, Place, Row, rows_of
from services.contracts import notifications as facts
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert

TROUBLES: dict[type[Fact], str] = {
    facts.MailFailed: "failed",
    facts.MailInDoubt: "in_doubt",
    facts.MailPostponed: "postponed",
}


class Mails(Views):
    """The mails that an operator may have to see to; whoever is sent one is not named."""

    def __init__(self, tables: Tables) -> None:
        self.troubled = tables.add(
            "troubled_mails",
            Column("message_id", Uuid, primary_key=True),
            Column("state", String(20), nullable=False),
            Column("reason", String, nullable=False),
            Column("since", Moment, nullable=False),
            indexes=[["since", "message_id"]],
        )
        self.latest_first = Keyset(
            "-since", self.troubled.c.since, self.troubled.c.message_id, is_descending=True
        )

    @told(*TROUBLES)
    def keep_trouble(self, tx: Connection, fact: Told) -> None:
        """It failed, waits, or nobody knows whether it was sent."""
        values: dict[str, Any] = {"state": TROUBLES[fact.fact], "since": fact.time}
        values["reason"] = fact.data.get("reason", "")
        upsert(tx, self.troubled, fact.pick("message_id"), values)

    @told(facts.MailSent, facts.MailRetried)
    def drop_trouble(self, tx: Connection, fact: Told) -> None:
        """It was sent, or is sent again."""
        mail = self.troubled.c.message_id == fact["message_id"]
        tx.execute(delete(self.troubled).where(mail))

    def page(self, after: Place | None, limit: int) -> list[Row]:
        """The mails in trouble, the latest first."""
        with self.read() as connection:
            return rows_of(connection, self.latest_first.slice(select(self.troubled), after, limit))
