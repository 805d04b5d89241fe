"""Damaged events: what is said of them is where they stand and what is the matter.

Never what they hold: the words end in logs, in answers and on the page of readiness.
"""

import msgspec
from eventsourcing.persistence import Notification, StoredEvent
from marshmallow import ValidationError

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.eventlog.records import PlainEvent


def unreadable(log: str, stored: StoredEvent, fault: str) -> StoredEventUnreadable:
    """The failure that names the place of a stored event."""
    return StoredEventUnreadable(
        log=log,
        position=stored.id if isinstance(stored, Notification) else "?",
        topic=stored.topic,
        originator_id=stored.originator_id,
        version=stored.originator_version,
        fault=fault,
    )


def unpublishable(log: str, event: PlainEvent, fault: str) -> StoredEventUnreadable:
    """The failure that names the place of an event that cannot become a fact."""
    position, originator_id, version, topic = event[:4]
    return StoredEventUnreadable(
        log=log,
        position=position,
        topic=topic,
        originator_id=originator_id,
        version=version,
        fault=fault,
    )


def unusable(fact: Envelope, error: ValidationError) -> StoredEventUnreadable:
    """The failure that names the place of a fact that breaks its contract."""
    return StoredEventUnreadable(
        log=fact.source,
        position=fact.position,
        topic=fact.type,
        originator_id=fact.subject,
        version=fact.id.rpartition(".")[2],
        fault=f"it breaks its contract in {', '.join(sorted(error.messages_dict))}",
    )


def fault_in(error: Exception) -> str:
    """What is the matter with a state: the kind of error and, for a wrong value, its path."""
    path = str(error).rpartition(" - at `")[2].rstrip("`")
    where = f" at {path}" if isinstance(error, msgspec.ValidationError) and "$" in path else ""
    return f"{type(error).__name__}{where}"
