"""Which rooms are offered, by whom, and on which days are they open?"""

from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    String,
    Table,
    Uuid,
    delete,
    select,
)

from gateway.views.keyset import Row, first_of, rows_of
from gateway.views.words import BY_CODE_POINT, plain
from services.contracts import housing as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

UNITS = ("lc_id", "nmo_id")
FLAGS = ("is_private", "furnished", "kitchen", "heating")
TEXTS = ("label", "kind", "remarks")
NUMBERS = ("beds", "minutes_to_hospital")
DESCRIPTION = (*UNITS, "provider_id", *FLAGS, *TEXTS, *NUMBERS, "diets_served")


class Rooms(Views):
    """Providers, their rooms, and the periods for which these are open or blocked."""

    def __init__(self, tables: Tables) -> None:
        self.providers = tables.add(
            "providers",
            Column("provider_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("kind", String(30), nullable=False),
            *(Column(name, Uuid, nullable=False) for name in UNITS),
            indexes=[["person_id"], ["lc_id"]],
        )
        self.rooms = tables.add(
            "rooms",
            Column("room_id", Uuid, primary_key=True),
            *(Column(name, Uuid) for name in (*UNITS, "provider_id")),
            *(Column(name, Boolean) for name in FLAGS),
            *(Column(name, String) for name in TEXTS),
            *(Column(name, Integer) for name in NUMBERS),
            Column("label_key", BY_CODE_POINT),
            Column("diets_served", JSON),
            Column("has_passed", Boolean),
            Column("inspected_on", Date),
            Column("findings", String),
            Column("withdrawn_because", String),
            indexes=[
                ["lc_id", "label_key", "room_id"],
                ["nmo_id"],
                ["provider_id"],
                ["label_key", "room_id"],
            ],
        )
        self.openings = tables.add("room_openings", *_period_columns())
        self.blocks = tables.add("room_blocks", *_period_columns(), Column("reason", String))
        self.ratings = tables.add(
            "room_ratings",
            Column("room_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, primary_key=True),
            Column("rating", Integer, nullable=False),
        )

    @told(facts.ProviderRegistered)
    def keep_provider(self, tx: Connection, fact: Told) -> None:
        """Somebody offers beds."""
        upsert(tx, self.providers, fact.pick("provider_id"), fact.pick("person_id", "kind", *UNITS))

    @told(facts.RoomOffered)
    def keep_room(self, tx: Connection, fact: Told) -> None:
        """What the room is like."""
        values = {**fact.pick(*DESCRIPTION), "label_key": plain(fact["label"])}
        upsert(tx, self.rooms, fact.pick("room_id"), values)

    @told(facts.RoomInspected)
    def keep_inspection(self, tx: Connection, fact: Told) -> None:
        """Whether the committee found the room good enough."""
        values = {"has_passed": fact["passed"], **fact.pick("inspected_on", "findings")}
        upsert(tx, self.rooms, fact.pick("room_id"), values)

    @told(facts.RoomWithdrawn)
    def keep_withdrawal(self, tx: Connection, fact: Told) -> None:
        """The room is no longer offered."""
        values = {"withdrawn_because": fact["reason"]}
        upsert(tx, self.rooms, fact.pick("room_id"), values)

    @told(facts.RoomOpened)
    def keep_opening(self, tx: Connection, fact: Told) -> None:
        """The beds are available for a period."""
        period = {"start": fact["available_from"], "end": fact["available_to"]}
        upsert(tx, self.openings, {**fact.pick("room_id"), **period}, {})

    @told(facts.RoomBlocked)
    def keep_block(self, tx: Connection, fact: Told) -> None:
        """The provider needs the room for a period."""
        upsert(tx, self.blocks, fact.pick("room_id", "start", "end"), fact.pick("reason"))

    @told(facts.RoomUnblocked)
    def lift_block(self, tx: Connection, fact: Told) -> None:
        """The provider does not need the room then after all."""
        block = self.blocks.c
        is_lifted = [block[name] == fact[name] for name in ("room_id", "start", "end")]
        tx.execute(delete(self.blocks).where(*is_lifted))

    @told(facts.RoomRated)
    def keep_rating(self, tx: Connection, fact: Told) -> None:
        """The student's mark for the room."""
        upsert(tx, self.ratings, fact.pick("room_id", "exchange_id"), fact.pick("rating"))

    # -- questions -------------------------------------------------------------------------

    @staticmethod
    def periods(connection: Connection, table: Table, room_id: UUID) -> list[Row]:
        """The openings or the blocks of a room."""
        periods = select(table).where(table.c.room_id == room_id)
        return rows_of(connection, periods.order_by(table.c.start))

    def providers_of(self, lc_id: UUID, visible: ColumnElement[bool]) -> list[Row]:
        """Who offers beds to a committee."""
        providers = select(self.providers).where(self.providers.c.lc_id == lc_id, visible)
        with self.read() as connection:
            return rows_of(connection, providers.order_by(self.providers.c.provider_id))

    def provider(self, provider_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """Somebody who offers beds."""
        provider = select(self.providers).where(
            self.providers.c.provider_id == provider_id, visible
        )
        with self.read() as connection:
            return first_of(connection, provider)


def _period_columns() -> list[Column[object]]:
    return [
        Column("room_id", Uuid, primary_key=True),
        Column("start", Date, primary_key=True),
        Column("end", Date, primary_key=True),
    ]
