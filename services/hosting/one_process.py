"""The one-process home: all services over one kind of store, no broker, threads for followers.

``settle`` applies all facts in the calling thread until nothing is left, deterministically:
for tests and for the sample season. ``start`` runs the same followers in threads.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.contracts.errors import NotFound
from services.contracts.roles import SYSTEM, Actor
from services.eventlog.following import Follower, Pull, Target
from services.eventlog.published import Select
from services.eventlog.standstill import PassedOver
from services.hosting.commands import Order
from services.hosting.follower_threads import FollowerThreads, Line
from services.hosting.host import ServiceHost, Surroundings
from services.hosting.line_status import LineStatus, status_of
from services.hosting.metrics import observe_lines
from services.hosting.service_list import ServiceClass


class OneProcessHome:
    """Services that live together. ``around.ask`` is set to this home's own ``ask``."""

    def __init__(self, around: Surroundings, services: Iterable[ServiceClass]) -> None:
        self.around = around
        around.ask = self.ask_as_system
        self.services: dict[str, Any] = {}
        self._unsettled: dict[str, None] = {}  # in the order in which they came up
        try:
            for service_class in services:
                self._open(service_class)
        except BaseException:
            self._close_stores()
            raise
        self._unsettled.update(dict.fromkeys(self.services))
        self._lines = [line for host in self.hosts.values() for line in self._lines_of(host)]
        self._threads = FollowerThreads(self._lines, self._ticks())
        for host in self.hosts.values():
            host.log.on_append = self._prompter(host.name)

    def _open(self, service_class: ServiceClass) -> None:
        service = service_class()
        service.host = service_class.host.open(self.around)
        self.services[service_class.name] = service

    def _close_stores(self) -> None:
        for host in self.hosts.values():
            host.close()

    @property
    def hosts(self) -> dict[str, ServiceHost]:
        """The services' hosts by name."""
        return {name: service.host for name, service in self.services.items()}

    def pulls(self) -> Mapping[str, Pull]:
        """How to pull each service's facts."""
        return {name: host.published.since for name, host in self.hosts.items()}

    def selects(self) -> Mapping[str, Select]:
        """How to read facts of each service by their positions."""
        return {name: host.published.at for name, host in self.hosts.items()}

    def _lines_of(self, host: ServiceHost) -> list[Line]:
        """A service's lines; one thread applies them all, views before reactions."""
        return [Line(follower, thread=host.name) for follower in host.followers(self.pulls())]

    def _prompter(self, source: str) -> Callable[[], None]:
        """Tells the followers of a service that it has new facts."""

        def prompt() -> None:
            self._unsettled[source] = None
            self._threads.prompt(source)

        return prompt

    def _ticks(self) -> list[tuple[float, Any]]:
        return [
            (service.tick.seconds, service.tick)
            for service in self.services.values()
            if hasattr(service, "tick")
        ]

    def attach(self, name: str, target: Target, sources: Iterable[str]) -> None:
        """Let something else (the gateway's views, the audit's) follow the services."""
        pulls = self.pulls()
        for source in sources:
            follower = Follower(target, source, pulls[source], name=name)
            self._threads.add(Line(follower, thread=name))

    # -- commands and queries --------------------------------------------------------------

    def send(
        self,
        service: str,
        command: str,
        data: dict[str, Any],
        actor: Actor = SYSTEM,
        *,
        command_id: str | None = None,
        correlation_id: str | None = None,
        expected_version: int | None = None,
        after: int = 0,
    ) -> Any:
        """Send a command or query to a service; its answer. Raises Refusal.

        A query is answered once the service's own views have seen the position ``after`` of
        its facts.
        """
        entrypoint = getattr(self.services[service], command, None)
        if entrypoint is None or not hasattr(entrypoint, "schema"):
            raise NotFound(what="command", id=f"{service}.{command}")
        own_id = command_id or str(self.around.new_id())
        order = Order(data, actor, own_id, correlation_id or own_id, "", expected_version, after)
        return entrypoint(order.to_json())

    def ask_as_system(self, service: str, question: str, data: dict[str, Any]) -> Any:
        """How services ask each other."""
        return self.send(service, question, data, SYSTEM)

    # -- running ---------------------------------------------------------------------------

    def settle(self) -> int:
        """Apply all facts, here and now, until nothing is left; how many were applied.

        Only services that appended something since the last time are looked at.
        """
        total = 0
        while self._unsettled:
            source = next(iter(self._unsettled))
            del self._unsettled[source]
            lines = [line for line in self._threads.lines if line.source == source]
            total += sum(line.settle() for line in lines)
        return total

    def catch_up(self) -> None:
        """Apply all facts that can be applied; a line that is stopped keeps no other from it."""
        while sum(line.advance() for line in self.lines()):
            pass

    def tick(self) -> None:
        """Let every service do what the clock demands, and settle."""
        for host in self.hosts.values():
            host.act_on_time()
        self.settle()

    def start(self) -> None:
        """Run followers and timers in threads until ``stop``."""
        self._threads.start()

    def stop(self) -> None:
        """Stop the threads, if any run, and close the stores."""
        self._threads.stop()
        self._close_stores()

    def lines(self) -> list[Line]:
        """Every line of facts: who follows whom, and how it fares."""
        return list(self._threads.lines)

    def line_statuses(self) -> list[LineStatus]:
        """Where every line stands."""
        newest = {name: host.published.newest() for name, host in self.hosts.items()}
        now = self.around.clock.now()
        return [
            status_of(line.follower, newest[line.source], now, line.error, line.seconds_left())
            for line in self.lines()
        ]

    def observe(self) -> None:
        """Set the gauges that are looked up when somebody reads the metrics."""
        observe_lines(self.line_statuses())
        for host in self.hosts.values():
            host.observe()

    def pass_over(
        self, follower: str, source: str, position: int, actor: str, reason: str
    ) -> PassedOver:
        """Let one line go past the fact that stops it. Raises NotFound, LineNotStopped,
        LineStoppedElsewhere.
        """
        for line in self.lines():
            if (line.name, line.source) == (follower, source):
                return line.pass_over(position, actor, self.around.clock.now(), reason)
        raise NotFound(what="line", id=f"{follower}/{source}")

    def storage_faults(self) -> dict[str, str]:
        """The services that could not store something lately, and the code of what hindered it."""
        return {n: host.storage.fault for n, host in self.hosts.items() if host.storage.fault}
