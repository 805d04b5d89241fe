"""What today's code reads in the stored examples: the events, and the facts told of them."""

import json
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from services.eventlog.mapper import NOT_STATE, TypedMapper
from services.eventlog.records import BEGINNING_OF_TIME, PlainEvent
from services.eventlog.told import Told
from services.hosting.wire import from_wire, to_wire
from tools.handbook.stories import HOSTED
from tools.stored_events.stored import STORED, StoredExample, stored_examples

READINGS = STORED.with_name("stored_events_read.json")
ORIGINATOR = UUID("5e0c2b0a-6f0e-4a3b-9d0c-0d6f5f1c7a01")


def reading_of(example: StoredExample) -> dict[str, Any]:
    """What is read in an example: the event's attributes, and its fact's type and data."""
    stored = StoredEvent(ORIGINATOR, 1, example.topic, example.state.encode())
    event = TypedMapper("examples").to_domain_event(stored)
    attributes = {name: value for name, value in vars(event).items() if name not in NOT_STATE}
    return {
        "topic": example.topic,
        "class_version": example.class_version,
        "event": from_wire(to_wire(attributes)),
        "fact": _fact_of(example),
    }


def _fact_of(example: StoredExample) -> dict[str, Any] | None:
    """The fact as its readers see it, typed by its contract; None for a private event."""
    publishing = HOSTED[example.topic.partition(":")[0]].publishing
    if example.topic not in publishing.topics:
        return None
    publication = publishing.of(example.topic)
    envelope = publication.envelope(_row_of(example), 0)
    told = Told(publication.fact, envelope)
    return {"type": envelope.type, "data": from_wire(to_wire(dict(told.data)))}


def _row_of(example: StoredExample) -> PlainEvent:
    state = example.state.encode()
    about = ("system", "", "", "")
    return (1, str(ORIGINATOR), 1, example.topic, state, BEGINNING_OF_TIME, *about)


def readings() -> str:
    """What is read in all examples, as the text of the file."""
    read = [reading_of(example) for example in stored_examples()]
    return json.dumps(read, ensure_ascii=False, indent=1) + "\n"


def write_readings() -> None:
    """Write the file anew."""
    READINGS.write_text(readings(), encoding="utf-8")
