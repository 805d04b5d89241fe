"""What a room is like."""

from dataclasses import dataclass
from enum import StrEnum

from services.housing.errors import RoomTooFar, RoomWithoutBed

MAX_MINUTES_TO_HOSPITAL = 45


class RoomKind(StrEnum):
    """What sort of lodging it is."""

    ROOM = "room"
    DORMITORY = "dormitory"
    STUDIO = "studio"
    FLAT = "flat"


@dataclass(frozen=True)
class Description:
    """A room as it is offered. ``label`` tells it from the provider's other rooms."""

    label: str
    kind: RoomKind
    beds: int
    is_private: bool
    furnished: bool
    kitchen: bool
    heating: bool
    minutes_to_hospital: int
    diets_served: list[str]
    remarks: str

    def check(self) -> None:
        """Refuse what no committee may offer."""
        if self.beds < 1:
            raise RoomWithoutBed
        if self.minutes_to_hospital > MAX_MINUTES_TO_HOSPITAL:
            raise RoomTooFar(limit=MAX_MINUTES_TO_HOSPITAL)
