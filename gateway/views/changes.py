"""What changed since a position: for whoever wants to be told, and asks again and again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, String, Uuid, bindparam, select

from gateway.views.inbox import INBOX
from gateway.views.timeline import FACTS as ABOUT_EXCHANGES
from services.contracts import notifications, people
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

ABOUT_MESSAGES: tuple[type[Fact], ...] = (
    notifications.MessageAddressed,
    notifications.MessageRead,
)
ABOUT_ACCOUNTS: tuple[type[Fact], ...] = (
    people.AccountOpened,
    people.AccountClosed,
    people.RoleGranted,
    people.RoleEnded,
)


@dataclass(frozen=True)
class Change:
    """That something changed: an exchange, or something of one person's own.

    ``kind`` is the name of the fact.
    """

    source: str
    position: int
    kind: str
    exchange_id: UUID | None
    person_id: UUID | None
    message_id: UUID | None


class Changes(Views):
    """A row for each fact about an exchange, a message or an account: ids and kinds only."""

    def __init__(self, tables: Tables) -> None:
        self.changes = tables.add(
            "changes",
            Column("source", String(20), primary_key=True),
            Column("position", BigInteger, primary_key=True),
            Column("kind", String(60), nullable=False),
            Column("exchange_id", Uuid),
            Column("person_id", Uuid),
            Column("message_id", Uuid),
        )
        change = self.changes.c
        self._stretch = (
            select(self.changes)
            .where(
                change.source == bindparam("of"),
                change.position > bindparam("after"),
                change.position <= bindparam("up_to"),
            )
            .order_by(change.position)
            .limit(bindparam("most"))
        )

    @told(*ABOUT_EXCHANGES)
    def keep_exchange(self, tx: Connection, fact: Told) -> None:
        """An exchange has changed."""
        exchange_id = UUID(fact.envelope.data["exchange_id"])
        self._keep(tx, fact, exchange_id=exchange_id, person_id=None, message_id=None)

    @told(*ABOUT_MESSAGES)
    def keep_message(self, tx: Connection, fact: Told) -> None:
        """An inbox has changed; mails are no matter of it."""
        if fact.envelope.data.get("channel", INBOX) == INBOX:
            self._keep(tx, fact, exchange_id=None, **fact.pick("person_id", "message_id"))

    @told(*ABOUT_ACCOUNTS)
    def keep_account(self, tx: Connection, fact: Told) -> None:
        """What somebody may do has changed."""
        self._keep(tx, fact, exchange_id=None, message_id=None, **fact.pick("person_id"))

    def _keep(self, tx: Connection, fact: Told, **about: Any) -> None:
        envelope = fact.envelope
        key = {"source": envelope.source, "position": envelope.position}
        upsert(tx, self.changes, key, {"kind": envelope.name, **about})

    # -- questions -------------------------------------------------------------------------

    def between(
        self, after: Mapping[str, int], up_to: Mapping[str, int], most: int
    ) -> tuple[list[Change], dict[str, int]]:
        """What changed after these positions and up to those, at most so much of each source;
        and how far that reaches.
        """
        changes: list[Change] = []
        reached: dict[str, int] = {}
        with self.read() as connection:
            for source, last in up_to.items():
                found = self._of(connection, source, after.get(source, 0), last, most)
                changes += found
                reached[source] = found[-1].position if len(found) == most else last
        return changes, reached

    def _of(
        self, connection: Connection, source: str, after: int, up_to: int, most: int
    ) -> list[Change]:
        if after >= up_to:
            return []
        asked = {"of": source, "after": after, "up_to": up_to, "most": most}
        return [Change(*row) for row in connection.execute(self._stretch, asked)]
