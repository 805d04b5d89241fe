"""The relay: publishes a service's facts in the order of its log. One replica's is active.

    append ─▶ prompt ─▶ read the log from where it is ─▶ publish, confirmed ─▶ remember

The log is the outbox, so nothing is lost whatever dies when. What was published and not yet
remembered is published again by whoever takes over; followers skip it. A prompt only saves
time: without one the relay looks by itself, at first often, then once a second.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from threading import Condition, Thread
from time import monotonic
from typing import Any

from services.contracts.envelope import Envelope
from services.eventlog.following import Pull
from services.hosting.distributed.broker import connected, keep_alive
from services.hosting.distributed.confirmed import FactsPublisher
from services.hosting.distributed.relay_state import RelayState
from services.hosting.metrics import FACTS_PUBLISHED, RELAY_ACTIVE, RELAY_POSITION

log = logging.getLogger(__name__)

BATCH = 500
FIRST_LOOK_SECONDS = 0.01
LONGEST_LOOK_SECONDS = 1.0
AGAIN_SECONDS = 1.0
REMEMBER_SECONDS = 1.0


class Relay:
    """One replica's relay of one service."""

    def __init__(
        self, source: str, published: Pull, open_state: Callable[[], RelayState], broker: str
    ) -> None:
        self.source = source
        self.is_active = False
        self.trouble = ""
        """What keeps this relay from publishing, if it is the active one or wants to be."""
        self.tell_others: Callable[[], None] = lambda: None
        self._published = published
        self._open_state = open_state
        self._broker = broker
        self._news = Condition()
        self._has_news = self._is_stopping = False
        self._thread = Thread(target=self._run, name=f"relay-{source}", daemon=True)

    def start(self) -> None:
        """Relay, or wait to become the active one, until ``stop``."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the batch under way."""
        self._is_stopping = True
        self._wake()
        self._thread.join()

    def prompt(self) -> None:
        """Something was appended here. If another replica's relay is active, it is told."""
        if self.is_active:
            self._wake()
        else:
            self.tell_others()

    def prompt_from_elsewhere(self) -> None:
        """Something was appended by another replica."""
        if self.is_active:
            self._wake()

    def _wake(self) -> None:
        with self._news:
            self._has_news = True
            self._news.notify()

    def _wait(self, seconds: float) -> bool:
        """Wait for news; False when there was none in the time."""
        with self._news:
            self._news.wait_for(lambda: self._has_news, seconds)
            had_news, self._has_news = self._has_news, False
            return had_news

    def _run(self) -> None:
        while not self._is_stopping:
            try:
                self._live()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
                self.trouble = f"{type(error).__name__}"
                log.warning("the relay of %s begins anew: %s", self.source, error)
                self._wait(AGAIN_SECONDS)
            finally:
                self._be_active(False)

    def _live(self) -> None:
        """Wait to become the active one, then relay; ends by an error, or when it is to stop."""
        with ExitStack() as ends:
            state = ends.enter_context(closing(self._open_state()))
            while not state.take():
                self.trouble = ""
                if self._is_stopping:
                    return
                self._wait(AGAIN_SECONDS)
            connection = ends.enter_context(connected(self._broker))
            self._be_active(True)
            Relaying(self, state, connection).until(lambda: self._is_stopping)

    def _be_active(self, is_active: bool) -> None:
        self.is_active = is_active
        RELAY_ACTIVE.labels(self.source).set(int(is_active))

    def news_from(self, position: int) -> Sequence[Envelope]:
        """The next facts to publish."""
        return self._published(position, BATCH)

    def wait_for_news(self, pause: float) -> float:
        """Wait for a prompt or for the pause to be over; how long the next pause is."""
        had_news = self._wait(pause)
        return FIRST_LOOK_SECONDS if had_news else min(2 * pause, LONGEST_LOOK_SECONDS)


class Relaying:
    """What the active relay does while it has its lock and its connection."""

    def __init__(self, relay: Relay, state: RelayState, connection: Any) -> None:
        self._relay = relay
        self._state = state
        self._connection = connection
        self._publisher = FactsPublisher(connection, relay.source)
        self._position = self._remembered = state.position()
        self._remembered_at = monotonic()

    def until(self, is_to_stop: Callable[[], bool]) -> None:
        """Publish what there is, and what comes. Raises what hinders it."""
        pause = FIRST_LOOK_SECONDS
        while not is_to_stop():
            if not self._publish_next():
                self._relay.trouble = ""
                self._remember_now_and_then()
                pause = self._relay.wait_for_news(pause)
        self._remember()

    def _publish_next(self) -> bool:
        envelopes = self._relay.news_from(self._position)
        if not envelopes:
            return False
        self._publisher.publish(envelopes)
        self._position = envelopes[-1].position
        FACTS_PUBLISHED.labels(self._relay.source).inc(len(envelopes))
        RELAY_POSITION.labels(self._relay.source).set(self._position)
        return True

    def _remember_now_and_then(self) -> None:
        """A write waits for the disk, so not every batch is remembered at once."""
        keep_alive(self._connection)
        if monotonic() - self._remembered_at >= REMEMBER_SECONDS:
            self._remember()

    def _remember(self) -> None:
        self._remembered_at = monotonic()
        if self._position == self._remembered:
            self._state.check()
        else:
            self._state.keep(self._position)
            self._remembered = self._position
