"""Domain events to stored events and back: compact JSON, restored by the annotated types.

Beside the library's mapper this one keeps the position's facts out of the state: the time is
the log's ``recorded_at`` (one clock, no time made by a domain object), and the topic of an
aggregate is the front part of its events' topics.
"""

from functools import cache
from threading import Lock
from typing import Any, TypedDict, get_type_hints
from uuid import UUID

import msgspec
from eventsourcing.domain import CanInitAggregate, DomainEventProtocol
from eventsourcing.persistence import (
    JSONTranscoder,
    Mapper,
    MapperDeserialisationError,
    StoredEvent,
)
from eventsourcing.utils import get_topic, resolve_topic

from services.eventlog.records import BEGINNING_OF_TIME, LoggedEvent

NOT_STATE = ("originator_id", "originator_version", "timestamp", "originator_topic")

_encode = msgspec.json.Encoder().encode
_making = Lock()


class TypedMapper(Mapper[UUID]):
    """Maps events whose attributes are annotated (see CONTRIBUTING for the types)."""

    def __init__(self) -> None:
        super().__init__(JSONTranscoder())

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """The stored form of a domain event."""
        event_class = type(domain_event)
        state = {name: value for name, value in vars(domain_event).items() if name not in NOT_STATE}
        version = getattr(event_class, "class_version", 1)
        if version > 1:
            state["class_version"] = version
        return StoredEvent(
            domain_event.originator_id,
            domain_event.originator_version,
            get_topic(event_class),
            _encode(state),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        """The domain event of a stored one; older shapes are brought up to date on the way.

        Raises MapperDeserialisationError, which names the event's place.
        """
        event_class = resolve_topic(stored_event.topic)
        try:
            state = _state(event_class, stored_event.state)
        except (msgspec.MsgspecError, AttributeError, KeyError, ValueError) as error:
            raise MapperDeserialisationError(_place(stored_event, error)) from error
        state["originator_id"] = stored_event.originator_id
        state["originator_version"] = stored_event.originator_version
        state["timestamp"] = getattr(stored_event, "recorded_at", BEGINNING_OF_TIME)
        if issubclass(event_class, CanInitAggregate):
            state["originator_topic"] = stored_event.topic.rpartition(".")[0]
        event: DomainEventProtocol[UUID] = object.__new__(event_class)
        vars(event).update(state)
        return event


def _place(stored: StoredEvent, error: Exception) -> str:
    position = f" at position {stored.id}" if isinstance(stored, LoggedEvent) else ""
    return (
        f"The stored event{position} cannot be read: topic {stored.topic},"
        f" originator {stored.originator_id}, version {stored.originator_version}: {error}"
    )


@cache
def _state_type(event_class: type) -> Any:
    hints = get_type_hints(event_class)
    fields = {
        name: hint
        for name, hint in hints.items()
        if name not in NOT_STATE and name != "originator_id_type"
    }
    return TypedDict("State", fields, total=False)  # type: ignore[operator]


@cache
def _decoder(event_class: type) -> msgspec.json.Decoder[Any]:
    """The decoder of an event's state, made by one thread at a time.

    Decoders share what the library finds out about a dataclass, and it lets other threads have it
    when it is half found out: to use it then ends the process.
    """
    with _making:
        return msgspec.json.Decoder(_state_type(event_class))


def _state(event_class: type, data: bytes) -> dict[str, Any]:
    current = getattr(event_class, "class_version", 1)
    if current == 1:
        state: dict[str, Any] = _decoder(event_class).decode(data)
        return state
    raw: dict[str, Any] = msgspec.json.decode(data)
    for version in range(raw.pop("class_version", 1), current):
        getattr(event_class, f"upcast_v{version}_v{version + 1}")(raw)
    upcast: dict[str, Any] = _decoder(event_class).decode(_encode(raw))
    return upcast
