"""Which contact persons does a committee have, and who is free?"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Select,
    String,
    Uuid,
    func,
    select,
    update,
)

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.periods import Period, busiest
from gateway.views.versions import Versions
from services.contracts import housing as facts
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert

UNITS = ("lc_id", "nmo_id")

DUTIES: dict[type[Fact], str] = {
    facts.ContactPersonHeld: "held",
    facts.ContactPersonAssigned: "assigned",
    facts.ContactPersonReleased: "released",
    facts.ContactPersonRefused: "refused",
}
ACTIVE = ("held", "assigned")


class ContactPersons(Views):
    """The roster, and what each contact person has taken on."""

    def __init__(self, tables: Tables, versions: Versions) -> None:
        self.contact_persons = tables.add(
            "contact_persons",
            Column("contact_person_id", Uuid, primary_key=True),
            Column("person_id", Uuid),
            *(Column(name, Uuid, nullable=False) for name in UNITS),
            Column("load_limit", Integer),
            Column("has_retired", Boolean, nullable=False, default=False),
            indexes=[["lc_id", "contact_person_id"], ["nmo_id"], ["person_id"]],
        )
        self.duties = tables.add(
            "duties",
            Column("placement_id", Uuid, primary_key=True),
            Column("contact_person_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("person_id", Uuid),
            Column("start", Date),
            Column("end", Date),
            Column("until", Moment),
            Column("state", String(20)),
            Column("reason", String, nullable=False, default=""),
            Column("is_backup", Boolean, nullable=False, default=False),
            indexes=[["contact_person_id", "state"], ["exchange_id"], ["person_id", "state"]],
        )
        self._versions = versions
        self.by_id = Keyset(
            "id", self.contact_persons.c.lc_id, self.contact_persons.c.contact_person_id
        )

    @told(facts.ContactPersonEnrolled)
    def keep_enrolment(self, tx: Connection, fact: Told) -> None:
        """A local student takes care of students, also again after having retired."""
        values = fact.pick("person_id", *UNITS, "load_limit") | {"has_retired": False}
        upsert(tx, self.contact_persons, fact.pick("contact_person_id"), values)

    @told(facts.ContactPersonLoadLimitSet)
    def keep_load_limit(self, tx: Connection, fact: Told) -> None:
        """So many students at a time from now on."""
        values = fact.pick(*UNITS, "load_limit")
        upsert(tx, self.contact_persons, fact.pick("contact_person_id"), values)

    @told(facts.ContactPersonRetired)
    def keep_retirement(self, tx: Connection, fact: Told) -> None:
        """No more students from now on."""
        values = fact.pick(*UNITS) | {"has_retired": True}
        upsert(tx, self.contact_persons, fact.pick("contact_person_id"), values)

    @told(*DUTIES)
    def keep_duty(self, tx: Connection, fact: Told) -> None:
        """What has become of a contact person's part in a placement."""
        values = {**fact.pick("exchange_id"), "state": DUTIES[fact.fact]}
        values["reason"] = fact.data.get("reason", "")
        if fact.fact is not facts.ContactPersonRefused:
            values |= fact.pick("person_id")
        if fact.fact is facts.ContactPersonHeld:
            values |= fact.pick("start", "end", "until")
        upsert(tx, self.duties, fact.pick("placement_id", "contact_person_id"), values)
        if fact.fact is facts.ContactPersonReleased and values["reason"] != facts.HANDED_OVER:
            self._relieve_backup(tx, fact)

    @told(facts.BackupContactNamed)
    def keep_backup(self, tx: Connection, fact: Told) -> None:
        """Who steps in, and nobody else does; that counts nothing towards the load."""
        self._relieve_backup(tx, fact)
        values = fact.pick("exchange_id", "person_id") | {"is_backup": True}
        upsert(tx, self.duties, fact.pick("placement_id", "contact_person_id"), values)

    def _relieve_backup(self, tx: Connection, fact: Told) -> None:
        duty = self.duties.c
        stepping_in = (duty.placement_id == fact["placement_id"]) & duty.is_backup
        tx.execute(update(self.duties).where(stepping_in).values(is_backup=False))

    # -- questions -------------------------------------------------------------------------

    def page(
        self,
        lc_id: UUID | None,
        visible: ColumnElement[bool],
        today: date,
        after: Place | None,
        limit: int,
    ) -> list[Row]:
        """The roster with the students that each has today or is to have."""
        roster = self._listed(today).where(visible)
        if lc_id:
            roster = roster.where(self.contact_persons.c.lc_id == lc_id)
        with self.read() as connection:
            return rows_of(connection, self.by_id.slice(roster, after, limit))

    def one(self, contact_person_id: UUID, visible: ColumnElement[bool], today: date) -> Row | None:
        """A contact person with all duties that are not over."""
        person = self.contact_persons.c.contact_person_id
        duty = self.duties.c
        duties = select(self.duties).where(
            duty.contact_person_id == contact_person_id, self._counts() | duty.is_backup
        )
        with self.read() as connection:
            row = first_of(
                connection, self._listed(today).where(person == contact_person_id, visible)
            )
            if row is None:
                return None
            return {**row, "duties": rows_of(connection, duties.order_by(duty.start))}

    def of_exchange(self, exchange_id: UUID) -> list[Row]:
        """Who takes care of the student of an exchange; who only steps in comes last."""
        duty = self.duties.c
        taken = select(self.duties).where(
            duty.exchange_id == exchange_id,
            (duty.state == "assigned") | duty.is_backup,
            duty.person_id.is_not(None),
        )
        with self.read() as connection:
            return rows_of(connection, taken.order_by(duty.is_backup, duty.contact_person_id))

    def entry(self, contact_person_id: UUID) -> Row | None:
        """Who a contact person is, and of which committee."""
        people = self.contact_persons
        found = select(people).where(people.c.contact_person_id == contact_person_id)
        with self.read() as connection:
            return first_of(connection, found)

    def free(
        self, lc_id: UUID, start: date, end: date, visible: ColumnElement[bool], today: date
    ) -> list[Row]:
        """The committee's contact persons who can take one more for the whole period."""
        people = self.contact_persons.c
        roster = self._listed(today).where(people.lc_id == lc_id, ~people.has_retired, visible)
        with self.read() as connection:
            rows = rows_of(connection, roster.order_by(people.contact_person_id))
            busy = self._periods(connection, [row["contact_person_id"] for row in rows])
        with_load = [
            {**row, "busiest": busiest(busy[row["contact_person_id"]], start, end)} for row in rows
        ]
        free = [row for row in with_load if row["busiest"] < row["load_limit"]]
        return sorted(free, key=lambda row: row["busiest"])

    def _listed(self, today: date) -> Select[Any]:
        duty, people = self.duties.c, self.contact_persons.c
        students = select(func.count()).where(
            duty.contact_person_id == people.contact_person_id, self._counts(), duty.end >= today
        )
        return select(
            self.contact_persons,
            students.scalar_subquery().label("students"),
            self._versions.subquery(people.contact_person_id).label("version"),
        )

    def _counts(self) -> ColumnElement[bool]:
        return self.duties.c.state.in_(ACTIVE)

    def _periods(self, connection: Connection, ids: Iterable[UUID]) -> dict[UUID, list[Period]]:
        periods: dict[UUID, list[Period]] = {contact_person: [] for contact_person in ids}
        duty = self.duties.c
        taken = select(duty.contact_person_id, duty.start, duty.end).where(
            duty.contact_person_id.in_(periods), self._counts()
        )
        for contact_person_id, start, end in connection.execute(taken):
            periods[contact_person_id].append((start, end))
        return periods
