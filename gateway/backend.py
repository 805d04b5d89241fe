"""What the gateway needs of the home behind it, whichever home that is."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from audit.history import history
from audit.index import AuditIndex
from gateway.views import GatewayViews
from services.contracts.envelope import Envelope
from services.contracts.roles import Actor
from services.eventlog.generations import ViewStore
from services.eventlog.standstill import PassedOver
from services.hosting.clock import Clock
from services.hosting.line_status import LineStatus
from services.hosting.one_process import OneProcessHome


class Backend(Protocol):
    """Sends commands to services, and answers queries from the gateway's own views."""

    @property
    def clock(self) -> Clock:
        """The home's clock."""

    @property
    def views(self) -> GatewayViews:
        """The gateway's live views."""

    @property
    def sources(self) -> Collection[str]:
        """The services whose facts feed the views."""

    def send(
        self,
        service: str,
        command: str,
        data: dict[str, Any],
        actor: Actor,
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

    def seen(self) -> Hashable:
        """What the views have processed of each source; while it is the same, they are."""

    def positions(self) -> dict[str, int]:
        """How far the views have processed each source."""

    def wait_for_progress(self, known: int, timeout: float) -> int:
        """Wait (bounded) until the views may have processed more than when ``known`` was
        answered; what to ask with the next time.
        """

    def wait_for(self, source: str, position: int, timeout: float) -> bool:
        """Wait until the views have processed a source's position; False when it took too long."""

    def wait_until(self, is_so: Callable[[], bool], timeout: float) -> bool:
        """Wait until something can be seen in the views; False when it took too long."""

    def stalled(self) -> Mapping[str, str]:
        """The lines of facts that are stopped by a fact they cannot apply, and why."""

    def line_statuses(self) -> Sequence[LineStatus]:
        """Where every line of facts stands: how far, how late, what stops it."""

    def pass_over(
        self, follower: str, source: str, position: int, actor: str, reason: str
    ) -> PassedOver:
        """Let one follower go past the fact that stops it. Raises NotFound, LineNotStopped,
        LineStoppedElsewhere.
        """

    def observe(self) -> None:
        """Set the gauges of this process that are looked up when somebody reads the metrics."""

    def storage_faults(self) -> Mapping[str, str]:
        """The services that could not store something lately, and the code of what hindered it."""

    def away(self) -> Mapping[str, str]:
        """The services that cannot be reached at present, and the code of what hinders it."""

    def history(self, exchange_id: UUID) -> list[Envelope]:
        """Every fact about an exchange, read from the logs. Raises NotFound."""


class OneProcessBackend:
    """The one-process home as a backend; the views are attached to it already."""

    def __init__(
        self,
        home: OneProcessHome,
        store: ViewStore[GatewayViews],
        audit_index: ViewStore[AuditIndex],
    ) -> None:
        self._home = home
        self._store = store
        self._audit_index = audit_index
        self.sources = store.sources()
        self.clock = home.around.clock
        self.send = home.send
        self.seen = store.seen
        self.positions = store.positions
        self.wait_for_progress = store.wait_for_progress
        self.wait_for = store.wait_for
        self.wait_until = store.wait_until
        self.storage_faults = home.storage_faults
        self.line_statuses = home.line_statuses
        self.pass_over = home.pass_over
        self.observe = home.observe

    @property
    def views(self) -> GatewayViews:
        """The gateway's live views."""
        return self._store.live

    def stalled(self) -> dict[str, str]:
        """The lines that failed at their last attempt, and why."""
        stopped = (line for line in self._home.lines() if line.failures)
        return {f"{line.name}/{line.source}": line.error for line in stopped}

    def away(self) -> Mapping[str, str]:
        """None: they are all in this process."""
        return {}

    def history(self, exchange_id: UUID) -> list[Envelope]:
        """Every fact about an exchange, causes before effects."""
        return history(self._audit_index.live, self._home.selects(), exchange_id)
