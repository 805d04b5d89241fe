"""The published log: a service's private events as contract envelopes, in the log's order."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from operator import attrgetter

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.eventlog.mapper import DAMAGED
from services.eventlog.publishing import Publishing
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import PlainEvent
from services.eventlog.unreadable import fault_in, unpublishable

BEYOND_ALL = 2**62

Select = Callable[[Sequence[int]], Sequence[Envelope]]
"""``published_at(positions)`` of a source."""

_position = attrgetter("position")


class PublishedLog:
    """The envelopes of one service's log, by position.

    The stretch that was read last is kept: whoever follows the log usually asks for the same
    facts at about the same time, so they are made once for all of them.
    """

    def __init__(self, recorder: LogRecorder, publishing: Publishing) -> None:
        self.source = publishing.source
        self._recorder = recorder
        self._publishing = publishing
        self._recent: list[Envelope] = []

    def since(self, position: int, limit: int = 500) -> list[Envelope]:
        """The facts after a position, in order, at most ``limit``; none only at the end.

        They end before an event that cannot be read. When that is the next one, raises
        StoredEventUnreadable: to leave it out would be to lose a fact.
        """
        recent = self._recent
        if not (recent and recent[0].previous <= position < recent[-1].position):
            self._recent = recent = self._read(position, limit) or recent
        first = bisect_right(recent, position, key=_position)
        return recent[first : first + limit]

    def at(self, positions: Sequence[int]) -> list[Envelope]:
        """The facts at these positions. What followers read lately stays: who looks back must not
        make them read again. Raises StoredEventUnreadable.
        """
        found = ((position, fact) for position in positions for fact in self._read(position - 1, 1))
        return [fact for position, fact in found if fact.position == position]

    def last_up_to(self, position: int) -> int:
        """The position of the last fact up to a position; 0: none. Followers come to this one,
        never to the private events after it.
        """
        return self._recorder.last_position_before(position + 1, self._publishing.topics)

    def newest(self) -> int:
        """The position of the last fact of all; 0: there is none."""
        return self.last_up_to(BEYOND_ALL)

    @cached_property
    def _private(self) -> list[str]:
        return self._publishing.private_topics()

    def _read(self, position: int, limit: int) -> list[Envelope]:
        events = self._recorder.select_plain(position, limit, besides=self._private)
        if not events:
            return []
        if self._recent and self._recent[-1].position == position:
            previous = position
        else:
            topics = self._publishing.topics
            previous = self._recorder.last_position_before(events[0][0], topics)
        return self._chain(events, previous)

    def _chain(self, events: Sequence[PlainEvent], previous: int) -> list[Envelope]:
        envelopes: list[Envelope] = []
        for event in events:
            try:
                envelopes.append(self._publishing.of(event[3]).envelope(event, previous))
            except DAMAGED as error:
                if envelopes:
                    break
                raise self._unpublishable(event, error) from None
            previous = event[0]
        return envelopes

    def _unpublishable(self, event: PlainEvent, error: Exception) -> StoredEventUnreadable:
        is_known = event[3] in self._publishing.topics
        return unpublishable(self.source, event, fault_in(error) if is_known else "unknown topic")
