"""What does a student eat, and where?"""

from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Integer, Numeric, String, Uuid, select

from gateway.views.keyset import Row, first_of
from services.contracts import housing as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

PLAN = ("kind", "meals_per_working_day", "where", "amount", "currency", "diet_catered")


class Boarding(Views):
    """The boarding plan of each exchange, as it was last made."""

    def __init__(self, tables: Tables) -> None:
        self.plans = tables.add(
            "boarding_plans",
            Column("exchange_id", Uuid, primary_key=True),
            Column("kind", String(20), nullable=False),
            Column("meals_per_working_day", Integer, nullable=False),
            Column("where", String, nullable=False),
            Column("amount", Numeric(12, 2)),
            Column("currency", String(3), nullable=False),
            Column("diet_catered", Boolean),
        )

    @told(facts.BoardingPlanned)
    def keep_plan(self, tx: Connection, fact: Told) -> None:
        """Meals at a place, or pocket money."""
        upsert(tx, self.plans, fact.pick("exchange_id"), fact.pick(*PLAN))

    def of(self, exchange_id: UUID) -> Row | None:
        """The plan of an exchange; None before it is made."""
        plan: Any = select(self.plans).where(self.plans.c.exchange_id == exchange_id)
        with self.read() as connection:
            return first_of(connection, plan)
