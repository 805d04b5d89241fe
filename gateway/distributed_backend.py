"""The distributed home as a backend: orders by RPC, queries from views that others feed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from audit.history import history
from audit.index import AuditIndex
from gateway.distributed_lines import DistributedLines
from gateway.views import GatewayViews
from services.contracts.envelope import Envelope
from services.contracts.errors import NotFound
from services.contracts.roles import SYSTEM, Actor
from services.eventlog.generations import ViewStore
from services.hosting.clock import Clock
from services.hosting.commands import Order
from services.hosting.distributed.pulling import selects_from
from services.hosting.distributed.rpc_client import Call, RpcClient
from services.hosting.metrics import observe_engine
from services.hosting.service_list import NAMES, is_order, is_repeatable


class DistributedBackend:
    """Sends orders to services over the broker; reads the views in the database."""

    def __init__(
        self,
        client: RpcClient,
        clock: Clock,
        store: ViewStore[GatewayViews],
        audit_index: ViewStore[AuditIndex],
    ) -> None:
        self.clock = clock
        self.sources = store.sources()
        self.seen = store.seen
        self.positions = store.positions
        self.wait_for_progress = store.wait_for_progress
        self.wait_for = store.wait_for
        self.wait_until = store.wait_until
        self._client = client
        self._store = store
        self._audit_index = audit_index
        self._lines = DistributedLines(client, clock, (store, audit_index))
        self.line_statuses = self._lines.statuses
        self.pass_over = self._lines.pass_over

    @property
    def views(self) -> GatewayViews:
        """The gateway's live views."""
        return self._store.live

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
        if not is_order(service, command):
            raise NotFound(what="command", id=f"{service}.{command}")
        own_id = command_id or str(uuid4())
        order = Order(data, actor, own_id, correlation_id or own_id, "", expected_version, after)
        return self._client.call(
            Call(
                service,
                command,
                (order.to_json(),),
                is_repeatable(service, command),
                order.correlation_id,
            )
        )

    def observe(self) -> None:
        """Set the gauges that are looked up when somebody reads the metrics."""
        observe_engine("gateway-views", self.views.engine)

    def stalled(self) -> Mapping[str, str]:
        """Nothing: the lines run in other processes, which tell how they fare themselves."""
        return {}

    def storage_faults(self) -> Mapping[str, str]:
        """Nothing: services tell how their storage fares themselves."""
        return {}

    def away(self) -> Mapping[str, str]:
        """The services that cannot be reached at present, or the broker behind which all are."""
        return self._client.away(NAMES)

    def history(self, exchange_id: UUID) -> list[Envelope]:
        """Every fact about an exchange, causes before effects."""
        logs = selects_from(self._client, self.sources)
        return history(self._audit_index.live, logs, exchange_id)
