"""A small aggregate and its contract, for the event log's own tests."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate, event
from marshmallow import fields

from services.contracts.fact import Fact
from services.contracts.shapes import a_count, a_text, an_id
from services.eventlog.publishing import Publishing


class Mood(StrEnum):
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True)
class Span:
    start: date
    end: date


@dataclass(frozen=True)
class Owner:
    owner_id: UUID
    country: str


class Sample(Aggregate):
    """Holds one event of every type that a state may have."""

    TOPIC = "samples:Sample"

    @event("Created", topic="samples:Sample.Created")
    def __init__(self, id: UUID, owner: Owner, label: str) -> None:
        self.owner = owner
        self.label = label
        self.values: dict[str, Any] = {}

    def note(self, **values: Any) -> None:
        self._note(**values)

    @event("Noted", topic="samples:Sample.Noted")
    def _note(
        self,
        moment: datetime,
        amount: Decimal,
        mood: Mood,
        spans: list[Span],
        by_id: dict[UUID, int],
        maybe: date | None = None,
    ) -> None:
        self.values = {"moment": moment, "amount": amount, "mood": mood, "spans": spans}
        self.values |= {"by_id": by_id, "maybe": maybe}

    def keep_private(self) -> None:
        self._keep_private()

    @event("KeptPrivate", topic="samples:Sample.KeptPrivate")
    def _keep_private(self) -> None:
        self.label = ""


class SampleMade(Fact):
    """A sample was made."""

    source = "samples"
    sample_id = an_id()
    owner_id = an_id()
    country = a_text()
    label = a_text()
    length = a_count()
    example = {
        "sample_id": "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c01",
        "owner_id": "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c02",
        "country": "PT",
        "label": "one",
        "length": 3,
    }


class SampleNoted(Fact):
    """Something was noted."""

    source = "samples"
    sample_id = an_id()
    mood = a_text()
    amount = fields.Decimal(as_string=True)
    example = {
        "sample_id": "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c01",
        "mood": "good",
        "amount": "1.50",
    }


PUBLISHING = Publishing("samples")
PUBLISHING.add(
    Sample.Created,  # type: ignore[attr-defined]
    SampleMade,
    subject="sample_id",
    spread=("owner",),
    length=lambda state: len(state["label"]),
)
PUBLISHING.add(Sample.Noted, SampleNoted, subject="sample_id")  # type: ignore[attr-defined]
