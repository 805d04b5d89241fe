"""What a placement asks of a room and of a contact person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.housing.domain.period import Period


@dataclass(frozen=True)
class Placement:
    """A committee's proposal for an exchange, with the days it is for.

    ``until`` is when the proposal lapses. Nothing here runs on it: who proposed the placement
    also releases it, so that a card of acceptance and a lapse can never cross.
    """

    placement_id: UUID
    exchange_id: UUID
    student_id: UUID
    hosting_lc_id: UUID
    start: date
    end: date
    until: datetime

    @property
    def period(self) -> Period:
        """The days, checked: a proposal for no day at all is refused."""
        return Period.between(self.start, self.end)
