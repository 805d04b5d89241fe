"""Fact lines: what followers of one source do with its facts as the broker delivers them.

    pull what is missing ─▶ consume ─▶ apply what has come, in batches ─▶ acknowledge
                                ▲                 │ fails: hold it, try again with growing delay
                                └─────────────────┘

The followers of a line belong together and come in order: a service's views before its
reactions. Replicas share the line's queue, of which one at a time gets the messages. Nothing
depends on the messages being complete, in order or single: followers know where they are and
pull what is missing, at a hole and now and then.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import Any, TypeVar

from services.contracts.envelope import Envelope
from services.eventlog.following import Follower
from services.hosting.distributed.broker import (
    BROKER_ERRORS,
    connected,
    keep_alive,
    wait_for_frames,
)
from services.hosting.distributed.confirmed import envelope_in
from services.hosting.distributed.topology import line_queue
from services.hosting.line_status import LineStatus, status_of
from services.hosting.metrics import FACT_DELAY, FOLLOWER_POSITION, count_applied
from services.hosting.stalling import Stall

log = logging.getLogger(__name__)

T = TypeVar("T")

PREFETCH = 200
LOOK_SECONDS = 0.5
PULL_SECONDS = 10.0
AGAIN_SECONDS = 1.0


class FactLine:
    """The followers of one source in one replica, and how they fare."""

    def __init__(self, name: str, source: str, followers: Sequence[Follower], broker: str) -> None:
        self.name = name
        self.source = source
        self.stall = Stall(name, source)
        self.is_connected = False
        self.followers = followers
        self._broker = broker
        self._pull_at = 0.0
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=f"line-{name}-{source}", daemon=True)

    def start(self) -> None:
        """Follow until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the batch under way. To be called for all lines before ``join``."""
        self._stopping.set()

    def join(self) -> None:
        """Wait until the line has ended."""
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with connected(self._broker) as connection:
                    self._follow_on(connection)
            except BROKER_ERRORS as error:
                log.warning("the line of %s from %s begins anew: %s", self.name, self.source, error)
            finally:
                self.is_connected = False
            self._stopping.wait(AGAIN_SECONDS)

    def _follow_on(self, connection: Any) -> None:
        deliveries = Deliveries(connection, self.name, self.source)
        self._pull(connection)
        deliveries.begin()
        self.is_connected = True
        while not self._stopping.is_set():
            if messages := deliveries.next_batch():
                receive = partial(self._receive, _envelopes_in(messages))
                if self._until_done(connection, receive) is not None:
                    deliveries.acknowledge(messages)
            elif monotonic() > self._pull_at:
                self._pull(connection)
            else:
                self._until_done(connection, self._rest)

    def _until_done(self, connection: Any, run: Callable[[], T]) -> T | None:
        """Run something again and again until it succeeds; None when the line is stopped."""
        while not self._stopping.is_set():
            if (outcome := self.stall.attempt(run)) is not None:
                return outcome
            self._wait_for_next_attempt(connection)
        return None

    def _receive(self, envelopes: Sequence[Envelope]) -> int:
        applied = sum(self._counted(each, each.receive(*envelopes)) for each in self.followers)
        if applied:
            delay = datetime.now(UTC) - envelopes[-1].time
            FACT_DELAY.labels(self.name, self.source).observe(max(0.0, delay.total_seconds()))
        return applied

    def _rest(self) -> int:
        for follower in self.followers:
            follower.rest()
        return 0

    def _pull(self, connection: Any) -> None:
        """Pull until nothing is left, whatever was believed before about how far it is."""
        for follower in self.followers:
            follower.look_again()
        while self._until_done(connection, self._pull_once):
            keep_alive(connection)
        self._pull_at = monotonic() + PULL_SECONDS

    def _pull_once(self) -> int:
        return sum(self._counted(each, each.advance()) for each in self.followers)

    @staticmethod
    def _counted(follower: Follower, applied: int) -> int:
        count_applied(follower, applied)
        FOLLOWER_POSITION.labels(follower.name, follower.source).set(follower.position)
        return applied

    def _wait_for_next_attempt(self, connection: Any) -> None:
        while not self._stopping.is_set() and (pause := self.stall.seconds_left()):
            self._stopping.wait(min(pause, LOOK_SECONDS))
            keep_alive(connection)


def statuses_of(
    lines: Iterable[FactLine], newest: Mapping[str, int], now: datetime
) -> list[LineStatus]:
    """Where each follower of these lines stands whose source's newest position is known."""
    return [
        status_of(follower, newest[line.source], now, line.stall.error, line.stall.seconds_left())
        for line in lines
        for follower in line.followers
        if line.source in newest
    ]


class Deliveries:
    """The messages of one line, as they come over one connection."""

    def __init__(self, connection: Any, follower: str, source: str) -> None:
        self.connection = connection
        self._channel = connection.channel()
        self._queue = line_queue(follower, source)(self._channel)
        self._queue.exchange.declare()
        self._queue.declare()
        self._arrived: list[Any] = []

    def begin(self) -> None:
        """Let messages come."""
        self._channel.basic_qos(0, PREFETCH, False)
        self._channel.basic_consume(self._queue.name, callback=self._arrived.append)

    def next_batch(self) -> list[Any]:
        """What has come; waits a little for the first message, and for no other."""
        self.connection.heartbeat_tick()
        if not self._arrived:
            wait_for_frames(self.connection, LOOK_SECONDS)
        while len(self._arrived) < PREFETCH and wait_for_frames(self.connection, 0):
            pass
        batch, self._arrived[:] = list(self._arrived), []
        return batch

    def acknowledge(self, messages: Sequence[Any]) -> None:
        """All of these, and all before them, are done with."""
        self._channel.basic_ack(messages[-1].delivery_tag, multiple=True)


def _envelopes_in(messages: Sequence[Any]) -> list[Envelope]:
    """The facts in messages. One that cannot be read is left out, and pulled from the log."""
    envelopes = []
    for message in messages:
        try:
            envelopes.append(envelope_in(message))
        except (ValueError, KeyError, TypeError) as error:
            log.warning("a message that is no fact is passed over: %s", type(error).__name__)
    return envelopes
