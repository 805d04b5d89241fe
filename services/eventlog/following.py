"""Following another log: every envelope is applied once in effect, in order, without holes.

A follower knows the position it has processed of its source; its target stores that position
in the same transaction as the effects. An envelope that continues it is applied, one already
seen is skipped, one that leaves a hole makes the follower pull what is missing. So lost,
repeated and reordered messages, restarts and brand-new followers end in the same state.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from services.contracts.envelope import Envelope

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

    def receive(self, *envelopes: Envelope) -> int:
        """Take pushed envelopes; how many were applied, with those that had to be pulled.

        Raises what the target raises; the envelopes stay due.
        """
        done = self.position
        news = [envelope for envelope in envelopes if envelope.position > done]
        if not news:
            return 0
        if _is_chain(done, news) and len(self._allowed(news)) == len(news):
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
        return self._apply(self._due())

    def rest(self) -> None:
        """Let the target write down what can wait."""
        self._target.rest(self.source)

    def look_again(self) -> None:
        """Ask the target anew how far it is: others may have brought it further."""
        self._seen = None

    @property
    def position(self) -> int:
        """How far the target is, as far as is known here."""
        if self._seen is None:
            self._seen = self._target.processed(self.source)
        return self._seen

    def _apply(self, envelopes: Sequence[Envelope]) -> int:
        if not envelopes:
            return 0
        try:
            self._target.process(envelopes)
        except BaseException:
            self.look_again()
            raise
        self._seen = envelopes[-1].position
        return len(envelopes)

    def _due(self) -> Sequence[Envelope]:
        return self._allowed(self._pull(self.position, BATCH))

    def _allowed(self, envelopes: Sequence[Envelope]) -> Sequence[Envelope]:
        """Those that were applied already by whom this follower comes after."""
        if self._after is None or not envelopes:
            return envelopes
        bound = self._after.processed(self.source)
        return [envelope for envelope in envelopes if envelope.position <= bound]


def _is_chain(done: int, envelopes: Sequence[Envelope]) -> bool:
    """Whether they continue the position and each other, without a hole."""
    return envelopes[0].previous <= done and all(
        later.previous == earlier.position for earlier, later in pairwise(envelopes)
    )
