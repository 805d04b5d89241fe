"""What is open in the exchanges: undecided placements, expected arrivals, taken capacity."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, String, Uuid, func, select

from services.contracts import applications as own
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert


class OpenEnds(Views):
    """Which placements end when, who should have arrived, how many students has a host?"""

    def __init__(self, tables: Tables) -> None:
        self.placements = tables.add(
            "undecided_placements_by_end",
            Column("placement_id", Uuid, primary_key=True),
            Column("until", Moment, nullable=False),
            indexes=[["until"]],
        )
        self.arrivals = tables.add(
            "expected_arrivals_by_start",
            Column("exchange_id", Uuid, primary_key=True),
            Column("start", Date, nullable=False),
            indexes=[["start"]],
        )
        self.incomings = tables.add(
            "incomings_by_host",
            Column("exchange_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
            Column("season", String(9), nullable=False),
            Column("has_committee", Boolean, nullable=False, default=False),
            indexes=[["nmo_id", "season"]],
        )

    @told(own.PlacementProposed)
    def keep_placement(self, tx: Connection, fact: Told) -> None:
        """Somebody has to decide before the holds run out."""
        upsert(tx, self.placements, key=fact.pick("placement_id"), values=fact.pick("until"))

    @told(own.CardOfAcceptanceIssued, own.PlacementReleased)
    def drop_placement(self, tx: Connection, fact: Told) -> None:
        """The placement is decided."""
        this = self.placements.c.placement_id == fact["placement_id"]
        tx.execute(self.placements.delete().where(this))

    @told(own.CardOfAcceptanceIssued)
    def expect_arrival(self, tx: Connection, fact: Told) -> None:
        """The student is expected."""
        upsert(tx, self.arrivals, key=fact.pick("exchange_id"), values=fact.pick("start"))

    @told(own.StudentArrived, own.NoShowDeclared, own.ExchangeCancelled)
    def expect_no_more(self, tx: Connection, fact: Told) -> None:
        """The student is there, or will not come."""
        this = self.arrivals.c.exchange_id == fact["exchange_id"]
        tx.execute(self.arrivals.delete().where(this))

    @told(own.ApplicationFormAssigned)
    def keep_exchange(self, tx: Connection, fact: Told) -> None:
        """Remember which host and season the exchange is for."""
        values = {"nmo_id": fact["hosting_nmo_id"], "season": fact["season"]}
        upsert(tx, self.incomings, key=fact.pick("exchange_id"), values=values)

    @told(own.AssignedToCommittee)
    def take_capacity(self, tx: Connection, fact: Told) -> None:
        """The host looks after one more student."""
        self._count(tx, fact, has_committee=True)

    @told(
        own.ApplicationReturned,
        own.ApplicationRejected,
        own.ExchangeCancelled,
        own.NoShowDeclared,
    )
    def give_capacity_back(self, tx: Connection, fact: Told) -> None:
        """The host looks after one student less."""
        self._count(tx, fact, has_committee=False)

    def _count(self, tx: Connection, fact: Told, *, has_committee: bool) -> None:
        this = self.incomings.c.exchange_id == fact["exchange_id"]
        tx.execute(self.incomings.update().where(this).values(has_committee=has_committee))

    def placements_ending_by(self, moment: datetime) -> list[UUID]:
        """The undecided placements whose holds have run out."""
        table = self.placements.c
        query = select(table.placement_id).where(table.until <= moment).order_by(table.until)
        with self.read() as connection:
            return list(connection.scalars(query))

    def expected_before(self, day: date) -> list[UUID]:
        """The exchanges that should have begun before a day, and whose student is not there."""
        table = self.arrivals.c
        query = select(table.exchange_id).where(table.start < day).order_by(table.start)
        with self.read() as connection:
            return list(connection.scalars(query))

    def incomings_of(self, nmo_id: UUID, season: str, without: UUID) -> int:
        """How many other students of the season the host has given to its committees.

        The view may be a moment behind, so two students can both get the last place.
        """
        table = self.incomings.c
        query = select(func.count()).where(
            table.nmo_id == nmo_id,
            table.season == season,
            table.has_committee.is_(True),
            table.exchange_id != without,
        )
        with self.read() as connection:
            return connection.scalar(query) or 0
