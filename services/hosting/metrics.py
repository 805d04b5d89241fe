"""Prometheus metrics of the services; names follow the Prometheus naming practice."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

from services.contracts.errors import Failure
from services.eventlog.following import Follower

COMMANDS = Counter(
    "exchange_commands_total", "Commands and queries by result", ["service", "command", "result"]
)
COMMAND_SECONDS = Histogram(
    "exchange_command_seconds", "Time to carry out a command or query", ["service"]
)
FACTS_APPLIED = Counter(
    "exchange_facts_applied_total", "Facts applied by a follower", ["follower", "source"]
)
FOLLOWER_FAILURES = Counter(
    "exchange_follower_failures_total", "Failed attempts to apply a fact", ["follower", "source"]
)
STALLED = Gauge(
    "exchange_follower_stalled", "1 while a follower's line is stopped", ["follower", "source"]
)
FACTS_PUBLISHED = Counter(
    "exchange_facts_published_total", "Facts that the broker has confirmed", ["source"]
)
RELAY_ACTIVE = Gauge("exchange_relay_active", "1 where the relay is the active one", ["source"])
RELAY_POSITION = Gauge(
    "exchange_relay_position", "Position of the last fact published here", ["source"]
)
FOLLOWER_POSITION = Gauge(
    "exchange_follower_position", "Position of the last fact applied here", ["follower", "source"]
)
FACT_DELAY = Histogram(
    "exchange_fact_delay_seconds",
    "From recording a fact to its effect at a follower, of the last fact of each batch",
    ["follower", "source"],
)
ORDER_SECONDS = Histogram(
    "exchange_order_seconds", "Time until a service has answered an order", ["service"]
)
ORDERS = Counter(
    "exchange_orders_total", "Orders sent to services, by what came of them", ["service", "result"]
)
ORDERS_REPEATED = Counter(
    "exchange_orders_repeated_total", "Orders sent again when no answer came", ["service"]
)
SERVICE_AWAY = Gauge("exchange_service_away", "1 while orders to a service fail fast", ["service"])


def count_applied(follower: Follower, applied: int) -> None:
    """Count facts that a follower has applied."""
    if applied:
        FACTS_APPLIED.labels(follower.name, follower.source).inc(applied)


@contextmanager
def counted(service: str, command: str) -> Iterator[None]:
    """Count a command with its result: ``ok``, the failure's code, or ``error``."""
    result = "error"
    try:
        with COMMAND_SECONDS.labels(service).time():
            yield
        result = "ok"
    except Failure as failure:
        result = failure.code
        raise
    finally:
        COMMANDS.labels(service, command, result).inc()
