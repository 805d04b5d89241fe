"""The mentor: a researcher who supervises projects and confirms placements."""

import re
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.projects.errors import MentorOfAnotherCommittee, OrcidInvalid

ORCID = re.compile(r"([0-9]{4}-){3}[0-9]{3}[0-9X]")


class Mentor(Aggregate):
    """A person in the part of supervising a committee's projects. The name is in the vault."""

    TOPIC = "projects:Mentor"

    @staticmethod
    def create_id(lc_id: UUID, person_id: UUID) -> UUID:
        """The id follows from committee and person, so that nobody is registered twice."""
        return uuid5(lc_id, str(person_id))

    @event("Created", topic="projects:Mentor.Created")
    def __init__(
        self, person_id: UUID, lc_id: UUID, nmo_id: UUID, department: str, orcid: str
    ) -> None:
        self.person_id = person_id
        self.lc_id = lc_id
        self.nmo_id = nmo_id
        self.department = department
        self.orcid = orcid

    @classmethod
    def registered(
        cls, person_id: UUID, lc_id: UUID, nmo_id: UUID, department: str, orcid: str
    ) -> "Mentor":
        """A new mentor; an ORCID iD is checked, if one is given."""
        if orcid and not is_orcid(orcid):
            raise OrcidInvalid(orcid=orcid)
        return cls(
            person_id=person_id, lc_id=lc_id, nmo_id=nmo_id, department=department, orcid=orcid
        )

    def must_belong_to(self, lc_id: UUID) -> None:
        """Refuse the mentor of another committee."""
        if self.lc_id != lc_id:
            raise MentorOfAnotherCommittee(mentor_id=self.id, lc_id=lc_id)


def is_orcid(text: str) -> bool:
    """Whether a text is an ORCID iD: four groups of four, the last character a check digit."""
    digits = text.replace("-", "")
    return bool(ORCID.fullmatch(text)) and _check_digit(digits[:-1]) == digits[-1]


def _check_digit(digits: str) -> str:
    """The check digit of ISO 7064 MOD 11-2, as ORCID publishes it."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]
