"""Units of work: how commands, queries and reactions run, and how their outcome is saved.

What a unit of work has changed is appended in one transaction, with who and why. When
somebody else was faster, it is run again on fresh aggregates.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from eventsourcing.domain import Aggregate
from eventsourcing.persistence import IntegrityError, Tracking
from sqlalchemy import Engine, MetaData

from services.contracts.errors import Busy, CommandIdReused, Fault, Refusal
from services.contracts.roles import SYSTEM, Actor
from services.eventlog.log import EventLog
from services.eventlog.records import Context, HandledCommand
from services.hosting.clock import Clock
from services.hosting.commands import Command, Order, WhoMay, digest, load
from services.hosting.conversation import in_conversation
from services.hosting.metrics import RUN_AGAIN
from services.hosting.storage_state import StorageState
from services.hosting.wire import from_wire, to_wire

log = logging.getLogger(__name__)

T = TypeVar("T")

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
    storage: StorageState
    clock: Clock
    new_id: Callable[[], UUID]
    settings: dict[str, Any]
    ask: Callable[[str, str, dict[str, Any]], Any]


class UnitsOfWork:
    """Runs the methods of a subclass, each in a unit of work."""

    name: ClassVar[str]
    kept: ClassVar[tuple[MetaData, ...]] = ()
    """Tables beside log and views that no log could rebuild; they are moved and backed up."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self._unit: ContextVar[UnitOfWork] = ContextVar(f"{self.name}_unit_of_work")

    def now(self) -> datetime:
        """The present instant by the home's clock."""
        return self.tools.clock.now()

    def handle(self, command: type[Command], order: Order) -> dict[str, Any]:
        """Carry a command out once; its answer. Raises Refusal, and then nothing has changed."""
        data = load(command, order.data)
        asked = digest(command, order.data)
        settled = partial(self._answer_given, order.command_id, asked)
        carry_out = partial(self._carry_out, command, order, data, asked)
        return settled() or self._unless_settled(carry_out, settled)

    def _unless_settled(
        self, attempt: Callable[[], dict[str, Any]], settled: Callable[[], dict[str, Any] | None]
    ) -> dict[str, Any]:
        """The outcome; what is refused may have been done by the same command, sent twice, which
        was under way elsewhere.
        """
        try:
            outcome: dict[str, Any] = self._retrying(attempt, settled)
        except Refusal:
            if (known := settled()) is None:
                raise
            return known
        return outcome

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

        One transaction; run again on fresh aggregates when somebody else was faster. Raises
        Unavailable when it cannot be stored.
        """
        command_id = str(self.tools.new_id())
        context = Context(SYSTEM.name, command_id, "", command_id)

        def attempt() -> bool:
            with self._unit_of_work(UnitOfWork(SYSTEM, context, name, is_permitted=True)) as unit:
                run()
            self._append(unit)
            return True

        with self.tools.storage.attempted():
            self._retrying(attempt, settled=lambda: None)

    def each_by_itself(self, name: str, run: Callable[[T], Any], things: Iterable[T]) -> None:
        """Run something for each of many things, as above. A fault in one stops no other."""
        for thing in things:
            try:
                self.by_itself(name, partial(run, thing))
            except Fault:
                log.exception("%s failed for one of those that are due", name)

    def _retrying(self, attempt: Callable[[], Any], settled: Callable[[], Any]) -> Any:
        for _ in range(ATTEMPTS):
            try:
                return attempt()
            except IntegrityError:
                if (outcome := settled()) is not None:
                    return outcome
                RUN_AGAIN.labels(self.name).inc()
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
            with in_conversation(unit.context.correlation_id):
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
        if position:
            self.tools.storage.has_stored()
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


def _unit_for(command: type[Command], order: Order) -> UnitOfWork:
    context = Context(order.actor.name, order.correlation_id, order.causation_id, order.command_id)
    return UnitOfWork(
        order.actor, context, command.command_name(), command.by, order.expected_version
    )


def _answer_of(result: Any) -> dict[str, Any]:
    """The answer to a command: the aggregate's id and version, and what the use case adds."""
    aggregate, extra = result if isinstance(result, tuple) else (result, {})
    return {"id": aggregate.id, "version": aggregate.version, **extra}
