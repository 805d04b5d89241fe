"""Prometheus metrics of logs and of those who follow them; names follow the Prometheus practice."""

from prometheus_client import Counter

EVENTS_APPENDED = Counter(
    "exchange_events_appended_total", "Events appended to a service's log", ["service"]
)
FACTS_SKIPPED = Counter(
    "exchange_facts_skipped_total",
    "Facts that a follower went past without applying them: of a type that only a newer release"
    " knows, or passed over by an operator",
    ["follower", "source", "type"],
)
