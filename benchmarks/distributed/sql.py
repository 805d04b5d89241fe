"""What a command asks of PostgreSQL, alone: was it carried out, the aggregate, the append."""

from datetime import UTC, datetime
from itertools import count
from statistics import median
from time import perf_counter
from uuid import uuid4

from eventsourcing.persistence import StoredEvent

from services.eventlog.postgres import PostgresRecorder
from services.eventlog.records import Context, HandledCommand

STATE = b'{"' + b"x" * 380 + b'":1}'
HISTORY = 60
TIMES = 300
ANSWER = b'{"id":"0","version":1}'


class StatementsOfACommand:
    """One aggregate with the history of an exchange, to which commands append."""

    def __init__(self, dsn: str) -> None:
        self._log = PostgresRecorder("bare", dsn, pool_size=1)
        self._log.create_tables()
        self._id = uuid4()
        self._versions = count(1)
        for _ in range(HISTORY):
            self._append("")

    def milliseconds(self) -> float:
        """The median time of all statements of one command."""
        return median(self._once() for _ in range(TIMES)) * 1_000

    def _once(self) -> float:
        begun, command_id = perf_counter(), str(uuid4())
        self._log.handled_command(command_id)
        self._log.select_events(self._id, gt=HISTORY - 1)
        self._append(command_id)
        return perf_counter() - begun

    def _append(self, command_id: str) -> None:
        event = StoredEvent(self._id, next(self._versions), "bare:Event", STATE)
        self._log.insert_events(
            [event],
            context=Context("somebody", command_id, command_id, command_id),
            recorded_at=datetime.now(UTC),
            handled=HandledCommand(command_id, "digest", ANSWER) if command_id else None,
        )

    def close(self) -> None:
        """Close its connection."""
        self._log.close()
