"""Every event class of every service, and an example of its attributes."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from eventsourcing.utils import get_topic

from services.contracts.fact import Fact
from services.eventlog.mapper import NOT_STATE
from services.hosting.service_list import NAMES
from tools.handbook.stories import aggregates_of, events_of, fact_of

SIMPLE: dict[Any, Any] = {
    str: "example",
    int: 3,
    float: 0.5,
    bool: True,
    date: date(2027, 7, 1),
    datetime: datetime(2027, 5, 1, 12, tzinfo=UTC),
    Decimal: Decimal("150.00"),
    Any: "example",
    NoneType: None,
}
NOT_AN_ATTRIBUTE = (*NOT_STATE, "originator_id_type")


def all_events() -> Iterator[tuple[type[Any], type[Fact] | None]]:
    """Every event class, with the fact as which it is published, if it is."""
    for service in NAMES:
        for aggregate in aggregates_of(service):
            for event in events_of(aggregate):
                yield event, fact_of(service, event)


def version_of(event: type[Any]) -> int:
    """The version of the event's shape."""
    return int(getattr(event, "class_version", 1))


def attributes_of(event: type[Any]) -> dict[str, Any]:
    """The attributes of an event with their types."""
    hints = get_type_hints(event)
    return {name: hint for name, hint in hints.items() if name not in NOT_AN_ATTRIBUTE}


def state_of_example(event: type[Any], fact: type[Fact] | None) -> str:
    """A stored state of the event: the values of its fact's literal example, where it has them."""
    known = fact.example if fact else {}
    state = {name: _value(name, kind, known) for name, kind in attributes_of(event).items()}
    if version_of(event) > 1:
        state["class_version"] = version_of(event)
    return msgspec.json.encode(state).decode()


def _value(name: str, kind: Any, known: dict[str, Any]) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {f.name: _value(f.name, hints[f.name], known) for f in fields(kind)}
    if name in known:
        try:
            return msgspec.convert(known[name], kind, strict=True)
        except msgspec.ValidationError:
            pass
    return _by_kind(name, kind, known)


def _by_kind(name: str, kind: Any, known: dict[str, Any]) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    value = partial(_value, name, known=known)
    if origin in (Union, UnionType):
        return value(next(part for part in parts if part is not NoneType))
    if origin in (list, tuple):
        return [value(parts[0])]
    if origin is dict:
        return {str(_of_one_value(name, parts[0])): value(parts[1])}
    return _of_one_value(name, kind)


def _of_one_value(name: str, kind: Any) -> Any:
    if kind is UUID:
        return uuid5(NAMESPACE_OID, name)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    return SIMPLE[kind]


def topic_of(event: type[Any]) -> str:
    """The topic under which the event is stored."""
    return get_topic(event)
