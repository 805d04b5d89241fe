"""What the log keeps beside an event's state: who caused it, why, when, and where it stands."""

from dataclasses import dataclass
from datetime import UTC, datetime

from eventsourcing.persistence import Notification

BEGINNING_OF_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """Who and why: written to every event of a command.

    ``correlation_id`` is shared by everything that follows from one request,
    ``causation_id`` is the fact or request that led directly to this.
    """

    actor: str
    correlation_id: str
    causation_id: str
    command_id: str


UNKNOWN = Context(actor="unknown", correlation_id="", causation_id="", command_id="")


@dataclass(frozen=True)
class LoggedEvent(Notification):
    """A stored event as read from the log; ``id`` is its position."""

    recorded_at: datetime
    context: Context


PlainEvent = tuple[int, str, int, str, bytes, datetime, str, str, str, str]
"""A logged event as its row says, for who reads many and makes no aggregate of them.

Position; the originator's id and version; topic; state; when it was recorded; the actor; the
correlation's, the cause's and the command's id.
"""


@dataclass(frozen=True, slots=True)
class HandledCommand:
    """That a command was carried out, and what was answered (JSON), so that it is not repeated.

    ``digest`` tells whether a second request with the same id is the same request.
    """

    id: str
    digest: str
    answer: bytes
