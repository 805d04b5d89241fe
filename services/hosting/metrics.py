"""Prometheus metrics of the services; names follow the Prometheus naming practice."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)
from sqlalchemy import Engine

from services.contracts.errors import Failure
from services.eventlog.following import Follower
from services.hosting.line_status import LineStatus

GATHERED = "PROMETHEUS_MULTIPROC_DIR"

COMMANDS = Counter(
    "exchange_commands_total", "Commands and queries by result", ["service", "command", "result"]
)
COMMAND_SECONDS = Histogram(
    "exchange_command_seconds", "Time to carry out a command or query", ["service"]
)
RUN_AGAIN = Counter(
    "exchange_commands_run_again_total",
    "Times that a command or a reaction was run again because somebody else was faster",
    ["service"],
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
SERVICE_AWAY = Gauge(
    "exchange_service_away",
    "1 while orders to a service fail fast",
    ["service"],
    multiprocess_mode="livemax",
)
LAG_POSITIONS = Gauge(
    "exchange_follower_lag_positions",
    "How far a follower is behind the newest fact, in positions of the source's log",
    ["follower", "source"],
)
LAG_SECONDS = Gauge(
    "exchange_follower_lag_seconds",
    "How old the oldest fact is that a follower has not applied; 0 when it has applied all",
    ["follower", "source"],
)
POOL_IN_USE = Gauge(
    "exchange_pool_connections_in_use",
    "Database connections that are lent at present",
    ["pool"],
    multiprocess_mode="livesum",
)
POOL_LIMIT = Gauge(
    "exchange_pool_connections_limit",
    "Database connections that may be lent at most",
    ["pool"],
    multiprocess_mode="livesum",
)


def observe_lines(lines: Iterable[LineStatus]) -> None:
    """Set the gauges of lag, which are looked up when somebody asks for them."""
    for line in lines:
        LAG_POSITIONS.labels(line.follower, line.source).set(line.lag_positions)
        LAG_SECONDS.labels(line.follower, line.source).set(line.lag_seconds)


def observe_pool(name: str, in_use: int, limit: int) -> None:
    """Set the gauges of a pool of connections."""
    POOL_IN_USE.labels(name).set(in_use)
    POOL_LIMIT.labels(name).set(limit)


def observe_engine(name: str, engine: Engine) -> None:
    """Set the gauges of an engine's pool."""
    pool: Any = engine.pool
    observe_pool(name, pool.checkedout(), pool.size() + max(0, pool._max_overflow))


def count_applied(follower: Follower, applied: int) -> None:
    """Count facts that a follower has applied."""
    if applied:
        FACTS_APPLIED.labels(follower.name, follower.source).inc(applied)


def exposition() -> bytes:
    """Everything that is measured, as Prometheus reads it; of all processes that gather theirs in
    one folder, where there are several behind one address.
    """
    if GATHERED not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return generate_latest(registry)


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
