"""One service put together over its stores: log, views, use cases, reactions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from services.contracts.errors import NotYetSeen
from services.eventlog.following import Follower, Pull, Target
from services.eventlog.generations import ViewStore
from services.eventlog.log import EventLog
from services.eventlog.published import PublishedLog
from services.eventlog.publishing import Publishing
from services.eventlog.views import Views
from services.hosting.clock import Clock, SystemClock
from services.hosting.commands import Command, Order
from services.hosting.metrics import counted, observe_engine, observe_pool
from services.hosting.reactions import Reactions, Reactor
from services.hosting.storage_state import StorageState
from services.hosting.stores import Stores
from services.hosting.units_of_work import Tools
from services.hosting.use_cases import UseCases

SEEN_WITHIN_SECONDS = 2.0

Ask = Callable[[str, str, dict[str, Any]], Any]


def _nobody_to_ask(service: str, question: str, _: dict[str, Any]) -> Any:
    raise LookupError(f"{service} cannot be asked {question} from here")


@dataclass
class Surroundings:
    """What a home provides to all its services.

    Where tables are made by somebody else beforehand, ``creates_tables`` is false.
    """

    stores: Stores
    clock: Clock = field(default_factory=SystemClock)
    new_id: Callable[[], UUID] = uuid4
    settings: dict[str, Any] = field(default_factory=dict)
    ask: Ask = _nobody_to_ask
    creates_tables: bool = True


class ServiceHost:
    """A running service, without transport: orders in, answers and facts out."""

    def __init__(
        self,
        around: Surroundings,
        use_cases: type[UseCases],
        views: type[Views],
        publishing: Publishing,
        reactions: Reactions,
    ) -> None:
        self.name = use_cases.name
        self.recorder = around.stores.recorder(self.name)
        self.engine = around.stores.engine(self.name)
        self.log = EventLog(self.recorder)
        self.views = ViewStore(self.engine, self.name, views)
        self.published = PublishedLog(self.recorder, publishing)
        self.storage = StorageState()
        try:
            if around.creates_tables:
                self.create_tables()
            self.use_cases = use_cases(self._tools(around))
        except BaseException:
            self.close()
            raise
        self.reactor = Reactor(self.use_cases, reactions)

    def create_tables(self) -> None:
        """Create what is missing of the log's tables and the views'."""
        self.recorder.create_tables()
        self.views.create()

    def _tools(self, around: Surroundings) -> Tools:
        return Tools(
            log=self.log,
            views=lambda: self.views.live,
            engine=self.engine,
            storage=self.storage,
            clock=around.clock,
            new_id=around.new_id,
            settings=around.settings,
            ask=around.ask,
        )

    def handle(self, command: type[Command], order: dict[str, Any]) -> dict[str, Any]:
        """Carry out an order in JSON form; the answer. Raises Refusal.

        Its position is that of a fact, so that whoever follows the facts comes to it.
        """
        with counted(self.name, command.command_name()), self.storage.attempted():
            answer = self.use_cases.handle(command, Order.from_json(order))
            return {**answer, "position": self.published.last_up_to(answer["position"])}

    def ask(self, query: type[Command], order: dict[str, Any]) -> Any:
        """Answer a query in JSON form. Raises Refusal."""
        with counted(self.name, query.command_name()), self.storage.attempted():
            asked = Order.from_json(order)
            self._wait_until_seen(asked.after)
            return self.use_cases.ask(query, asked)

    def _wait_until_seen(self, position: int) -> None:
        """Wait (bounded) until the views have this position of the service's own facts.

        Who has written reads it afterwards, here as in the gateway's views. Raises NotYetSeen.
        """
        if not position or self.name not in self.views.sources():
            return
        if not self.views.wait_for(self.name, position, SEEN_WITHIN_SECONDS):
            raise NotYetSeen(what="The answer", after=f"{self.name}:{position}")

    def act_on_time(self) -> None:
        """Do what the clock demands. Raises Unavailable when that cannot be stored."""
        with self.storage.attempted():
            self.use_cases.act_on_time()

    def targets(self) -> list[tuple[Target, list[str]]]:
        """What applies facts in this service, and of which sources."""
        return [(self.views, self.views.sources()), (self.reactor, self.reactor.sources())]

    def followers(self, pulls: Mapping[str, Pull]) -> list[Follower]:
        """A follower for each target and source, views before reactions."""
        viewed = self.views.sources()
        views = [
            Follower(self.views, source, pulls[source], name=f"{self.name}-views")
            for source in viewed
            if source in pulls
        ]
        reactions = [
            Follower(
                self.reactor,
                source,
                pulls[source],
                name=f"{self.name}-reactions",
                after=self.views if source in viewed else None,
            )
            for source in self.reactor.sources()
            if source in pulls
        ]
        return views + reactions

    def observe(self) -> None:
        """Set the gauges of what this service uses, for whoever reads the metrics now."""
        pool = self.recorder.pool
        observe_pool(f"{self.name}-log", pool.in_use, pool.size)
        observe_engine(f"{self.name}-views", self.engine)

    def close(self) -> None:
        """Close the stores."""
        self.recorder.close()
        self.engine.dispose()
