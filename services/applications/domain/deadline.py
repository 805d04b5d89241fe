"""Deadlines: who must be reminded, once per threshold, and what was missed."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.applications.domain.parties import Parties
from services.applications.domain.stage import DeadlineName

# For the acceptance these are 12, 10 and 9 weeks before a start that it precedes by 8 weeks.
WARN_DAYS_BEFORE: dict[DeadlineName, tuple[int, ...]] = {
    DeadlineName.SUBMISSION: (7, 3),
    DeadlineName.ACCEPTANCE: (28, 14, 7),
    DeadlineName.CONFIRMATION: (14, 7),
    DeadlineName.EVALUATION: (14, 7),
}


def next_look(deadline: DeadlineName, due_on: date, days_left: int | None = None) -> date:
    """The day on which a deadline is to be looked at next.

    ``days_left`` is what the last warning said; without one, the first threshold is meant.
    """
    thresholds = WARN_DAYS_BEFORE[deadline]
    ahead = [days for days in thresholds if days_left is None or days < days_left]
    return due_on - timedelta(days=max(ahead)) if ahead else due_on + timedelta(days=1)


class Deadline(Aggregate):
    """One deadline of one exchange: warned of at a few thresholds, then missed (or met)."""

    TOPIC = "applications:Deadline"

    @staticmethod
    def create_id(exchange_id: UUID, deadline: DeadlineName, due_on: date) -> UUID:
        """One per exchange, step and day: another start is another deadline."""
        return uuid5(exchange_id, f"{deadline}/{due_on}")

    @event("Created", topic="applications:Deadline.Created")
    def __init__(self, exchange_id: UUID, deadline: DeadlineName, due_on: date) -> None:
        self.deadline = deadline
        self.due_on = due_on
        self.warned_at: int | None = None
        self.is_missed = False

    def look(self, parties: Parties, today: date) -> None:
        """Warn when a new threshold is crossed; record that the day has passed."""
        days_left = (self.due_on - today).days
        if days_left >= 0 and self._crosses_new_threshold(days_left):
            self._warn(parties, self.deadline, self.due_on, days_left)
        elif days_left < 0 and not self.is_missed:
            self._miss(parties, self.deadline, self.due_on)

    def _crosses_new_threshold(self, days_left: int) -> bool:
        crossed = [days for days in WARN_DAYS_BEFORE[self.deadline] if days >= days_left]
        return bool(crossed) and (self.warned_at is None or self.warned_at > min(crossed))

    @event("Approached", topic="applications:Deadline.Approached")
    def _warn(self, parties: Parties, deadline: DeadlineName, due_on: date, days_left: int) -> None:
        self.warned_at = days_left

    @event("Missed", topic="applications:Deadline.Missed")
    def _miss(self, parties: Parties, deadline: DeadlineName, due_on: date) -> None:
        self.is_missed = True
