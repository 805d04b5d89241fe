"""When a follower stands still: which fact stops it, and which facts it went past unapplied.

Both are kept beside the position that the follower has processed. What it went past is recorded
in the same transaction that moves the position: no fact is ever left out without a word.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from services.contracts.envelope import Envelope
from services.contracts.errors import Failure, StoredEventUnreadable
from services.contracts.fact import is_known
from services.contracts.roles import SYSTEM
from services.eventlog.faults import STORE_ERRORS, storage_refusal

log = logging.getLogger(__name__)

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
    """A fact that stops a follower: since when, how often it was tried, and when last.

    ``error`` is why, in words for everybody.
    """

    error: str
    since: datetime
    tries: int
    tried_at: datetime


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


class StopNotes:
    """Notes in the ledger what stops the line of one follower, and that it goes on.

    So that an operator, another replica or the next process can tell. A fault of the storage is
    no fact's, and could not be noted anyway.
    """

    def __init__(self, ledger: Ledger, source: str, next: Callable[[], Place | None]) -> None:
        self._ledger = ledger
        self._source = source
        self._next = next
        self._may_be_noted = True  # by the process before this one

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Let a block apply facts. What it raises is noted, and raised."""
        try:
            yield
        except Exception as error:
            if storage_refusal(error) is None:
                self._note(error)
            raise
        if self._may_be_noted:
            self._clear()

    def _note(self, error: Exception) -> None:
        self._may_be_noted = True
        try:
            if (place := self._next()) is not None:
                self._ledger.keep_stop(self._stop_at(place, error))
        except STORE_ERRORS:
            log.warning("it cannot be noted what stops the line from %s", self._source)

    def _stop_at(self, place: Place, error: Exception) -> Stop:
        known, now = self._ledger.stop_of(self._source), datetime.now(UTC)
        is_the_same = known is not None and known.position == place.position
        since, tries = (known.since, known.tries) if known and is_the_same else (now, 0)
        return Stop(**vars(place), error=said_of(error), since=since, tries=tries + 1, tried_at=now)

    def _clear(self) -> None:
        if self._ledger.stop_of(self._source) is not None:
            self._ledger.drop_stop(self._source)
        self._may_be_noted = False


def said_of(error: Exception) -> str:
    """What may be told of an error to everybody who asks: another's words may quote a fact."""
    failure = storage_refusal(error) or error
    return str(failure) if isinstance(failure, Failure) else type(failure).__name__


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
