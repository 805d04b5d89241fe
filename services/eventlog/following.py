"""Following another log: every envelope is applied once in effect, in order, without holes.

A follower knows the position it has processed of its source; its target stores that position
in the same transaction as the effects. An envelope that continues it is applied, one already
seen is skipped, one that leaves a hole makes the follower pull what is missing. So lost,
repeated and reordered messages, restarts and brand-new followers end in the same state.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from threading import RLock
from typing import Protocol

from services.contracts.envelope import Envelope
from services.contracts.errors import (
    LineNotStopped,
    LineStoppedElsewhere,
    StoredEventUnreadable,
)
from services.eventlog.faults import storage_refusal
from services.eventlog.metrics import FACTS_SKIPPED
from services.eventlog.standstill import (
    Ledger,
    PassedOver,
    Place,
    StopNotes,
    place_of,
    place_of_damage,
    unknown_in,
)

Pull = Callable[[int, int], Sequence[Envelope]]
"""``published_since(position, limit)`` of the source."""

BATCH = 500
"""So many are pulled and applied at once by who has much to catch up with."""


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
        self._stops = StopNotes(target.ledger, source, self.next)
        self._turn = RLock()  # an operator may pass over a fact while a thread follows

    def receive(self, *envelopes: Envelope) -> int:
        """Take pushed envelopes; how many were applied, with those that had to be pulled.

        Raises what the target raises; the envelopes stay due.
        """
        done = self._position()
        news = [envelope for envelope in envelopes if envelope.position > done]
        if not news:
            return 0
        if _is_chain(done, news) and len(self._allowed(news)) == len(news):
            with self._turn, self._stops.noted():
                return self._apply(news)
        return self.catch_up()

    def catch_up(self) -> int:
        """Pull and apply until nothing is left; how many envelopes were applied."""
        applied = 0
        while more := self.advance():
            applied += more
        if not applied:
            self.rest()
        return applied

    def advance(self) -> int:
        """Pull and apply the next envelopes; how many, 0 when nothing is due."""
        with self._turn, self._stops.noted():
            return self._apply(self._due())

    def rest(self) -> None:
        """Let the target write down what can wait."""
        self._target.rest(self.source)

    def look_again(self) -> None:
        """Ask the target anew how far it is: others may have brought it further."""
        self._seen = None

    def _position(self) -> int:
        if self._seen is None:
            self._seen = self._target.processed(self.source)
        return self._seen

    def _apply(self, envelopes: Sequence[Envelope]) -> int:
        if not envelopes:
            return 0
        try:
            self._process(envelopes)
        except BaseException:
            self.look_again()
            raise
        self._seen = envelopes[-1].position
        for envelope in unknown_in(envelopes):
            FACTS_SKIPPED.labels(self.name, self.source, envelope.type).inc()
        return len(envelopes)

    def _process(self, envelopes: Sequence[Envelope]) -> None:
        """All at once; or, when one of them stops the others, one by one up to that one."""
        try:
            self._target.process(envelopes)
        except Exception:
            if len(envelopes) == 1:
                raise
            for envelope in envelopes:
                self._target.process([envelope])

    def _due(self) -> Sequence[Envelope]:
        return self._allowed(self._pull(self._position(), BATCH))

    def _allowed(self, envelopes: Sequence[Envelope]) -> Sequence[Envelope]:
        """Those that were applied already by whom this follower comes after."""
        if self._after is None or not envelopes:
            return envelopes
        bound = self._after.processed(self.source)
        return [envelope for envelope in envelopes if envelope.position <= bound]

    # -- where it stands -------------------------------------------------------------------

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
        """Go past the fact that stops the line, which must stand there, without applying it.

        It is tried a last time. Raises LineNotStopped, LineStoppedElsewhere, and what is the
        matter with the storage, which is no reason to pass over a fact.
        """
        with self._turn:
            place = self._stopped_at()
            if place.position != position:
                where = {"source": self.source, "position": place.position}
                raise LineStoppedElsewhere(follower=self.name, **where)
            passed = PassedOver(**vars(place), actor=actor, at=at, reason=reason)
            self._target.pass_over(passed)
            self.look_again()
        FACTS_SKIPPED.labels(self.name, self.source, place.type).inc()
        return passed

    def _stopped_at(self) -> Place:
        try:
            self.catch_up()
        except Exception as error:
            if storage_refusal(error) is not None or (place := self.next()) is None:
                raise
            return place
        raise LineNotStopped(follower=self.name, source=self.source)


def _is_chain(done: int, envelopes: Sequence[Envelope]) -> bool:
    """Whether they continue the position and each other, without a hole."""
    return envelopes[0].previous <= done and all(
        later.previous == earlier.position for earlier, later in pairwise(envelopes)
    )
