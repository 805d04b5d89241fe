"""Which private events of a service are published, and as which facts. The only way out.

A fact's data are taken from the event's stored JSON, without making a domain event or loading
an aggregate: what a contract needs stands in the event. Only what the contract asks for is
decoded, by its JSON type.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, TypedDict, get_type_hints

import msgspec
from eventsourcing.domain import Aggregate
from eventsourcing.utils import get_topic

from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.eventlog.json_types import json_object, json_type
from services.eventlog.mapper import NOT_STATE, VERSIONED, brought_up, not_newer
from services.eventlog.records import PlainEvent

Computed = Callable[[dict[str, Any]], Any]

_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Publication:
    """How one private event becomes one fact. ``computed`` get the event's JSON state."""

    def __init__(
        self,
        event_class: type,
        fact: type[Fact],
        subject: str | None,
        spread: tuple[str, ...],
        computed: dict[str, Computed],
    ) -> None:
        self.event_class = event_class
        self.fact = fact
        self._type = fact.type_name()
        self._subject = subject
        self._spread = spread
        self._computed = computed
        self._version = getattr(event_class, "class_version", 1)
        self._wanted = self._wanted_type(set(fact._declared_fields) - {subject} - set(computed))
        self._pick = msgspec.json.Decoder(self._wanted).decode

    def _wanted_type(self, names: set[str]) -> Any:
        """The JSON type of what is taken from the event. Raises TypeError for what it lacks."""
        hints = _attributes(self.event_class)
        own = {name: json_type(hints[name]) for name in names & hints.keys() - set(self._spread)}
        spread = {name: json_object(hints[name], wanted=names) for name in self._spread}
        if missing := names - own.keys() - _names_in(hints[name] for name in self._spread):
            raise TypeError(
                f"{self.event_class.__qualname__} cannot become {self.fact.__name__}:"
                f" no {sorted(missing)}"
            )
        return TypedDict("Wanted", {**own, **spread, **VERSIONED})  # type: ignore[operator]

    def envelope(self, event: PlainEvent, previous: int) -> Envelope:
        """The envelope of an event with this publication's topic. Raises one of DAMAGED."""
        position, subject, version, _, state, time, actor, correlation, cause, command = event
        return Envelope(
            f"{subject}.{version}",
            self.fact.source,
            self._type,
            time,
            subject,
            self._data(state, subject),
            position,
            previous,
            actor,
            correlation,
            cause,
            command,
        )

    def _data(self, state: bytes, subject: str) -> dict[str, Any]:
        """The fact's JSON-compatible data."""
        data = self._picked(state)
        for name in self._spread:
            data.update(data.pop(name))
        if self._subject:
            data[self._subject] = subject
        if self._computed:
            full = self._full(state)
            data.update((name, function(full)) for name, function in self._computed.items())
        return data

    def _picked(self, state: bytes) -> dict[str, Any]:
        if self._version == 1:
            return not_newer(self._pick(state), 1)
        picked: dict[str, Any] = msgspec.convert(self._full(state), self._wanted)
        return picked

    def _full(self, state: bytes) -> dict[str, Any]:
        """All of the state, in the event class's present shape."""
        return brought_up(self.event_class, _decode(state))


def _attributes(event_class: type) -> dict[str, Any]:
    hints = get_type_hints(event_class)
    return {name: hint for name, hint in hints.items() if name not in NOT_STATE}


def _names_in(kinds: Iterator[Any]) -> set[str]:
    """The names of the attributes of dataclasses. Raises TypeError for another kind."""
    return {field.name for kind in kinds for field in fields(kind)}


class Publishing:
    """The publications of one service."""

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

    def of(self, topic: str) -> Publication:
        """How events with this topic are published. Raises KeyError for another topic."""
        return self._by_topic[topic]

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
        if fact.source != self.source:
            raise TypeError(f"{self.source} cannot publish {fact.type_name()}")
        publication = Publication(event_class, fact, subject, spread, computed)
        self._by_topic[get_topic(event_class)] = publication


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
