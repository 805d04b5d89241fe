"""Following another log: every envelope is applied once in effect, in order, without holes.

A follower knows the position it has processed of its source; its target stores that position
in the same transaction as the effects. An envelope that continues it is applied, one already
seen is skipped, one that leaves a hole makes the follower pull what is missing. So lost,
repeated and reordered messages, restarts and brand-new followers end in the same state.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from services.contracts.envelope import Envelope
from services.contracts.errors import (
    LineNotStopped,
    LineStoppedElsewhere,
    StoredEventUnreadable,
)
from services.eventlog.metrics import FACTS_SKIPPED
from services.eventlog.standstill import (
    Ledger,
    PassedOver,
    Place,
    place_of,
    place_of_damage,
    unknown_in,
)

Pull = Callable[[int, int], Sequence[Envelope]]
"""``published_since(position, limit)`` of the source."""

BATCH = 200


class Target(Protocol):
    """What applies envelopes: the reactions of a service, or a set of views."""

    def processed(self, source: str) -> int:
        """The position of the source up to which envelopes were applied; 0: none."""

    def process(self, envelopes: Sequence[Envelope]) -> None:
        """Apply consecutive envelopes of one source, in transactions that record the position."""

    def rest(self, source: str) -> None:
        """Nothing of the source is due at present: time to write down what can wait."""

    @property
    def ledger(self) -> Ledger:
        """Where it is kept what was passed over and what stops."""

    def pass_over(self, passed: PassedOver) -> None:
        """Go past one fact without applying it; recorded in the transaction that moves the
        position. Raises LineNotStopped when it was processed already.
        """


class Follower:
    """Brings one target up to date with one source.

    ``name`` is for people who look at it. ``after`` is a target that goes first: nothing is
    applied here before it was applied there. So reactions find in their service's views what
    happened before.

    It remembers how far its target was when it last looked. Others may have brought the target
    further since then, never back: the target passes over what it has.
    """

    def __init__(
        self,
        target: Target,
        source: str,
        pull: Pull,
        *,
        name: str = "",
        after: Target | None = None,
    ) -> None:
        self.source = source
        self.name = name
        self._target = target
        self._pull = pull
        self._after = after
        self._seen: int | None = None

    def receive(self, envelope: Envelope) -> None:
        """Take one pushed envelope. Raises what the target raises; the envelope stays due."""
        done = self._target.processed(self.source)
        if envelope.position <= done:
            return
        if envelope.previous <= done and self._after is None:
            self._process([envelope])
        else:
            self.catch_up()

    def catch_up(self) -> int:
        """Pull and apply until nothing is left; how many envelopes were applied."""
        applied = 0
        while envelopes := self._due():
            self._process(envelopes)
            self._seen = envelopes[-1].position
            applied += len(envelopes)
        if not applied:
            self._target.rest(self.source)
        return applied

    def _process(self, envelopes: Sequence[Envelope]) -> None:
        self._target.process(envelopes)
        for envelope in unknown_in(envelopes):
            FACTS_SKIPPED.labels(self.name, self.source, envelope.type).inc()

    @property
    def ledger(self) -> Ledger:
        """Where it is kept what was passed over and what stops."""
        return self._target.ledger

    @property
    def position(self) -> int:
        """How far the target has processed the source."""
        return self._target.processed(self.source)

    def next(self) -> Place | None:
        """Where the next fact stands; None when nothing is due."""
        try:
            envelopes = self._pull(self.position, 1)
        except StoredEventUnreadable as damage:
            return place_of_damage(damage, self.source)
        return place_of(envelopes[0]) if envelopes else None

    def oldest_due(self) -> datetime | None:
        """When the next fact happened; None when nothing is due, or nobody can read it."""
        try:
            envelopes = self._pull(self.position, 1)
        except StoredEventUnreadable:
            return None
        return envelopes[0].time if envelopes else None

    def pass_over(self, position: int, actor: str, at: datetime, reason: str) -> PassedOver:
        """Go past the next fact, which must stand there, without applying it.

        Raises LineNotStopped, LineStoppedElsewhere.
        """
        place = self.next()
        if place is None:
            raise LineNotStopped(follower=self.name, source=self.source)
        if place.position != position:
            elsewhere = {"source": self.source, "position": place.position}
            raise LineStoppedElsewhere(follower=self.name, **elsewhere)
        passed = PassedOver(**vars(place), actor=actor, at=at, reason=reason)
        self._target.pass_over(passed)
        self._seen = None
        FACTS_SKIPPED.labels(self.name, self.source, place.type).inc()
        return passed

    def _due(self) -> Sequence[Envelope]:
        if self._seen is None:
            self._seen = self._target.processed(self.source)
        envelopes = self._pull(self._seen, BATCH)
        if self._after is None or not envelopes:
            return envelopes
        bound = self._after.processed(self.source)
        return [envelope for envelope in envelopes if envelope.position <= bound]
