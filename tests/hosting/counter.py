"""A tiny service for the tests of hosting: counters that can be raised, and follow each other."""

from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate, event
from sqlalchemy import Column, Connection, Integer, Uuid, select

from services.contracts.fact import Fact
from services.contracts.roles import Role
from services.contracts.shapes import a_count, an_id
from services.eventlog.publishing import Publishing
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert
from services.hosting.commands import Command
from services.hosting.entrypoints import Hosted, command, every, newest, published, query, selected
from services.hosting.reactions import reaction, reactions_of
from services.hosting.use_cases import UseCases


class Counter(Aggregate):
    """Counts up."""

    TOPIC = "counters:Counter"

    @event("Created", topic="counters:Counter.Created")
    def __init__(self, id: UUID, owner_id: UUID) -> None:
        self.owner_id = owner_id
        self.count = 0

    def raise_by(self, amount: int) -> None:
        self._raise_by(amount, self.count + amount)

    @event("Raised", topic="counters:Counter.Raised")
    def _raise_by(self, amount: int, count: int) -> None:
        self.count = count


class CounterRaised(Fact):
    """A counter was raised."""

    source = "counters"
    counter_id = an_id()
    count = a_count()
    example = {"counter_id": "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c01", "count": 3}


class OpenCounter(Command):
    """Open a counter."""

    by = {Role.SELF: "owner_id"}
    owner_id = an_id()


class RaiseCounter(Command):
    """Raise a counter."""

    by = {Role.SELF: "owner_id", Role.OPERATOR: None}
    counter_id = an_id()
    amount = a_count(1, 1_000)


class ForgetToAsk(Command):
    """A use case that forgets to ask whether the actor may do this."""

    owner_id = an_id()


class ReadCounter(Command):
    """Read a counter."""

    by = {Role.SELF: "owner_id"}
    counter_id = an_id()


class Counters(UseCases):
    """What can be done with counters."""

    name = "counters"
    before = staticmethod(lambda: None)
    """Called before loading."""
    between = staticmethod(lambda: None)
    """Called between loading and raising: where a test lets somebody else be faster."""

    def open_counter(self, *, owner_id: UUID) -> Counter:
        self.permit(owner_id=owner_id)
        return self.add(Counter(id=self.new_id(), owner_id=owner_id))

    def raise_counter(self, *, counter_id: UUID, amount: int) -> tuple[Counter, dict[str, int]]:
        self.before()
        counter = self.change(Counter, counter_id)
        self.between()
        counter.raise_by(amount)
        return counter, {"count": counter.count}

    def forget_to_ask(self, *, owner_id: UUID) -> Counter:
        return self.add(Counter(id=self.new_id(), owner_id=owner_id))

    def read_counter(self, *, counter_id: UUID) -> dict[str, int]:
        counter = self.get(Counter, counter_id)
        self.permit(counter)
        return {"count": counter.count}

    def echo(self, counter_id: UUID, count: int) -> None:
        """Raise an echo of another service's counter to the same count."""
        counter = self.find(Counter, counter_id) or self.add(Counter(counter_id, counter_id))
        if count > counter.count:
            counter.raise_by(count - counter.count)


class CounterViews(Views):
    """How far each counter is."""

    def __init__(self, tables: Tables) -> None:
        self.counters = tables.add(
            "counters", Column("id", Uuid, primary_key=True), Column("count", Integer)
        )

    @told(CounterRaised)
    def keep(self, tx: Connection, fact: Told) -> None:
        upsert(tx, self.counters, {"id": fact["counter_id"]}, {"count": fact["count"]})

    def counts(self) -> dict[UUID, int]:
        with self.read() as connection:
            return {row.id: row.count for row in connection.execute(select(self.counters))}


PUBLISHING = Publishing("counters")
PUBLISHING.add(Counter.Raised, CounterRaised, subject="counter_id")  # type: ignore[attr-defined]


class CountersService:
    """Counters."""

    name = "counters"
    host = Hosted(Counters, CounterViews, PUBLISHING, {})
    open_counter = command(OpenCounter)
    raise_counter = command(RaiseCounter)
    forget_to_ask = command(ForgetToAsk)
    read_counter = query(ReadCounter)
    published_since = published()
    published_at = selected()
    newest_position = newest()


class Echoes(Counters):
    """Counters that follow those of the service counters."""

    name = "echoes"
    trouble: list[Exception] = []

    def act_on_time(self) -> None:
        self.by_itself("look", lambda: None)


class EchoViews(CounterViews):
    """Nothing of its own: the same counters, seen by the other service."""


@reaction(CounterRaised)
def echo_when_counter_raised(echoes: Any, fact: Told) -> None:
    """Follow."""
    if Echoes.trouble:
        raise Echoes.trouble[-1]
    echoes.echo(fact["counter_id"], fact["count"])


class EchoesService:
    """Echoes."""

    name = "echoes"
    host = Hosted(Echoes, EchoViews, Publishing("echoes"), reactions_of(globals()))
    published_since = published()
    published_at = selected()
    tick = every(seconds=0.01)
