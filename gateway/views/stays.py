"""Who sleeps in which bed, and when?"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    String,
    Uuid,
    select,
)

from gateway.views.keyset import Row, rows_of
from services.contracts import housing as facts
from services.contracts.fact import Fact
from services.eventlog.changes import HoldsMore
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, change, told, upsert

STATES: dict[type[Fact], str] = {
    facts.BedHeld: "held",
    facts.BedBooked: "booked",
    facts.KeysHandedOver: "occupied",
    facts.StayEnded: "ended",
    facts.BedReleased: "released",
    facts.BedRefused: "refused",
}
TAKEN = ("held", "booked", "occupied", "ended")
PROMISED = ("held", "booked", "occupied")
SURE = ("booked", "occupied", "ended")
ONE_DAY = timedelta(days=1)


class Stays(Views):
    """The bed of each placement, from the day it was held to the day it was left."""

    def __init__(self, tables: Tables) -> None:
        self.stays = tables.add(
            "stays",
            Column("placement_id", Uuid, primary_key=True),
            Column("room_id", Uuid, nullable=False),
            Column("exchange_id", Uuid, nullable=False),
            Column("bed", Integer),
            Column("start", Date),
            Column("end", Date),
            Column("until", Moment),
            Column("state", String(20), nullable=False),
            Column("reason", String, nullable=False),
            indexes=[["room_id", "start"], ["exchange_id"]],
        )

    @told(*STATES)
    def keep_stay(self, tx: Connection, fact: Told) -> None:
        """What has become of a placement's bed."""
        values = {**fact.pick("room_id", "exchange_id"), "state": STATES[fact.fact]}
        values["reason"] = fact.data.get("reason", "")
        if fact.fact is facts.BedHeld:
            values |= fact.pick("bed", "start", "end", "until")
        upsert(tx, self.stays, fact.pick("placement_id"), values)

    @told(facts.KeysHandedOver)
    def begin_early(self, tx: Connection, fact: Told) -> None:
        """A student who comes before the first day takes the bed from then on."""
        first = {"start": fact["handed_over_on"]}
        change(tx, self.stays, fact.pick("placement_id"), first, HoldsMore("start"))

    @told(facts.StayEnded)
    def end_early(self, tx: Connection, fact: Told) -> None:
        """From the day on which the student leaves, the bed is free."""
        last = {"end": fact["ended_on"] - ONE_DAY}
        change(tx, self.stays, fact.pick("placement_id"), last, HoldsMore("end"))

    # -- questions -------------------------------------------------------------------------

    def takes_bed(self, start: date, end: date) -> ColumnElement[bool]:
        """The condition that a stay keeps its bed from being free on a day of the period."""
        stay = self.stays.c
        return stay.state.in_(TAKEN) & (stay.start <= end) & (stay.end >= start)

    def room_of(self, exchange_id: UUID) -> UUID | None:
        """The room in which the student of an exchange sleeps, once that is sure."""
        stay = self.stays.c
        sure = select(stay.room_id).where(stay.exchange_id == exchange_id, stay.state.in_(SURE))
        with self.read() as connection:
            room_id: UUID | None = connection.execute(sure.order_by(stay.start.desc())).scalar()
        return room_id

    def calendar(self, connection: Connection, room_id: UUID) -> list[Row]:
        """The stays in a room, by their first day."""
        stay = self.stays.c
        stays = select(self.stays).where(stay.room_id == room_id, stay.state.in_(TAKEN))
        return rows_of(connection, stays.order_by(stay.start, stay.bed))
