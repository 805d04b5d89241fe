"""Where does each exchange stand, and whose is it?"""

from dataclasses import dataclass
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
    or_,
    select,
    update,
)

from gateway.views.exchange_steps import PARTIES, STEPS, late_column
from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.versions import Versions
from gateway.views.words import LAST_CODE_POINT
from services.contracts import applications as facts
from services.eventlog.changes import Holds
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, change, replace, told, upsert

IDS = (*PARTIES, "contract_id", "conditions_id", "placement_id", "project_id")
TEXTS = ("number", "season", "programme", "stage", "reason", "reason_by", "month",
         "justification", "recognised_by")  # fmt: skip
NUMBERS = ("conditions_number", "weeks", "credits")
DAYS = ("due_on", "start", "end", "accept_by", "confirm_by", "arrive_on", "depart_on",
        "arrived_on", "started_on", "interrupted_on", "ended_on", "evaluate_by")  # fmt: skip
MOMENTS = ("stage_since", *(step.at for step in STEPS.values() if step.at))
LATE = tuple(late_column(deadline) for deadline in facts.DEADLINES)

AT_THE_END = date.max
BEFORE_ACCEPTANCE = ("placing", "placed")


@dataclass(frozen=True)
class ExchangeFilter:
    """Which exchanges are wanted; what is empty does not matter."""

    stages: tuple[str, ...] = ()
    month: str | None = None
    season: str | None = None
    number: str | None = None
    sending_nmo_id: UUID | None = None
    hosting_nmo_id: UUID | None = None
    hosting_lc_id: UUID | None = None
    student_id: UUID | None = None
    project_id: UUID | None = None
    late: tuple[str, ...] = ()


class Exchanges(Views):
    """One row for each exchange, and the projects that its student chose."""

    def __init__(self, tables: Tables, versions: Versions) -> None:
        self.exchanges = tables.add(
            "exchanges",
            Column("exchange_id", Uuid, primary_key=True),
            *(Column(name, Uuid) for name in IDS),
            *(Column(name, String) for name in TEXTS),
            *(Column(name, Integer) for name in NUMBERS),
            *(Column(name, Date) for name in DAYS),
            *(Column(name, Moment) for name in MOMENTS),
            *(Column(name, Boolean, nullable=False, default=False) for name in LATE),
            Column("is_unilateral", Boolean),
            Column("start_key", Date, nullable=False, default=AT_THE_END),
            indexes=[
                ["student_id"],
                ["sending_nmo_id", "season", "stage"],
                ["hosting_nmo_id", "season", "stage"],
                ["hosting_lc_id", "month", "start", "number"],
                ["month", "start", "number"],
                ["season", "stage", "accepted_at"],
                ["stage_since", "exchange_id"],
                ["start_key", "exchange_id"],
                ["number", "exchange_id"],
                ["placement_id"],
                ["project_id"],
            ],
        )
        self.choices = tables.add(
            "exchange_choices",
            Column("exchange_id", Uuid, primary_key=True),
            Column("rank", Integer, primary_key=True),
            Column("project_id", Uuid, nullable=False),
            Column("lc_id", Uuid, nullable=False),
            indexes=[["project_id"]],
        )
        self._versions = versions
        self.orders = {order.name: order for order in self._all_orders()}

    def _all_orders(self) -> list[Keyset]:
        exchange = self.exchanges.c
        return [
            Keyset("-stage_since", exchange.stage_since, exchange.exchange_id, is_descending=True),
            Keyset("number", exchange.number, exchange.exchange_id),
            Keyset("start", exchange.start_key, exchange.exchange_id),
            Keyset("-start", exchange.start_key, exchange.exchange_id, is_descending=True),
        ]

    # -- what is told ----------------------------------------------------------------------

    @told(*STEPS)
    def keep_step(self, tx: Connection, fact: Told) -> None:
        """How far the exchange has come, and with what."""
        step, key = STEPS[fact.fact], fact.pick("exchange_id")
        moves = bool(step.stage) and not step.only_from
        upsert(tx, self.exchanges, key, step.values(fact) | (step.standing(fact) if moves else {}))
        if step.only_from:
            change(tx, self.exchanges, key, step.standing(fact), Holds("stage", step.only_from))

    @told(facts.PlacementReleased)
    def lose_placement(self, tx: Connection, fact: Told) -> None:
        """The committee looks on, unless something else has happened meanwhile."""
        exchange = self.exchanges.c
        lost = update(self.exchanges).where(
            exchange.exchange_id == fact["exchange_id"],
            exchange.stage.in_(BEFORE_ACCEPTANCE),
            exchange.placement_id == fact["placement_id"],
        )
        standing = {"stage": "placing", "stage_since": fact.time}
        tx.execute(lost.values(standing | {"placement_id": None, "project_id": None}))

    @told(facts.ApplicationSubmitted)
    def keep_choices(self, tx: Connection, fact: Told) -> None:
        """The projects that the student wants; a form that is submitted again may change them."""
        replace(tx, self.choices, fact.pick("exchange_id"), fact["choices"])

    @told(facts.DeadlineMissed)
    def keep_late(self, tx: Connection, fact: Told) -> None:
        """The step that was due was not taken in time."""
        upsert(tx, self.exchanges, fact.pick("exchange_id"), {late_column(fact["deadline"]): True})

    # -- questions -------------------------------------------------------------------------

    def page(
        self,
        wanted: ExchangeFilter,
        visible: ColumnElement[bool],
        order: Keyset,
        after: Place | None,
        limit: int,
    ) -> list[Row]:
        """Exchanges that fit the filter."""
        found = self.selected().where(visible, *self.conditions(wanted))
        with self.read() as connection:
            return rows_of(connection, order.slice(found, after, limit))

    def by_stage(self, wanted: ExchangeFilter, visible: ColumnElement[bool]) -> dict[str, int]:
        """How many exchanges that fit the filter are at each stage."""
        exchange = self.exchanges.c
        counted = select(exchange.stage, func.count().label("exchanges")).where(
            visible, *self.conditions(wanted)
        )
        with self.read() as connection:
            rows = rows_of(connection, counted.group_by(exchange.stage))
        return {row["stage"]: row["exchanges"] for row in rows}

    def one(self, exchange_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """An exchange with its choices."""
        exchange = self.selected().where(self.exchanges.c.exchange_id == exchange_id, visible)
        choices = select(self.choices).where(self.choices.c.exchange_id == exchange_id)
        with self.read() as connection:
            row = first_of(connection, exchange)
            if row is None:
                return None
            ranked = rows_of(connection, choices.order_by(self.choices.c.rank))
        return {**row, "choices": ranked}

    def numbered(self, begin: str, visible: ColumnElement[bool], limit: int) -> list[Row]:
        """Exchanges whose number begins so."""
        number = self.exchanges.c.number
        found = self.selected().where(number >= begin, number < begin + LAST_CODE_POINT, visible)
        with self.read() as connection:
            return rows_of(connection, found.order_by(number).limit(limit))

    def is_visible(self, exchange_id: UUID, visible: ColumnElement[bool]) -> bool:
        """Whether there is such an exchange among those that are visible."""
        found = select(self.exchanges.c.exchange_id).where(
            self.exchanges.c.exchange_id == exchange_id, visible
        )
        with self.read() as connection:
            return connection.execute(found).first() is not None

    def selected(self) -> Select[Any]:
        """Exchanges with their version."""
        version = self._versions.subquery(self.exchanges.c.exchange_id)
        return select(self.exchanges, version.label("version"))

    def conditions(self, wanted: ExchangeFilter) -> list[ColumnElement[bool]]:
        """A filter as SQL conditions."""
        exchange = self.exchanges.c
        exact = ("month", "season", "number", *PARTIES, "project_id")
        found: list[ColumnElement[bool]] = [
            exchange[name] == getattr(wanted, name) for name in exact if getattr(wanted, name)
        ]
        if wanted.stages:
            found.append(exchange.stage.in_(wanted.stages))
        if wanted.late:
            found.append(or_(*(exchange[late_column(deadline)] for deadline in wanted.late)))
        return found
