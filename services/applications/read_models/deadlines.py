"""Which deadlines must be looked at, and when next."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Date, String, Uuid, and_, func, select

from services.applications.domain.deadline import next_look
from services.applications.domain.stage import DeadlineName
from services.contracts import applications as own
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

ALL = tuple(DeadlineName)
SETTLED_BY: dict[type[Fact], tuple[DeadlineName, ...]] = {
    own.ApplicationSubmitted: (DeadlineName.SUBMISSION,),
    own.ApplicationReturned: (DeadlineName.ACCEPTANCE,),
    own.ApplicationRejected: ALL,
    own.CardOfAcceptanceIssued: (DeadlineName.ACCEPTANCE,),
    own.CardOfConfirmationSubmitted: (DeadlineName.CONFIRMATION,),
    own.StudentArrived: (DeadlineName.CONFIRMATION,),
    own.NoShowDeclared: ALL,
    own.ExchangeCancelled: ALL,
    own.EvaluationSubmitted: (DeadlineName.EVALUATION,),
    own.CertificateRefused: ALL,
}


class DueDeadline(NamedTuple):
    """A deadline to look at."""

    exchange_id: UUID
    deadline: DeadlineName
    due_on: date


class DeadlinesDue(Views):
    """Which deadlines are near or past, and were not looked at since?

    ``first_look`` is the first warning's day, ``look_on`` the day after the last look (none:
    there was no look yet). A row that is opened again keeps its last look.
    """

    def __init__(self, tables: Tables) -> None:
        self.deadlines = tables.add(
            "deadlines_by_look",
            Column("exchange_id", Uuid, primary_key=True),
            Column("deadline", String(20), primary_key=True),
            Column("due_on", Date, primary_key=True),
            Column("first_look", Date, nullable=False),
            Column("look_on", Date),
            Column("is_open", Boolean, nullable=False),
            indexes=[["first_look"]],
        )
        self.evaluated = tables.add("evaluated", Column("exchange_id", Uuid, primary_key=True))

    @told(own.ApplicationFormAssigned)
    def await_submission(self, tx: Connection, fact: Told) -> None:
        """The student has to submit the form."""
        self._open(tx, fact, DeadlineName.SUBMISSION, "due_on")

    @told(own.ApplicationForwarded)
    def await_acceptance(self, tx: Connection, fact: Told) -> None:
        """The host has to issue the card of acceptance."""
        self._open(tx, fact, DeadlineName.ACCEPTANCE, "accept_by")

    @told(own.CardOfAcceptanceIssued)
    def await_confirmation(self, tx: Connection, fact: Told) -> None:
        """The student has to confirm."""
        self._open(tx, fact, DeadlineName.CONFIRMATION, "confirm_by")

    @told(own.EvaluationSubmitted)
    def keep_evaluated(self, tx: Connection, fact: Told) -> None:
        """An evaluation may come before the end of the work."""
        upsert(tx, self.evaluated, key=fact.pick("exchange_id"), values={})

    @told(own.ProjectEnded)
    def await_evaluation(self, tx: Connection, fact: Told) -> None:
        """The student has to evaluate, unless it is done already."""
        this = self.evaluated.c.exchange_id == fact["exchange_id"]
        if tx.scalar(select(self.evaluated).where(this)) is None:
            self._open(tx, fact, DeadlineName.EVALUATION, "evaluate_by")

    def _open(self, tx: Connection, fact: Told, deadline: DeadlineName, field: str) -> None:
        due_on = fact[field]
        key = {**fact.pick("exchange_id"), "deadline": deadline, "due_on": due_on}
        values = {"first_look": next_look(deadline, due_on), "is_open": True}
        upsert(tx, self.deadlines, key=key, values=values)

    @told(*SETTLED_BY)
    def settle(self, tx: Connection, fact: Told) -> None:
        """The step is taken, or will not be taken any more."""
        table = self.deadlines.c
        these = and_(
            table.exchange_id == fact["exchange_id"],
            table.deadline.in_(SETTLED_BY[fact.fact]),
        )
        tx.execute(self.deadlines.update().where(these).values(is_open=False))

    @told(own.DeadlineApproaching)
    def keep_warning(self, tx: Connection, fact: Told) -> None:
        """Look again when the next warning is due."""
        deadline = DeadlineName(fact["deadline"])
        self._look_again_on(tx, fact, next_look(deadline, fact["due_on"], fact["days_left"]))

    @told(own.DeadlineMissed)
    def keep_miss(self, tx: Connection, fact: Told) -> None:
        """There is nothing more to say."""
        self._look_again_on(tx, fact, date.max)

    def _look_again_on(self, tx: Connection, fact: Told, day: date) -> None:
        table = self.deadlines.c
        this = and_(
            table.exchange_id == fact["exchange_id"],
            table.deadline == fact["deadline"],
            table.due_on == fact["due_on"],
        )
        tx.execute(self.deadlines.update().where(this).values(look_on=day))

    def deadlines_to_look_at(self, today: date) -> list[DueDeadline]:
        """The deadlines of steps still to be taken that want a warning, or have passed."""
        table = self.deadlines.c
        is_due = func.coalesce(table.look_on, table.first_look) <= today
        query = select(table.exchange_id, table.deadline, table.due_on).where(
            table.is_open.is_(True), is_due
        )
        with self.read() as connection:
            rows = connection.execute(query).all()
        return [DueDeadline(row[0], DeadlineName(row[1]), row[2]) for row in rows]
