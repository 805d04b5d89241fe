"""The base of a service's application: one method per use case, one transaction per command.

A use case loads aggregates, tells them what to do, and returns. Saving is the unit of work's.
"""

from datetime import date
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from services.contracts.errors import NotFound, NotPermitted, StaleVersion
from services.contracts.roles import PERSONAL_ROLES, Actor, Role
from services.hosting.units_of_work import Tools, UnitsOfWork

A = TypeVar("A", bound=Aggregate)


class UseCases(UnitsOfWork):
    """The use cases of a service; subclasses add a method for each command and query."""

    name: ClassVar[str]

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.prepare()

    def prepare(self) -> None:
        """Set up what the service keeps beside log and views; called once at the start."""

    def act_on_time(self) -> None:
        """Do what the clock demands; called regularly, outside a unit of work."""

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
            if self._holds(role, _unit_named(attribute, units, source)):
                return
        raise NotPermitted(command=unit.name, roles=", ".join(sorted(unit.by)))

    def permit_each(self) -> None:
        """Say that ``permit`` is asked for each thing of a list; for an empty one, never."""
        self._unit.get().is_permitted = True

    def _holds(self, role: Role, of: UUID | None) -> bool:
        actor = self._unit.get().actor
        if role in PERSONAL_ROLES:
            return of is not None and of == actor.person_id
        return any(grant.holds(role, of, self.today()) for grant in actor.grants)


def _unit_named(attribute: str | None, units: dict[str, Any], source: Aggregate | None) -> Any:
    """Which unit or person a role must be held for; None for the whole programme."""
    if attribute is None:
        return None
    return units.get(attribute, getattr(source, attribute, None))


def _words(class_name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in class_name).strip()
