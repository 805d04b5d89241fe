"""What a contact person has taken on: one exchange, for some days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from services.housing.domain.period import Period
from services.housing.domain.placement import Placement


class DutyState(StrEnum):
    """How far a duty is: held → assigned; released, or handed over to a colleague."""

    HELD = "held"
    ASSIGNED = "assigned"
    RELEASED = "released"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True)
class Duty:
    """One placement that a contact person cares for.

    ``successor_id`` has taken it over; ``backup_id`` steps in when the contact person cannot.
    """

    placement: Placement
    state: DutyState = DutyState.HELD
    successor_id: UUID | None = None
    backup_id: UUID | None = None

    @property
    def exchange_id(self) -> UUID:
        """The exchange."""
        return self.placement.exchange_id

    @property
    def period(self) -> Period:
        """The days of the duty."""
        return Period(self.placement.start, self.placement.end)

    @property
    def is_active(self) -> bool:
        """Whether the contact person still has it."""
        return self.state in {DutyState.HELD, DutyState.ASSIGNED}

    def assigned(self) -> "Duty":
        """The duty once the card of acceptance was issued."""
        return replace(self, state=DutyState.ASSIGNED)

    def released(self) -> "Duty":
        """The duty once the placement is off."""
        return replace(self, state=DutyState.RELEASED)

    def handed_over(self, successor_id: UUID) -> "Duty":
        """The duty once a colleague has taken it over."""
        return replace(self, state=DutyState.HANDED_OVER, successor_id=successor_id)

    def backed_up_by(self, backup_id: UUID) -> "Duty":
        """The duty with a colleague who steps in."""
        return replace(self, backup_id=backup_id)


def peak_load(duties: Iterable[Duty], period: Period) -> int:
    """How many active duties fall on the busiest day of the period.

    The number of duties only grows on a day when one starts, so these days are enough.
    """
    busy = [d.period for d in duties if d.is_active and d.period.overlaps(period)]
    days = [period.start, *(b.start for b in busy if period.has(b.start))]
    return max(sum(b.has(day) for b in busy) for day in days)
