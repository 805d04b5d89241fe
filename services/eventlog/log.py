"""One service's log: load aggregates from it, append their new events to it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate
from eventsourcing.persistence import EventStore, Tracking

from services.contracts.errors import StoredEventUnreadable
from services.eventlog.mapper import TypedMapper
from services.eventlog.metrics import EVENTS_APPENDED
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import Context, HandledCommand
from services.eventlog.remembered import LONG, RememberedAggregates
from services.eventlog.unreadable import unreadable


class EventLog:
    """Aggregates in, aggregates out; the recorder underneath is SQLite or PostgreSQL."""

    def __init__(self, recorder: LogRecorder) -> None:
        self.recorder = recorder
        self.on_append: Callable[[], None] = lambda: None
        """Called after each append, to prompt whoever follows this log."""
        self._store: EventStore[UUID] = EventStore(TypedMapper(recorder.name), recorder)
        self._remembered = RememberedAggregates()

    def load(self, aggregate_id: UUID) -> Aggregate | None:
        """The aggregate as of its last event, or None when it has none.

        Raises StoredEventUnreadable when one of its events is damaged.
        """
        known = self._remembered.recall(aggregate_id)
        version = known.version if known else 0
        news = self._store.get(aggregate_id, gt=version or None)
        aggregate: Aggregate | None = self._replayed(known, news)
        if aggregate is not None and aggregate.version - version >= LONG:
            self._remembered.remember(aggregate)
        return aggregate

    def append(
        self,
        aggregates: Iterable[Aggregate],
        *,
        context: Context,
        recorded_at: datetime,
        tracking: Tracking | None = None,
        handled: HandledCommand | None = None,
    ) -> int:
        """Append the aggregates' new events in one transaction; the last position, or 0.

        Raises IntegrityError when somebody else was faster (nothing is written then).
        """
        events: list[Any] = [e for aggregate in aggregates for e in aggregate.collect_events()]
        recordings = self._store.put(
            events,
            context=context,
            recorded_at=recorded_at,
            tracking=tracking,
            handled=handled,
        )
        if not recordings:
            return 0
        EVENTS_APPENDED.labels(self.recorder.name).inc(len(recordings))
        self.on_append()
        return recordings[-1].notification.id

    def _replayed(self, aggregate: Any, events: Iterable[Any]) -> Any:
        """The library's projector without its check of every event against a protocol.

        Recorders of events never raise, so an event that cannot be applied is damaged.
        """
        for event in events:
            try:
                aggregate = event.mutate(aggregate)
            except Exception as error:
                raise self._out_of_place(event) from error
        return aggregate

    def _out_of_place(self, event: Any) -> StoredEventUnreadable:
        version = event.originator_version
        (stored,) = self.recorder.select_events(event.originator_id, gt=version - 1, lte=version)
        return unreadable(self.recorder.name, stored, "does not follow from what precedes it")
