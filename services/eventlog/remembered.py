"""Aggregates with a long history, as they were lately, so that not all of it is replayed each time.

What is remembered is a copy in bytes: whoever recalls it gets an object of their own, and what
they do to it changes nothing here. It is only where replaying begins: whatever the log has
beyond it, by whomever it was appended, is read and replayed as ever. It lies in memory and
ends with the process, so it never meets other code than that which made it.
"""

import pickle
from collections import OrderedDict
from threading import Lock
from uuid import UUID

from eventsourcing.domain import Aggregate

LONG = 20
"""Replaying so many events costs more than keeping a copy."""
MOST = 1_000


class RememberedAggregates:
    """The aggregates that were used last, at most so many."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._copies: OrderedDict[UUID, bytes] = OrderedDict()
        self._turn = Lock()

    def recall(self, aggregate_id: UUID) -> Aggregate | None:
        """The aggregate as it was when it was remembered, if it is."""
        with self._turn:
            copy = self._copies.get(aggregate_id)
            if copy is None:
                return None
            self._copies.move_to_end(aggregate_id)
        remembered: Aggregate = pickle.loads(copy)  # noqa: S301 - our own bytes
        return remembered

    def remember(self, aggregate: Aggregate) -> None:
        """Begin at this version when it is recalled."""
        copy = pickle.dumps(aggregate, pickle.HIGHEST_PROTOCOL)
        with self._turn:
            self._copies[aggregate.id] = copy
            self._copies.move_to_end(aggregate.id)
            if len(self._copies) > self._most:
                self._copies.popitem(last=False)
