"""The base of a service's application: one method per use case, one transaction per command.

A use case runs in a *unit of work*: it loads aggregates, tells them what to do, and returns.
What was changed is then appended in one transaction, with who and why. When somebody else
was faster, the use case is run again on fresh aggregates.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from eventsourcing.domain import Aggregate
from eventsourcing.persistence import IntegrityError, Tracking
from sqlalchemy import Engine

from services.contracts.errors import (
    Busy,
    CommandIdReused,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from services.contracts.roles import PERSONAL_ROLES, SYSTEM, Actor, Role
from services.eventlog.log import EventLog
from services.eventlog.records import Context, HandledCommand
from services.hosting.clock import Clock
from services.hosting.commands import Command, Order, WhoMay, digest, load
from services.hosting.wire import from_wire, to_wire

A = TypeVar("A", bound=Aggregate)

ATTEMPTS = 10


@dataclass
class UnitOfWork:
    """What one command (or reaction) has loaded and will save."""

    actor: Actor
    context: Context
    name: str
    by: WhoMay = field(default_factory=dict)
    expected_version: int | None = None
    loaded: dict[UUID, Aggregate] = field(default_factory=dict)
    is_permitted: bool = False


@dataclass(frozen=True)
class Tools:
    """What a home gives to a service's application."""

    log: EventLog
    views: Callable[[], Any]
    engine: Engine
    clock: Clock
    new_id: Callable[[], UUID]
    settings: dict[str, Any]
    ask: Callable[[str, str, dict[str, Any]], Any]


class UseCases:
    """The use cases of a service; subclasses add a method for each command and query."""

    name: ClassVar[str]

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self._unit: ContextVar[UnitOfWork] = ContextVar(f"{self.name}_unit_of_work")
        self.prepare()

    def prepare(self) -> None:
        """Set up what the service keeps beside log and views; called once at the start."""

    def act_on_time(self) -> None:
        """Do what the clock demands; called regularly, outside a unit of work."""

    # -- what use cases call ---------------------------------------------------------------

    @property
    def actor(self) -> Actor:
        """Who sends the present command."""
        return self._unit.get().actor

    @property
    def command_id(self) -> str:
        """The id that the sender gave to the present command, the same when it is repeated."""
        return self._unit.get().context.command_id

    @property
    def views(self) -> Any:
        """This service's live views."""
        return self.tools.views()

    def now(self) -> datetime:
        """The present instant by the home's clock."""
        return self.tools.clock.now()

    def today(self) -> date:
        """The present day (UTC) by the home's clock."""
        return self.now().date()

    def new_id(self) -> UUID:
        """A fresh id."""
        return self.tools.new_id()

    def find(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """The aggregate, or None when there is none of that kind with this id."""
        unit = self._unit.get()
        aggregate = unit.loaded.get(aggregate_id) or self.tools.log.load(aggregate_id)
        if not isinstance(aggregate, kind):
            return None
        unit.loaded[aggregate_id] = aggregate
        return aggregate

    def get(self, kind: type[A], aggregate_id: UUID) -> A:
        """The aggregate. Raises NotFound."""
        aggregate = self.find(kind, aggregate_id)
        if aggregate is None:
            raise NotFound(what=_words(kind.__name__), id=aggregate_id)
        return aggregate

    also = get

    def change(self, kind: type[A], aggregate_id: UUID, **units: Any) -> A:
        """The aggregate that the command is about: permission and version are checked.

        ``units`` are what ``permit`` cannot read from the aggregate itself.
        Raises NotFound, NotPermitted, StaleVersion.
        """
        aggregate = self.get(kind, aggregate_id)
        self.permit(aggregate, **units)
        expected = self._unit.get().expected_version
        if expected is not None and expected != aggregate.version:
            raise StaleVersion(current=aggregate.version)
        return aggregate

    def add(self, aggregate: A) -> A:
        """A new aggregate, saved with the command."""
        self._unit.get().loaded[aggregate.id] = aggregate
        return aggregate

    def permit(self, source: Aggregate | None = None, **units: Any) -> None:
        """Check that the actor holds one of the command's roles for its unit, today.

        Units are looked up among ``units`` first, then among the source's attributes.
        Raises NotPermitted.
        """
        unit = self._unit.get()
        unit.is_permitted = True
        if unit.actor.is_system:
            return
        for role, attribute in unit.by.items():
            of = (
                None
                if attribute is None
                else units.get(attribute, getattr(source, attribute, None))
            )
            if self._holds(role, of):
                return
        raise NotPermitted(command=unit.name, roles=", ".join(sorted(unit.by)))

    def _holds(self, role: Role, of: UUID | None) -> bool:
        actor = self._unit.get().actor
        if role in PERSONAL_ROLES:
            return of is not None and of == actor.person_id
        return any(grant.holds(role, of, self.today()) for grant in actor.grants)

    # -- running commands, queries and reactions ---------------------------------------------

    def handle(self, command: type[Command], order: Order) -> dict[str, Any]:
        """Carry a command out once; its answer. Raises Refusal, and then nothing has changed."""
        data = load(command, order.data)
        asked = digest(command, order.data)
        known = self._answer_given(order.command_id, asked)
        return known or self._retrying(
            lambda: self._carry_out(command, order, data, asked),
            settled=lambda: self._answer_given(order.command_id, asked),
        )

    def ask(self, query: type[Command], order: Order) -> Any:
        """Answer a query. What it appends (a recorded look) is saved; the answer is not."""
        data = load(query, order.data)
        return self._retrying(lambda: self._answer(query, order, data), settled=lambda: None)

    def react(
        self, run: Callable[[], None], context: Context, actor: Actor, mark: Tracking
    ) -> None:
        """Run reactions to one fact; effects and the mark are saved in one transaction."""

        def attempt() -> bool:
            with self._unit_of_work(
                UnitOfWork(actor, context, "reaction", is_permitted=True)
            ) as unit:
                run()
            self._append(unit, tracking=mark)
            return True

        def settled() -> bool | None:
            done = self.tools.log.recorder.has_tracking_id(
                mark.application_name, mark.notification_id
            )
            return True if done else None

        self._retrying(attempt, settled)

    def by_itself(self, name: str, run: Callable[[], Any]) -> None:
        """Run something as the service's own command, for example what the clock demands.

        One transaction; run again on fresh aggregates when somebody else was faster.
        """
        command_id = str(self.tools.new_id())
        context = Context(SYSTEM.name, command_id, "", command_id)

        def attempt() -> bool:
            with self._unit_of_work(UnitOfWork(SYSTEM, context, name, is_permitted=True)) as unit:
                run()
            self._append(unit)
            return True

        self._retrying(attempt, settled=lambda: None)

    def _retrying(self, attempt: Callable[[], Any], settled: Callable[[], Any]) -> Any:
        for _ in range(ATTEMPTS):
            try:
                return attempt()
            except IntegrityError:
                if (outcome := settled()) is not None:
                    return outcome
        raise Busy

    def _carry_out(
        self, command: type[Command], order: Order, data: dict[str, Any], asked: str
    ) -> dict[str, Any]:
        with self._unit_of_work(_unit_for(command, order)) as unit:
            answer = to_wire(_answer_of(getattr(self, unit.name)(**data)))
        self._must_be_permitted(unit)
        handled = HandledCommand(order.command_id, asked, answer) if order.command_id else None
        position = self._append(unit, handled=handled)
        return {**from_wire(answer), "position": position}

    def _answer(self, query: type[Command], order: Order, data: dict[str, Any]) -> Any:
        with self._unit_of_work(_unit_for(query, order)) as unit:
            answer = getattr(self, unit.name)(**data)
        self._must_be_permitted(unit)
        self._append(unit)
        return from_wire(to_wire(answer))

    @contextmanager
    def _unit_of_work(self, unit: UnitOfWork) -> Iterator[UnitOfWork]:
        token = self._unit.set(unit)
        try:
            yield unit
        finally:
            self._unit.reset(token)

    @staticmethod
    def _must_be_permitted(unit: UnitOfWork) -> None:
        if not unit.is_permitted:
            raise AssertionError(f"{unit.name} never asked whether the actor may do this")

    def _append(
        self,
        unit: UnitOfWork,
        tracking: Tracking | None = None,
        handled: HandledCommand | None = None,
    ) -> int:
        position = self.tools.log.append(
            unit.loaded.values(),
            context=unit.context,
            recorded_at=self.now(),
            tracking=tracking,
            handled=handled,
        )
        return position or self.tools.log.recorder.max_notification_id() or 0

    def _answer_given(self, command_id: str, asked: str) -> dict[str, Any] | None:
        """The answer that was given to this command, if it was carried out before."""
        known = self.tools.log.recorder.handled_command(command_id) if command_id else None
        if known is None:
            return None
        if known.digest != asked:
            raise CommandIdReused
        position = self.tools.log.recorder.max_notification_id() or 0
        return {**from_wire(known.answer), "position": position}


def _unit_named(attribute: str | None, units: dict[str, Any], source: Aggregate | None) -> Any:
    """Which unit or person a role must be held for; None for the whole programme."""
    if attribute is None:
        return None
    return units.get(attribute, getattr(source, attribute, None))


def _unit_for(command: type[Command], order: Order) -> UnitOfWork:
    context = Context(order.actor.name, order.correlation_id, order.causation_id, order.command_id)
    return UnitOfWork(
        order.actor, context, command.command_name(), command.by, order.expected_version
    )


def _answer_of(result: Any) -> dict[str, Any]:
    """The answer to a command: the aggregate's id and version, and what the use case adds."""
    aggregate, extra = result if isinstance(result, tuple) else (result, {})
    return {"id": aggregate.id, "version": aggregate.version, **extra}


def _words(class_name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in class_name).strip()
