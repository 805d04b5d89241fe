"""Domain events to stored events and back: compact JSON, restored by the annotated types.

Beside the library's mapper this one keeps the position's facts out of the state: the time is
the log's ``recorded_at`` (one clock, no time made by a domain object), and the topic of an
aggregate is the front part of its events' topics.
"""

from functools import cache, lru_cache
from threading import Lock
from typing import Any, NotRequired, TypedDict, get_type_hints
from uuid import UUID

import msgspec
from eventsourcing.domain import CanInitAggregate, CanMutateAggregate, DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent
from eventsourcing.utils import TopicError, get_topic, resolve_topic

from services.eventlog.records import BEGINNING_OF_TIME
from services.eventlog.unreadable import fault_in, unreadable

NOT_STATE = ("originator_id", "originator_version", "timestamp", "originator_topic")

DAMAGED = (
    msgspec.MsgspecError,
    AttributeError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading a damaged state may raise."""

VERSIONED = {"class_version": NotRequired[int]}


class WrittenByNewerRelease(ValueError):
    """The shape of a stored event is newer than what this release can read."""


_encode = msgspec.json.Encoder().encode
_making = Lock()


class TypedMapper(Mapper[UUID]):
    """Maps events whose attributes are annotated (see CONTRIBUTING for the types)."""

    def __init__(self, log: str) -> None:
        super().__init__(JSONTranscoder())
        self._log = log

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

        Raises StoredEventUnreadable, which names the event's place.
        """
        event_class = event_class_of(stored_event.topic)
        if event_class is None:
            raise unreadable(self._log, stored_event, "unknown topic")
        try:
            state = state_of(event_class, stored_event.state)
        except DAMAGED as error:
            raise unreadable(self._log, stored_event, fault_in(error)) from None
        state["originator_id"] = stored_event.originator_id
        state["originator_version"] = stored_event.originator_version
        state["timestamp"] = getattr(stored_event, "recorded_at", BEGINNING_OF_TIME)
        if issubclass(event_class, CanInitAggregate):
            state["originator_topic"] = stored_event.topic.rpartition(".")[0]
        event: DomainEventProtocol[UUID] = object.__new__(event_class)
        vars(event).update(state)
        return event


@lru_cache(maxsize=1_000)
def event_class_of(topic: str) -> Any:
    """The class of the events with a topic, or None: topics are read from a database."""
    try:
        found = resolve_topic(topic)
    except (TopicError, ValueError):
        return None
    is_event = isinstance(found, type) and issubclass(found, CanMutateAggregate)
    return found if is_event else None


@cache
def _state_type(event_class: type) -> Any:
    hints = get_type_hints(event_class)
    fields = {
        name: hint
        for name, hint in hints.items()
        if name not in NOT_STATE and name != "originator_id_type"
    }
    return TypedDict("State", {**fields, **VERSIONED})  # type: ignore[operator]


@cache
def _decoder(event_class: type) -> msgspec.json.Decoder[Any]:
    """The decoder of an event's state, made by one thread at a time.

    Decoders share what the library finds out about a dataclass, and it lets other threads have it
    when it is half found out: to use it then ends the process.
    """
    with _making:
        return msgspec.json.Decoder(_state_type(event_class))


def state_of(event_class: type, data: bytes) -> dict[str, Any]:
    """The attributes of an event from its stored state. Raises one of DAMAGED."""
    current = getattr(event_class, "class_version", 1)
    if current == 1:
        return not_newer(_decoder(event_class).decode(data), current)
    raw: dict[str, Any] = msgspec.json.decode(data)
    upcast: dict[str, Any] = _decoder(event_class).decode(_encode(brought_up(event_class, raw)))
    return upcast


def brought_up(event_class: type, raw: dict[str, Any]) -> dict[str, Any]:
    """A stored state in the event class's present shape. Raises one of DAMAGED."""
    current, stored = getattr(event_class, "class_version", 1), raw.get("class_version", 1)
    not_newer(raw, current)
    for version in range(stored, current):
        getattr(event_class, f"upcast_v{version}_v{version + 1}")(raw)
    return raw


def not_newer(state: dict[str, Any], current: int) -> dict[str, Any]:
    """The state without its version. Raises WrittenByNewerRelease: the same names may mean
    something else there.
    """
    if state.pop("class_version", 1) > current:
        raise WrittenByNewerRelease
    return state
