"""The events that are stored and read: a bed that is held, as housing records and publishes it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec
from eventsourcing.persistence import StoredEvent

from services.eventlog.records import Context

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
WHO = Context(actor="system", correlation_id=str(UUID(int=1)), causation_id="", command_id="")
TOPIC = "housing:Room.BedHeld"
STATE = msgspec.json.encode(
    {
        "placement": {
            "placement_id": UUID(int=2),
            "exchange_id": UUID(int=3),
            "student_id": UUID(int=6),
            "hosting_lc_id": UUID(int=4),
            "start": NOW.date(),
            "end": NOW.date(),
            "until": NOW,
        },
        "bed": 1,
        "committee": {"lc_id": UUID(int=4), "nmo_id": UUID(int=5)},
    }
)


def an_event() -> StoredEvent:
    """The first event of an aggregate of its own: no two of them are in each other's way."""
    return StoredEvent(uuid4(), 1, TOPIC, STATE)


def events(number: int) -> Iterator[StoredEvent]:
    """So many of them."""
    return (an_event() for _ in range(number))
