"""What a service.py lists: entrypoints that end in the service's host.

The same class serves both homes. nameko finds the entrypoints and injects the host; the
one-process home sets the host itself and calls the methods directly. There, what carries facts
in and out of the process is not used.
"""

import warnings
from collections.abc import Callable
from typing import Any

from services.eventlog.publishing import Publishing
from services.eventlog.views import Views
from services.hosting.commands import Command
from services.hosting.conversation import begin_conversation
from services.hosting.host import ServiceHost, Surroundings
from services.hosting.reactions import Reactions
from services.hosting.use_cases import UseCases

with warnings.catch_warnings():  # eventlet's advice to new projects; nameko is built on it
    warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")
    from nameko.extensions import DependencyProvider

    from services.hosting.distributed.extensions import Followed, Relayed
    from services.hosting.distributed.orders import order_entrypoint, timed_entrypoint
    from services.hosting.distributed.replica import present_replica

Entrypoint = Callable[..., Any]


class Hosted(DependencyProvider):  # type: ignore[misc]
    """The service's host, built over the stores that the home chose."""

    def __init__(
        self,
        use_cases: type[UseCases],
        views: type[Views],
        publishing: Publishing,
        reactions: Reactions,
    ) -> None:
        self.use_cases = use_cases
        self.views = views
        self.publishing = publishing
        self.reactions = reactions

    def open(self, around: Surroundings) -> ServiceHost:
        """Build the host in these surroundings."""
        return ServiceHost(around, self.use_cases, self.views, self.publishing, self.reactions)

    # -- as nameko calls it ------------------------------------------------------------------

    def setup(self) -> None:
        """Open the host of this process."""
        replica = present_replica()
        replica.host = self.open(replica.around)

    def get_dependency(self, worker_ctx: Any) -> ServiceHost:
        """The host, for an entrypoint that is called."""
        return present_replica().the_host

    def worker_setup(self, worker_ctx: Any) -> None:
        """What is logged from here on belongs to the order's conversation."""
        begin_conversation(worker_ctx.data.get("correlation_id", ""))


def _named(function: Entrypoint, schema: type[Command]) -> Entrypoint:
    function.__name__ = schema.command_name()
    function.__doc__ = schema.__doc__
    function.schema = schema  # type: ignore[attr-defined]
    return function


def command(schema: type[Command]) -> Entrypoint:
    """The entrypoint of a command: an order in JSON form in, the answer out."""

    def entrypoint(service: Any, order: dict[str, Any]) -> Any:
        return service.host.handle(schema, order)

    entrypoint.is_repeatable = True  # type: ignore[attr-defined] # it is carried out once
    return order_entrypoint(_named(entrypoint, schema))  # type: ignore[no-any-return]


def query(schema: type[Command]) -> Entrypoint:
    """The entrypoint of a query; its answer is not recorded."""

    def entrypoint(service: Any, order: dict[str, Any]) -> Any:
        return service.host.ask(schema, order)

    entrypoint.is_repeatable = schema.is_repeatable  # type: ignore[attr-defined]
    return order_entrypoint(_named(entrypoint, schema))  # type: ignore[no-any-return]


def published() -> Entrypoint:
    """The entrypoint by which followers pull this service's facts."""

    @order_entrypoint  # type: ignore[untyped-decorator]
    def published_since(service: Any, position: int, limit: int) -> list[dict[str, Any]]:
        with service.host.storage.attempted():
            facts = service.host.published.since(position, limit)
        return [envelope.to_json() for envelope in facts]

    return published_since  # type: ignore[no-any-return]


def selected() -> Entrypoint:
    """The entrypoint by which whoever looks back reads facts of this service, by their places."""

    @order_entrypoint  # type: ignore[untyped-decorator]
    def published_at(service: Any, positions: list[int]) -> list[dict[str, Any]]:
        with service.host.storage.attempted():
            facts = service.host.published.at(positions)
        return [envelope.to_json() for envelope in facts]

    return published_at  # type: ignore[no-any-return]


def newest() -> Entrypoint:
    """The entrypoint that tells how far this service's facts are."""

    @order_entrypoint  # type: ignore[untyped-decorator]
    def newest_position(service: Any) -> int:
        with service.host.storage.attempted():
            return int(service.host.published.newest())

    return newest_position  # type: ignore[no-any-return]


def standing() -> Entrypoint:
    """The entrypoint that tells where this service's lines stand."""

    @order_entrypoint  # type: ignore[untyped-decorator]
    def line_statuses(service: Any, newest: dict[str, int]) -> list[dict[str, Any]]:
        with service.host.storage.attempted():
            return [status.to_json() for status in present_replica().line_statuses(newest)]

    return line_statuses  # type: ignore[no-any-return]


def passing() -> Entrypoint:
    """The entrypoint by which an operator lets a line go past the fact that stops it."""

    @order_entrypoint  # type: ignore[untyped-decorator]
    def pass_over(
        service: Any, follower: str, source: str, position: int, actor: str, reason: str
    ) -> dict[str, Any]:
        with service.host.storage.attempted():
            return vars(present_replica().pass_over(follower, source, position, actor, reason))

    return pass_over  # type: ignore[no-any-return]


def every(seconds: float) -> Entrypoint:
    """The timer by which the service does what the clock demands."""

    @timed_entrypoint(interval=seconds)  # type: ignore[untyped-decorator]
    def tick(service: Any) -> None:
        service.host.act_on_time()

    tick.seconds = seconds
    return tick  # type: ignore[no-any-return]


def followed() -> Followed:
    """The lines by which the service follows others, and its own log."""
    return Followed()


def relayed() -> Relayed:
    """The relay that publishes the service's facts."""
    return Relayed()
