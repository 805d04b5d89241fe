"""Who is told what by message about a fact, in words."""

from collections.abc import Callable

from services.contracts.fact import Fact
from services.contracts.roles import Role
from services.notifications.announcements import ANNOUNCED, SILENT
from services.notifications.announcements.announcement import Announcement
from services.notifications.announcements.recipients import (
    Office,
    Participant,
    Person,
    ProjectMentor,
    Recipient,
    RoomProvider,
)
from services.notifications.texts import FALLBACK, shipped_texts

OFFICES = {
    Role.NORE_OUT: "NORE-Out",
    Role.NORE_IN: "NORE-In",
    Role.LORE: "LORE",
    Role.DIRECTOR: "director",
}
UNITS = {
    "sending_nmo_id": "sending ",
    "hosting_nmo_id": "hosting ",
    "hosting_lc_id": "hosting ",
}
SUBJECTS = shipped_texts().templates(FALLBACK)


def messages_about(fact: type[Fact]) -> list[str]:
    """A line for each text: to whom, which text; or why there is none."""
    if fact in SILENT:
        return [f"nobody: {SILENT[fact]}"]
    return [_line(announcement) for announcement in ANNOUNCED.get(fact, ())]


def people_told_of(fact: type[Fact]) -> list[str]:
    """Everybody whom some text about the fact reaches."""
    to = [recipient for line in ANNOUNCED.get(fact, ()) for recipient in line.to]
    return list(dict.fromkeys(map(word_for, to)))


def _line(announcement: Announcement) -> str:
    subject = SUBJECTS[announcement.template]["subject"]
    people = ", ".join(map(word_for, announcement.to))
    return f"{people}: “{subject}” (`{announcement.template}`)"


def word_for(recipient: Recipient) -> str:
    """A recipient in words."""
    return WORDS[type(recipient)](recipient)


def _person(recipient: Person) -> str:
    return recipient.field.removesuffix("_id").removesuffix("_person").replace("_", " ")


def _office(recipient: Office) -> str:
    return UNITS.get(recipient.unit_field or "", "") + OFFICES[recipient.role]


def _participant(recipient: Participant) -> str:
    return recipient.role.value.replace("_", " ")


WORDS: dict[type, Callable[..., str]] = {
    Person: _person,
    Office: _office,
    Participant: _participant,
    ProjectMentor: lambda _: "mentor",
    RoomProvider: lambda _: "housing provider",
}
