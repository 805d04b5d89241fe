"""What happened in an exchange, across all services, in order?"""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, Connection, String, Uuid, bindparam, select

from gateway.views.keyset import Keyset, Place, Row, rows_of
from gateway.views.words import BY_CODE_POINT
from services.contracts import applications, housing, projects
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert


def _about_exchanges(facts: dict[str, type[Fact]]) -> list[type[Fact]]:
    return [fact for fact in facts.values() if "exchange_id" in fact._declared_fields]


FACTS = (
    *_about_exchanges(applications.FACTS),
    *_about_exchanges(projects.FACTS),
    *_about_exchanges(housing.FACTS),
)


class Timeline(Views):
    """Every fact about an exchange, as it was told."""

    def __init__(self, tables: Tables) -> None:
        self.facts = tables.add(
            "timeline",
            Column("fact_id", String, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("time", Moment, nullable=False),
            Column("source", String(20), nullable=False),
            Column("position", BigInteger, nullable=False),
            Column("name", String(60), nullable=False),
            Column("actor", String, nullable=False),
            Column("data", JSON, nullable=False),
            Column("place", BY_CODE_POINT, nullable=False),
            indexes=[["exchange_id", "time", "place"]],
        )
        self.order = Keyset("time", self.facts.c.time, self.facts.c.place)
        self._happened = select(self.facts).where(self.facts.c.exchange_id == bindparam("asked"))
        self._opening = self.order.opening(self._happened)

    @told(*FACTS)
    def keep_fact(self, tx: Connection, fact: Told) -> None:
        """The fact as it was told, for whoever asks what happened."""
        envelope = fact.envelope
        values: dict[str, Any] = {
            "exchange_id": UUID(envelope.data["exchange_id"]),
            "time": fact.time,
            "source": envelope.source,
            "position": envelope.position,
            "name": envelope.name,
            "actor": envelope.actor,
            "data": envelope.data,
            # Orders the facts of one instant, and those of one source as they happened.
            "place": f"{envelope.source}/{envelope.position:015}",
        }
        upsert(tx, self.facts, {"fact_id": fact.id}, values)

    # -- questions -------------------------------------------------------------------------

    def page(self, exchange_id: UUID, after: Place | None, limit: int) -> list[Row]:
        """What happened in the exchange, from the first fact on."""
        if after is None:
            return self._opening.ask(self.engine, asked=exchange_id, most=limit + 1)
        happened = self._happened.params(asked=exchange_id)
        with self.read() as connection:
            return rows_of(connection, self.order.slice(happened, after, limit))
