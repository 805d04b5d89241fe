"""The feed of live updates: one look for all listeners of a process, whoever they are.

A thread waits until the views have gone on, looks what has changed, and gives it to every stream.
It works only while somebody listens.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from threading import Condition, Thread

from prometheus_client import Gauge

from gateway.backend import Backend
from gateway.live.errors import TooManyStreams
from gateway.live.news import Batch, changes_between
from gateway.live.stream import Stream
from gateway.views.changes import Change
from services.contracts.roles import Actor
from services.eventlog.faults import STORE_ERRORS

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
"""Where another process feeds the views, nobody prompts this one."""
MOST_AT_ONCE = 500
MOST_MISSED = 5_000
MOST_OF_ONE_PERSON = 8
AGAIN_SECONDS = 10
LISTENERS = Gauge(
    "exchange_live_streams", "Live streams that are open", multiprocess_mode="livesum"
)


class Feed:
    """The streams of one process, and the thread that feeds them."""

    def __init__(self, backend: Backend, most_streams: int) -> None:
        self.most_streams = most_streams
        self._backend = backend
        self._streams: dict[Stream, None] = {}
        self._seen: Mapping[str, int] = {}
        self._changed = Condition()
        self._thread: Thread | None = None
        self._is_stopping = False

    # -- listeners -------------------------------------------------------------------------

    def open(
        self, actor: Actor, told: Mapping[str, int], is_signed_in: Callable[[], bool]
    ) -> Stream:
        """A stream that is fed from now on; what was missed, see ``missed``.

        It has ended if the account was closed since the actor was recognised: what was done before
        the stream was there to be fed is not heeded later. Raises TooManyStreams.
        """
        stream = Stream(actor, dict(told), self._today, is_signed_in)
        with self._changed:
            self._must_have_room_for(actor)
            if not self._streams:
                self._seen = self._backend.positions()
            self._streams[stream] = None
            self._look_again(stream)
            LISTENERS.set(len(self._streams))
            self._begin()
            self._changed.notify_all()
        return stream

    def _must_have_room_for(self, actor: Actor) -> None:
        of_each = Counter(stream.actor.person_id for stream in self._streams)
        is_full = len(self._streams) >= self.most_streams or self._is_stopping
        if is_full or of_each[actor.person_id] >= MOST_OF_ONE_PERSON:
            raise TooManyStreams(seconds=AGAIN_SECONDS)

    def close(self, stream: Stream) -> None:
        """Nobody listens to it any more."""
        stream.end()
        with self._changed:
            self._streams.pop(stream, None)
            LISTENERS.set(len(self._streams))

    def missed(self, told: Mapping[str, int]) -> Iterator[Batch | None]:
        """What changed since somebody was told, up to now; None when it is too much.

        What comes later is given by the feed, after it has heeded who may see it.
        """
        return self._between(dict(told), self._backend.positions())

    def _between(
        self, reached: Mapping[str, int], present: Mapping[str, int]
    ) -> Iterator[Batch | None]:
        changes = 0
        while (batch := self._look(reached, present)).reached != reached:
            changes += len(batch.changes)
            if changes > MOST_MISSED:
                yield Batch((), {}, present)
                yield None
                return
            yield batch
            reached = dict(batch.reached)

    def look(self, after: Mapping[str, int]) -> Batch:
        """What changed after these positions, at most so much at once."""
        return self._look(after, self._backend.positions())

    def _look(self, after: Mapping[str, int], present: Mapping[str, int]) -> Batch:
        up_to = {source: max(last, after.get(source, 0)) for source, last in present.items()}
        return changes_between(self._backend.views, after, up_to, MOST_AT_ONCE)

    # -- feeding ---------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name="live-feed", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End all streams, and take no more."""
        with self._changed:
            self._is_stopping = True
            for stream in self._streams:
                stream.end()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        progress = 0
        while self._somebody_listens():
            progress = self._backend.wait_for_progress(progress, LOOK_SECONDS)
            try:
                self._feed()
            except STORE_ERRORS as error:
                log.warning("the live feed waits for the storage: %s", error)

    def _somebody_listens(self) -> bool:
        """Wait until there is a stream; False when the feed is stopping."""
        with self._changed:
            self._changed.wait_for(lambda: self._streams or self._is_stopping)
            return not self._is_stopping

    def _feed(self) -> None:
        while (batch := self.look(self._seen)).reached != self._seen:
            with self._changed:
                streams = list(self._streams)
                self._heed(batch.changes, streams)
            for stream in streams:
                stream.give(batch)
            self._seen = batch.reached

    def _heed(self, changes: Sequence[Change], streams: Sequence[Stream]) -> None:
        """Whoever's account has changed may see other things now, or nothing."""
        concerned = {c.person_id for c in changes if c.exchange_id is None and not c.message_id}
        for stream in streams:
            if stream.actor.person_id in concerned:
                self._look_again(stream)

    def _look_again(self, stream: Stream) -> None:
        person_id = stream.actor.person_id
        grants = self._backend.views.grants_of_account(person_id) if person_id else None
        if grants is None:
            stream.end()
        else:
            stream.actor = Actor(person_id, grants)

    def _today(self) -> date:
        return self._backend.clock.now().date()
