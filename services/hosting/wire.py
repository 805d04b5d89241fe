"""Answers on the wire: JSON bytes and back."""

from typing import Any

import msgspec


def to_wire(value: Any) -> bytes:
    """JSON of a value of ids, days, moments, numbers, texts, lists and dicts."""
    return msgspec.json.encode(value)


def from_wire(data: bytes) -> Any:
    """The JSON-compatible value."""
    return msgspec.json.decode(data)
