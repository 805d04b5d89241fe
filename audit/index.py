"""Where the facts of each exchange stand in the logs, so that a history need not read them all."""

from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, String, Uuid, select

from services.contracts import applications, housing, notifications, people, projects
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert

CONTRACTS = (people, projects, applications, housing, notifications)
ABOUT_AN_EXCHANGE = tuple(
    fact
    for module in CONTRACTS
    for fact in module.FACTS.values()
    if "exchange_id" in fact._declared_fields
)


class AuditIndex(Views):
    """Which positions of which logs concern an exchange."""

    def __init__(self, tables: Tables) -> None:
        self.facts = tables.add(
            "facts_by_exchange",
            Column("source", String, primary_key=True),
            Column("position", BigInteger, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("time", Moment, nullable=False),
            indexes=[["exchange_id"]],
        )

    @told(*ABOUT_AN_EXCHANGE)
    def note(self, tx: Connection, fact: Told) -> None:
        """Remember where the fact stands."""
        if (exchange_id := fact["exchange_id"]) is not None:
            key = {"source": fact.envelope.source, "position": fact.envelope.position}
            upsert(tx, self.facts, key, {"exchange_id": exchange_id, "time": fact.time})

    def places_of(self, exchange_id: UUID) -> list[tuple[str, int]]:
        """Source and position of every fact about the exchange."""
        found = select(self.facts.c.source, self.facts.c.position).where(
            self.facts.c.exchange_id == exchange_id
        )
        with self.read() as connection:
            return [(source, position) for source, position in connection.execute(found)]
