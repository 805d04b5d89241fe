"""One replica of a service: what its nameko extensions share, and how it fares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nameko import config
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.contracts.errors import Failure, NotFound
from services.contracts.roles import SYSTEM
from services.eventlog.faults import storage_refusal
from services.eventlog.standstill import PassedOver
from services.hosting.commands import Order
from services.hosting.conversation import correlation_id
from services.hosting.distributed.fact_lines import FactLine, statuses_of
from services.hosting.distributed.pulling import newest_of
from services.hosting.distributed.relay import Relay
from services.hosting.distributed.rpc_client import Call, RpcClient
from services.hosting.host import ServiceHost, Surroundings
from services.hosting.line_status import LineStatus
from services.hosting.metrics import observe_lines
from services.hosting.service_list import NAMES, is_repeatable

CONFIG_KEY = "exchange_replica"


@dataclass
class Replica:
    """One process that runs a service."""

    around: Surroundings
    broker: str
    dsn: str
    client: RpcClient
    host: ServiceHost | None = None
    relay: Relay | None = None
    lines: list[FactLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.around.ask = self.ask_as_system

    def ask_as_system(self, service: str, question: str, data: dict[str, Any]) -> Any:
        """How services ask each other."""
        own_id = str(self.around.new_id())
        order = Order(data, SYSTEM, own_id, correlation_id() or own_id)
        call = Call(
            service,
            question,
            (order.to_json(),),
            is_repeatable(service, question),
            order.correlation_id,
        )
        return self.client.call(call)

    @property
    def the_host(self) -> ServiceHost:
        """The host, which is open once the container is set up."""
        assert self.host is not None
        return self.host

    # -- lines -------------------------------------------------------------------------------

    def line_statuses(self, newest: Mapping[str, int]) -> list[LineStatus]:
        """Where every line stands whose source's newest position is known."""
        return statuses_of(self.lines, newest, self.around.clock.now())

    def pass_over(
        self, follower: str, source: str, position: int, actor: str, reason: str
    ) -> PassedOver:
        """Let one line go past the fact that stops it. Raises NotFound, LineNotStopped,
        LineStoppedElsewhere.
        """
        for line in self.lines:
            for one in line.followers:
                if (one.name, one.source) == (follower, source):
                    passed = one.pass_over(position, actor, self.around.clock.now(), reason)
                    line.stall.retry_now()
                    return passed
        raise NotFound(what="line", id=f"{follower}/{source}")

    # -- how it fares ----------------------------------------------------------------------

    def observe(self) -> None:
        """Set the gauges that are looked up when somebody reads the metrics."""
        self.the_host.observe()
        observe_lines(self.line_statuses(newest_of(self.client, NAMES)))

    def troubles(self) -> dict[str, Any]:
        """What keeps it from doing its work; empty when nothing does."""
        found = {
            "database": self._database_trouble(),
            "storage": self.host.storage.fault if self.host else "",
            "broker": "" if self.client.is_connected else "broker_out_of_reach",
            "relay": self.relay.trouble if self.relay else "",
            "stalled": {
                line.source: line.stall.error for line in self.lines if line.stall.failures
            },
        }
        return {what: trouble for what, trouble in found.items() if trouble}

    def state(self) -> dict[str, Any]:
        """What else is worth knowing."""
        is_active = self.relay is not None and self.relay.is_active
        return {"relay_is_active": is_active, "lines": [line.source for line in self.lines]}

    def _database_trouble(self) -> str:
        if self.host is None:
            return "not_opened"
        try:
            with self.host.engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            refusal = storage_refusal(error)
            return refusal.code if isinstance(refusal, Failure) else "unknown"
        return ""

    def close(self) -> None:
        """Close what was opened."""
        if self.host is not None:
            self.host.close()


def serve_in(replica: Replica) -> None:
    """Let nameko's extensions of this process belong to this replica."""
    config[CONFIG_KEY] = replica


def present_replica() -> Replica:
    """The replica of this process."""
    replica: Replica = config[CONFIG_KEY]
    return replica
