"""Prometheus metrics of the services; names follow the Prometheus naming practice."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import Engine

from services.contracts.errors import Failure
from services.eventlog.following import Follower
from services.hosting.line_status import LineStatus

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
    "exchange_pool_connections_in_use", "Database connections that are lent at present", ["pool"]
)
POOL_LIMIT = Gauge(
    "exchange_pool_connections_limit", "Database connections that may be lent at most", ["pool"]
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
