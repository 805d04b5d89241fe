"""What was written down about the weeks of work: attendance, diary, appraisals?"""

from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Integer,
    String,
    Uuid,
    select,
)

from gateway.views.keyset import Row, first_of, rows_of
from services.contracts import applications as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert


class Logbook(Views):
    """The logbook of each exchange: a row for its totals, and a row for each day."""

    def __init__(self, tables: Tables) -> None:
        self.logbooks = tables.add(
            "logbooks",
            Column("exchange_id", Uuid, primary_key=True),
            Column("working_days", Integer),
            Column("present_days", Integer),
            Column("may_still_miss", Integer),
            Column("countersigned_up_to", Date),
            Column("mid_score", Integer),
            Column("end_score", Integer),
            Column("objectives", JSON),
            Column("outcome", String(20)),
        )
        self.days = tables.add(
            "logbook_days",
            Column("exchange_id", Uuid, primary_key=True),
            Column("day", Date, primary_key=True),
            Column("attendance", String(20)),
            Column("diary_document_id", Uuid),
        )

    @told(facts.ProjectStarted)
    def keep_beginning(self, tx: Connection, fact: Told) -> None:
        """The work has begun: so many days are to be attended."""
        upsert(tx, self.logbooks, fact.pick("exchange_id"), fact.pick("working_days"))

    @told(facts.AttendanceRecorded)
    def keep_attendance(self, tx: Connection, fact: Told) -> None:
        """What became of a day, and what that means for the whole."""
        upsert(tx, self.days, fact.pick("exchange_id", "day"), fact.pick("attendance"))
        totals = fact.pick("working_days", "present_days", "may_still_miss")
        upsert(tx, self.logbooks, fact.pick("exchange_id"), totals)

    @told(facts.AttendanceCountersigned)
    def keep_countersignature(self, tx: Connection, fact: Told) -> None:
        """The mentor vouches for the days up to this one."""
        values = {"countersigned_up_to": fact["up_to"]}
        upsert(tx, self.logbooks, fact.pick("exchange_id"), values)

    @told(facts.DiaryWritten)
    def keep_diary(self, tx: Connection, fact: Told) -> None:
        """Where the text about a day lies in the vault."""
        values = {"diary_document_id": fact["document_id"]}
        upsert(tx, self.days, fact.pick("exchange_id", "day"), values)

    @told(facts.MidAppraisalSigned)
    def keep_mid_appraisal(self, tx: Connection, fact: Told) -> None:
        """The mentor's mark at half-way."""
        upsert(tx, self.logbooks, fact.pick("exchange_id"), {"mid_score": fact["score"]})

    @told(facts.EndAppraisalSigned)
    def keep_end_appraisal(self, tx: Connection, fact: Told) -> None:
        """The mentor's mark at the end, what was learned and what came of it."""
        values = {"end_score": fact["score"], **fact.pick("objectives", "outcome")}
        upsert(tx, self.logbooks, fact.pick("exchange_id"), values)

    # -- questions -------------------------------------------------------------------------

    def of(self, exchange_id: UUID) -> Row | None:
        """The logbook of an exchange; None before the work has begun."""
        logbook = select(self.logbooks).where(self.logbooks.c.exchange_id == exchange_id)
        days = select(self.days).where(self.days.c.exchange_id == exchange_id)
        with self.read() as connection:
            row = first_of(connection, logbook)
            if row is None:
                return None
            return {**row, "days": rows_of(connection, days.order_by(self.days.c.day))}
