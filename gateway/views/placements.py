"""What is held for each placement, and what has become of it?"""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Select,
    String,
    Uuid,
    select,
    update,
)

from gateway.views.contact_persons import ContactPersons
from gateway.views.exchanges import Exchanges
from gateway.views.keyset import Row, first_of, rows_of
from gateway.views.slots import Slots
from gateway.views.stays import Stays
from services.contracts import applications as facts
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert

RESOURCES = ("project_id", "room_id", "contact_person_id")


class Placements(Views):
    """Each proposal for an exchange; the answers to it stand in the parts they come from."""

    def __init__(
        self,
        tables: Tables,
        exchanges: Exchanges,
        slots: Slots,
        stays: Stays,
        contact_persons: ContactPersons,
    ) -> None:
        self.placements = tables.add(
            "placements",
            Column("placement_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            *(Column(name, Uuid, nullable=False) for name in RESOURCES),
            Column("start", Date),
            Column("end", Date),
            Column("until", Moment),
            Column("state", String(20), nullable=False),
            Column("reason", String, nullable=False, default=""),
            Column("refused_by", String(20), nullable=False, default=""),
            indexes=[["exchange_id"], ["contact_person_id"], ["room_id"], ["project_id"]],
        )
        self._exchanges = exchanges.exchanges
        self._slots = slots.slots
        self._stays = stays.stays
        self._duties = contact_persons.duties

    def _keep(self, tx: Connection, fact: Told, **values: Any) -> None:
        named = fact.pick("exchange_id", *RESOURCES)
        upsert(tx, self.placements, fact.pick("placement_id"), {**named, **values})

    @told(facts.PlacementProposed)
    def keep_proposal(self, tx: Connection, fact: Told) -> None:
        """What the committee asks for."""
        self._keep(tx, fact, state="open", **fact.pick("start", "end", "until"))

    @told(facts.PlacementCompleted)
    def keep_completion(self, tx: Connection, fact: Told) -> None:
        """All three are held."""
        self._keep(tx, fact, state="complete")

    @told(facts.ContactPersonChanged)
    def keep_successor(self, tx: Connection, fact: Told) -> None:
        """A colleague takes the student over."""
        this = self.placements.c.placement_id == fact["placement_id"]
        tx.execute(update(self.placements).where(this).values(fact.pick("contact_person_id")))

    @told(facts.CardOfAcceptanceIssued)
    def keep_acceptance(self, tx: Connection, fact: Told) -> None:
        """From now on nothing expires."""
        self._keep(tx, fact, state="kept", **fact.pick("start", "end"))

    @told(facts.PlacementReleased)
    def keep_release(self, tx: Connection, fact: Told) -> None:
        """The placement is off."""
        self._keep(tx, fact, state="released", **fact.pick("reason", "refused_by"))

    # -- questions -------------------------------------------------------------------------

    def one(self, placement_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """A placement with the answers of mentor, room and contact person so far.

        ``visible`` is a condition on its exchange.
        """
        found = self._with_exchange().where(self.placements.c.placement_id == placement_id, visible)
        with self.read() as connection:
            row = first_of(connection, found)
            return {**row, **self._answers(connection, placement_id)} if row else None

    def of_exchange(self, exchange_id: UUID) -> list[Row]:
        """All placements that were proposed for an exchange, the latest last."""
        placement = self.placements.c
        proposed = self._with_exchange().where(placement.exchange_id == exchange_id)
        with self.read() as connection:
            return rows_of(connection, proposed.order_by(placement.until, placement.placement_id))

    def _with_exchange(self) -> Select[Any]:
        placement, exchange = self.placements, self._exchanges
        return select(placement).join(exchange, exchange.c.exchange_id == placement.c.exchange_id)

    def _answers(self, connection: Connection, placement_id: UUID) -> Row:
        def answers(table: Any) -> list[Row]:
            return rows_of(connection, select(table).where(table.c.placement_id == placement_id))

        return {
            "slot": next(iter(answers(self._slots)), None),
            "bed": next(iter(answers(self._stays)), None),
            "contact_persons": answers(self._duties),
        }
