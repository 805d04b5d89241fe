"""Looking at aggregates in tests: what they recorded, and what replay makes of it."""

from collections.abc import Sequence
from typing import Any

from services.eventlog.mapper import TypedMapper


def names_of(aggregate: Any) -> list[str]:
    """The names of the events that were recorded and not yet saved."""
    return [type(event).__name__ for event in aggregate.pending_events]


def state_of(aggregate: Any) -> dict[str, Any]:
    """What an aggregate knows, without the library's own bookkeeping."""
    return {name: value for name, value in vars(aggregate).items() if not name.startswith("_")}


def replayed(events: Sequence[Any]) -> Any:
    """The aggregate that results from these events after they were stored and read."""
    mapper = TypedMapper("samples")
    aggregate = None
    for event in events:
        aggregate = mapper.to_domain_event(mapper.to_stored_event(event)).mutate(aggregate)
    return aggregate
