"""When a follower stands still: which fact stops it, and which facts it went past unapplied.

Both are kept beside the position that the follower has processed. What it went past is recorded
in the same transaction that moves the position: no fact is ever left out without a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.contracts.fact import is_known
from services.contracts.roles import SYSTEM

UNKNOWN_TYPE = "unknown_type"
"""The reason why a fact of a newer release was passed over: nobody here has its contract."""


@dataclass(frozen=True)
class Place:
    """The fact that is next for a follower. Of a damaged one the type is the event's topic."""

    source: str
    position: int
    fact_id: str
    type: str


@dataclass(frozen=True)
class PassedOver(Place):
    """A fact that a follower went past without applying it: who let it, when and why."""

    actor: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Stop(Place):
    """A fact that stops a follower: since when, how often it was tried, when it is tried again.

    ``error`` is why, in words for everybody.
    """

    error: str
    since: datetime
    tries: int
    retry_at: datetime


class Ledger(Protocol):
    """Where a target keeps what it went past and what stops it."""

    def passed_over(self) -> Sequence[PassedOver]:
        """Everything that was passed over, the latest last."""

    def stop_of(self, source: str) -> Stop | None:
        """What stopped the line of a source when it was last tried."""

    def keep_stop(self, stop: Stop) -> None:
        """Record what stops a line."""

    def drop_stop(self, source: str) -> None:
        """The line goes on."""


def place_of(envelope: Envelope) -> Place:
    """Where a fact stands."""
    return Place(envelope.source, envelope.position, envelope.id, envelope.type)


def place_of_damage(damage: StoredEventUnreadable, source: str) -> Place:
    """Where a damaged event stands that cannot be told as a fact."""
    told = damage.details
    fact_id = f"{told['originator_id']}.{told['version']}"
    return Place(source, int(told["position"]), fact_id, str(told["topic"]))


def unknown_in(envelopes: Sequence[Envelope]) -> list[Envelope]:
    """The facts that a newer release tells and this one has no contract for."""
    return [envelope for envelope in envelopes if not is_known(envelope.type)]


def passed_as_unknown(envelope: Envelope) -> PassedOver:
    """The record that a fact of an unknown type was passed over."""
    return PassedOver(
        **vars(place_of(envelope)),
        actor=SYSTEM.name,
        at=datetime.now(UTC),
        reason=UNKNOWN_TYPE,
    )
