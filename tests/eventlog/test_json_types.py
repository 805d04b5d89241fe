"""States are read by the JSON types of their attributes."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.eventlog.json_types import json_object, json_type


class Mood(StrEnum):
    GOOD = "good"


class Level(IntEnum):
    LOW = 1


@dataclass(frozen=True)
class Span:
    start: date
    label: str = ""
    marks: list[int] = field(default_factory=list)


@pytest.mark.parametrize(
    ("kind", "fits", "does_not"),
    [
        (str, "a", 1),
        (int, 1, "1"),
        (bool, True, 1),
        (float, 1.5, "1.5"),
        (UUID, "any text", 1),
        (date, "any text", {}),
        (Decimal, "1.5", 1.5),
        (Mood, "good", 1),
        (Level, 1, "low"),
        (date | None, None, 1),
        (UUID | Mood | None, "good", []),
        (list[UUID], ["a"], [1]),
        (tuple[int, ...], [1, 2], ["1"]),
        (tuple[int, str], [1, "a"], "1a"),
        (dict[UUID, int], {"a": 1}, {"a": "1"}),
        (Span, {"start": "2027-03-01"}, {"label": "no start"}),
        (list[Span], [{"start": "2027-03-01", "marks": [1]}], [{"start": 1}]),
        (Any, {"whatever": [1]}, msgspec.UNSET),
    ],
)
def test_values_are_checked_by_their_json_type(kind: Any, fits: Any, does_not: Any) -> None:
    decoder = msgspec.json.Decoder(json_type(kind))

    assert decoder.decode(msgspec.json.encode(fits)) == fits
    if does_not is not msgspec.UNSET:
        with pytest.raises(msgspec.ValidationError):
            decoder.decode(msgspec.json.encode(does_not))


def test_of_an_object_only_what_is_wanted_is_read() -> None:
    stored = msgspec.json.encode(Span(date(2027, 3, 1), "one"))

    assert msgspec.json.decode(stored, type=json_object(Span, wanted=["label"])) == {"label": "one"}
