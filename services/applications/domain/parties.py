"""What events about an exchange carry, so that they can be published as they stand."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True)
class Parties:
    """Whose exchange it is and which units are concerned; carried by every event about it."""

    exchange_id: UUID
    student_id: UUID
    sending_nmo_id: UUID
    hosting_nmo_id: UUID
    hosting_lc_id: UUID | None = None


@dataclass(frozen=True)
class Choice:
    """A project the student wants; rank 1 is the first wish."""

    rank: int
    project_id: UUID
    lc_id: UUID
    letter_id: UUID


@dataclass(frozen=True)
class Wanted:
    """What a committee asks for in a placement."""

    placement_id: UUID
    project_id: UUID
    room_id: UUID
    contact_person_id: UUID

    def handed_over_to(self, contact_person_id: UUID) -> "Wanted":
        """The same with another contact person."""
        return replace(self, contact_person_id=contact_person_id)


@dataclass(frozen=True)
class Placed:
    """What is held for the exchange, until when, and by which persons it is looked after."""

    placement_id: UUID
    project_id: UUID
    room_id: UUID
    contact_person_id: UUID
    mentor_person_id: UUID
    contact_person_person_id: UUID
    until: datetime

    def handed_over_to(self, contact_person_id: UUID, person_id: UUID) -> "Placed":
        """The same with another contact person."""
        return replace(
            self, contact_person_id=contact_person_id, contact_person_person_id=person_id
        )


class Resource(StrEnum):
    """What can be refused. The slot is the project's to give, the mentor's yes comes after it."""

    SLOT = "slot"
    MENTOR = "mentor"
    BED = "bed"
    CONTACT_PERSON = "contact_person"
