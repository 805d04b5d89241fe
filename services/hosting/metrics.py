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
