"""How many places does a project have left, month by month, and which are taken?"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    String,
    Uuid,
    select,
)

from gateway.views.keyset import Row, rows_of
from gateway.views.periods import Period, busiest, days_of, months_between
from gateway.views.projects import Projects
from services.contracts import projects as facts
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, told_together, upsert

STATES: dict[type[Fact], str] = {
    facts.SlotHeld: "held",
    facts.MentorConfirmed: "confirmed",
    facts.SlotBooked: "booked",
    facts.MentorDeclined: "declined",
    facts.SlotReleased: "released",
    facts.SlotRefused: "refused",
}
TAKEN = ("held", "confirmed", "booked")
CONFIRMED = ("confirmed", "booked")
NUMBERS = ("places", "taken", "left")


class Slots(Views):
    """The mentor slots of placements, and what they leave of each month's places.

    What is left is counted again whenever slots change, because lists are sorted by it.
    """

    def __init__(self, tables: Tables, projects: Projects) -> None:
        self._projects = projects
        self.slots = tables.add(
            "mentor_slots",
            Column("placement_id", Uuid, primary_key=True),
            Column("project_id", Uuid),
            Column("exchange_id", Uuid),
            Column("mentor_id", Uuid),
            Column("mentor_person_id", Uuid),
            Column("start", Date),
            Column("end", Date),
            Column("until", Moment),
            Column("state", String(20)),
            Column("reason", String),
            indexes=[["project_id"], ["exchange_id"], ["mentor_person_id"]],
        )
        self.months = tables.add(
            "project_months",
            Column("project_id", Uuid, primary_key=True),
            Column("month", String(7), primary_key=True),
            Column("places", Integer, nullable=False),
            Column("taken", Integer, nullable=False, default=0),
            Column("left", Integer, nullable=False, default=0),
            indexes=[["project_id", "left", "month"]],
        )

    @told(facts.PlacesOpened)
    def keep_places(self, tx: Connection, fact: Told) -> None:
        """So many students at a time in that month."""
        upsert(tx, self.months, fact.pick("project_id", "month"), fact.pick("places"))

    @told(*STATES)
    def keep_slot(self, tx: Connection, fact: Told) -> None:
        """What has become of a placement's slot."""
        names = ("project_id", "exchange_id", "mentor_id", "mentor_person_id")
        values = {name: fact[name] for name in names if name in fact.data}
        if fact.fact is facts.SlotHeld:
            values |= fact.pick("start", "end", "until")
        values |= {"state": STATES[fact.fact], "reason": fact.data.get("reason", "")}
        upsert(tx, self.slots, fact.pick("placement_id"), values)

    @told_together(facts.PlacesOpened, *STATES)
    def count(self, tx: Connection, happened: Sequence[Told]) -> None:
        """What the slots leave of each month's places, in the projects that these are about."""
        projects = list({fact["project_id"] for fact in happened})
        taken = self._taken(tx, projects)
        for project_id, months in self.months_of(tx, projects).items():
            counted = [_counted(month, taken[project_id]) for month in months]
            for month in counted:
                key = {"project_id": project_id, "month": month["month"]}
                upsert(tx, self.months, key, {name: month[name] for name in NUMBERS})
            self._projects.keep_months(tx, project_id, counted)

    def _taken(self, tx: Connection, projects: Iterable[UUID]) -> dict[UUID, list[Period]]:
        """The periods for which places of these projects are taken."""
        periods: dict[UUID, list[Period]] = {project: [] for project in projects}
        slots = self.slots.c
        taken = select(slots.project_id, slots.start, slots.end).where(
            slots.project_id.in_(periods), slots.state.in_(TAKEN), slots.start.is_not(None)
        )
        for project_id, start, end in tx.execute(taken):
            periods[project_id].append((start, end))
        return periods

    # -- questions -------------------------------------------------------------------------

    def months_of(self, connection: Connection, projects: list[UUID]) -> dict[UUID, list[Row]]:
        """The months of each of these projects, with the places open, taken and left."""
        months = select(self.months).where(self.months.c.project_id.in_(projects))
        by_project: dict[UUID, list[Row]] = {project: [] for project in projects}
        for row in rows_of(connection, months.order_by(self.months.c.month)):
            by_project[row["project_id"]].append(row)
        return by_project

    def left_between(
        self, connection: Connection, projects: list[UUID], start: date, end: date
    ) -> dict[UUID, int]:
        """How many places each project has left on the fullest day of a period.

        It is counted day by day: two stays one after the other take one place, not two.
        """
        months = self.months_of(connection, projects)
        taken = self._taken(connection, projects)
        return {
            project: min(
                _left(months[project], taken[project], _within(month, start, end))
                for month in months_between(start, end)
            )
            for project in projects
        }


def _counted(month: Row, periods: list[Period]) -> Row:
    """A month with what is taken and left of its places, as lists show it."""
    name, places = month["month"], month["places"]
    taken = busiest(periods, *days_of(name))
    return {"month": name, "places": places, "taken": taken, "left": max(places - taken, 0)}


def _within(month: str, start: date, end: date) -> Period:
    first, last = days_of(month)
    return max(first, start), min(last, end)


def _left(months: list[Row], periods: list[Period], window: Period) -> int:
    places = {row["month"]: row["places"] for row in months}
    return int(places.get(f"{window[0]:%Y-%m}", 0)) - busiest(periods, *window)
