"""The local committee: one medical faculty's group inside a national organisation."""

from unicodedata import normalize
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event


class LocalCommittee(Aggregate):
    """An LC finds projects, mentors, rooms and contact persons for incoming students."""

    TOPIC = "projects:LocalCommittee"

    @staticmethod
    def create_id(nmo_id: UUID, faculty: str) -> UUID:
        """The id follows from organisation and faculty, so that a repeated import finds it."""
        return uuid5(nmo_id, natural_key(faculty))

    @event("Created", topic="projects:LocalCommittee.Created")
    def __init__(self, nmo_id: UUID, country: str, faculty: str, city: str, web_page: str) -> None:
        self.nmo_id = nmo_id
        self.country = country
        self.faculty = faculty
        self.city = city
        self.web_page = web_page


def natural_key(faculty: str) -> str:
    """A faculty's name without the differences of case, spacing and Unicode composition."""
    folded = normalize("NFC", faculty).casefold()
    return " ".join(normalize("NFC", folded).split())
