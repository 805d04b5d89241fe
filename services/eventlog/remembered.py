"""Aggregates with a long history, as they were lately, so that not all of it is replayed each time.

What is remembered is a copy in bytes: whoever recalls it gets an object of their own, and what
they do to it changes nothing here. It is only where replaying begins: whatever the log has
beyond it, by whomever it was appended, is read and replayed as ever. It lies in memory and
ends with the process, so it never meets other code than that which made it.
"""

import pickle
from uuid import UUID

from eventsourcing.domain import Aggregate

from services.eventlog.last_used import LastUsed

LONG = 20
"""Replaying so many events costs more than keeping a copy."""
MOST = 1_000


class RememberedAggregates:
    """The aggregates with a long history that were used last."""

    def __init__(self) -> None:
        self._copies: LastUsed[UUID, bytes] = LastUsed(MOST)

    def recall(self, aggregate_id: UUID) -> Aggregate | None:
        """The aggregate as it was when it was remembered, if it is."""
        copy = self._copies.get(aggregate_id)
        if copy is None:
            return None
        remembered: Aggregate = pickle.loads(copy)  # noqa: S301 - our own bytes
        return remembered

    def remember(self, aggregate: Aggregate) -> None:
        """Begin at this version when it is recalled."""
        self._copies.keep(aggregate.id, pickle.dumps(aggregate, pickle.HIGHEST_PROTOCOL))
