"""One listener of live updates: told each change once, from where they were, in order."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from threading import Condition

from gateway.live.cursor import written
from gateway.live.events import beat, event, reset
from gateway.live.news import Batch
from services.contracts.roles import Actor

MOST_WAITING = 100
"""So many batches may wait for a slow listener. Then the stream ends, and is resumed."""


class Stream:
    """What is told to one actor, as texts of server-sent events.

    The feed gives batches from one thread, the server's thread for this listener takes the texts.
    ``is_signed_in`` is asked before anything is told.
    """

    def __init__(
        self,
        actor: Actor,
        told: dict[str, int],
        today: Callable[[], date],
        is_signed_in: Callable[[], bool],
    ) -> None:
        self.actor = actor
        self._told = told
        self._today = today
        self._is_signed_in = is_signed_in
        self._waiting: deque[Batch] = deque()
        self._changed = Condition()
        self._has_ended = False

    # -- the feed's side -------------------------------------------------------------------

    def give(self, batch: Batch) -> None:
        """One more batch. Who does not listen fast enough has to resume."""
        with self._changed:
            self._waiting.append(batch)
            self._has_ended = self._has_ended or len(self._waiting) > MOST_WAITING
            self._changed.notify()

    def end(self) -> None:
        """Nothing more is told."""
        with self._changed:
            self._has_ended = True
            self._changed.notify()

    # -- the listener's side ---------------------------------------------------------------

    def texts(self, missed: Iterator[Batch | None], beat_seconds: float) -> Iterator[str]:
        """Everything that is told: first what was missed, then what comes, until the end.

        A None among what was missed stands for more than can be told one by one.
        """
        yield beat(self._cursor)
        for batch in missed:
            if not self._goes_on():
                return
            yield from self._texts_of(batch)
        while self._goes_on():
            batch = self._next(beat_seconds)
            if self._goes_on():
                yield from self._texts_of(batch) if batch else [beat(self._cursor)]

    def _goes_on(self) -> bool:
        return not self._has_ended and self._is_signed_in()

    def _next(self, seconds: float) -> Batch | None:
        """The next batch; None when there is none for so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._has_ended, seconds)
            return self._waiting.popleft() if self._waiting else None

    def _texts_of(self, batch: Batch | None) -> Iterator[str]:
        if batch is None:
            yield reset(self._cursor)
            return
        for news in list(batch.news_for(self.actor, self._today(), self._told)):
            self._told[news.source] = news.position
            yield event(self._cursor, news.event, news.to_json())
        for source, position in batch.reached.items():
            self._told[source] = max(self._told.get(source, 0), position)

    @property
    def _cursor(self) -> str:
        return written(self._told)
