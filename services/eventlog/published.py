"""The published log: a service's private events as contract envelopes, in the log's order.

An envelope's data are taken from the event's stored JSON field by field, without making a
domain event or loading an aggregate: what a contract needs stands in the event.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, get_type_hints

import msgspec
from eventsourcing.domain import Aggregate
from eventsourcing.utils import get_topic

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.contracts.fact import Fact
from services.eventlog.mapper import DAMAGED, NOT_STATE, state_of
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import LoggedEvent
from services.eventlog.unreadable import fault_in, unreadable

Computed = Callable[[dict[str, Any]], Any]

_decode = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(frozen=True)
class Publication:
    """How one private event becomes one fact. ``computed`` get the event's JSON state."""

    event_class: type
    fact: type[Fact]
    subject: str | None
    spread: tuple[str, ...]
    copied: tuple[str, ...]
    computed: tuple[tuple[str, Computed], ...]

    def data(self, event: LoggedEvent) -> dict[str, Any]:
        """The fact's JSON-compatible data. Raises one of DAMAGED.

        The state is read by its types first, so that no damaged value gets into a fact.
        """
        state_of(self.event_class, event.state)
        state = self._current(_decode(event.state))
        for name in self.spread:
            state.update(state[name])
        data = {name: state[name] for name in self.copied if name in state}
        if self.subject:
            data[self.subject] = str(event.originator_id)
        for name, function in self.computed:
            data[name] = function(state)
        return data

    def _current(self, state: dict[str, Any]) -> dict[str, Any]:
        """The state in the event class's present shape."""
        current = getattr(self.event_class, "class_version", 1)
        for version in range(state.pop("class_version", 1), current):
            getattr(self.event_class, f"upcast_v{version}_v{version + 1}")(state)
        return state


class Publishing:
    """Which private events of a service are published, and as what. The only way out."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._by_topic: dict[str, Publication] = {}

    @property
    def topics(self) -> list[str]:
        """The topics of the events that are published."""
        return list(self._by_topic)

    def private_topics(self) -> list[str]:
        """The topics of the service's other events. What has neither is damaged."""
        return sorted(_topics_of(self.source) - self._by_topic.keys())

    @property
    def publications(self) -> list[Publication]:
        """Every publication, in the order of definition."""
        return list(self._by_topic.values())

    def add(
        self,
        event_class: Any,
        fact: type[Fact],
        *,
        subject: str | None = None,
        spread: tuple[str, ...] = (),
        **computed: Computed,
    ) -> None:
        """Publish ``event_class`` as ``fact``.

        ``subject`` is the fact's field for the aggregate's own id (None: it is in no field),
        ``spread`` names attributes whose fields are taken too. Raises TypeError when a field of
        the fact has no origin.
        """
        wanted = set(fact._declared_fields) - {subject}
        missing = wanted - _offered(event_class, spread) - set(computed)
        if missing or fact.source != self.source:
            msg = f"{event_class.__qualname__} cannot become {fact.__name__}: no {sorted(missing)}"
            raise TypeError(msg)
        copied = tuple(sorted(wanted - set(computed)))
        self._by_topic[get_topic(event_class)] = Publication(
            event_class, fact, subject, spread, copied, tuple(computed.items())
        )

    def envelope(self, event: LoggedEvent, previous: int) -> Envelope:
        """The envelope of a logged event that is published. Raises StoredEventUnreadable."""
        publication = self._by_topic.get(event.topic)
        if publication is None:
            raise unreadable(self.source, event, "unknown topic")
        try:
            data = publication.data(event)
        except DAMAGED as error:
            raise unreadable(self.source, event, fault_in(error)) from None
        return Envelope(
            id=f"{event.originator_id}.{event.originator_version}",
            source=self.source,
            type=publication.fact.type_name(),
            time=event.recorded_at,
            subject=str(event.originator_id),
            data=data,
            position=event.id,
            previous=previous,
            actor=event.context.actor,
            correlation_id=event.context.correlation_id,
            causation_id=event.context.causation_id,
            command_id=event.context.command_id,
        )


def _topics_of(service: str) -> set[str]:
    """The topics of all events of a service's aggregates."""
    return {
        get_topic(member)
        for aggregate in _all_kinds(Aggregate)
        if getattr(aggregate, "TOPIC", "").startswith(f"{service}:")
        for member in vars(aggregate).values()
        if isinstance(member, type) and hasattr(member, "TOPIC")
    }


def _all_kinds(kind: type[Any]) -> Iterator[type[Any]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _all_kinds(narrower)


def _offered(event_class: Any, spread: tuple[str, ...]) -> set[str]:
    hints = {k: v for k, v in get_type_hints(event_class).items() if k not in NOT_STATE}
    offered = set(hints)
    for name in spread:
        if not is_dataclass(hints[name]):
            raise TypeError(f"{event_class.__qualname__}.{name} cannot be spread")
        offered |= {field.name for field in fields(hints[name])}
    return offered


class PublishedLog:
    """The envelopes of one service's log, by position."""

    def __init__(self, recorder: LogRecorder, publishing: Publishing) -> None:
        self.source = publishing.source
        self._recorder = recorder
        self._publishing = publishing

    def since(self, position: int, limit: int = 500) -> list[Envelope]:
        """The facts after a position, in order, at most ``limit``.

        They end before an event that cannot be read. When that is the next one, raises
        StoredEventUnreadable: to leave it out would be to lose a fact.
        """
        events = self._recorder.select_notifications(
            position, limit, besides=self._private, inclusive_of_start=False
        )
        if not events:
            return []
        previous = self._recorder.last_position_before(events[0].id, self._publishing.topics)
        return self._chain(events, previous)

    @cached_property
    def _private(self) -> list[str]:
        return self._publishing.private_topics()

    def last_up_to(self, position: int) -> int:
        """The position of the last fact up to a position; 0: none. Followers come to this one,
        never to the private events after it.
        """
        return self._recorder.last_position_before(position + 1, self._publishing.topics)

    def _chain(self, events: Sequence[LoggedEvent], previous: int) -> list[Envelope]:
        envelopes: list[Envelope] = []
        for event in events:
            try:
                envelopes.append(self._publishing.envelope(event, previous))
            except StoredEventUnreadable:
                if envelopes:
                    break
                raise
            previous = event.id
        return envelopes
