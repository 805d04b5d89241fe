"""Who is warned of a deadline that comes near, and who hears that it was missed."""

from services.contracts import applications as facts
from services.notifications.announcements.announcement import Announcement, where
from services.notifications.announcements.recipients import (
    HOSTING_COMMITTEE,
    HOSTING_OFFICE,
    SENDING_OFFICE,
    Person,
    Recipient,
)

STUDENT = Person("student_id")

WARNED: dict[str, tuple[Recipient, ...]] = {
    "submission": (STUDENT, SENDING_OFFICE),
    "acceptance": (HOSTING_COMMITTEE, HOSTING_OFFICE),
    "confirmation": (STUDENT,),
    "evaluation": (STUDENT,),
}
TOLD_WHEN_MISSED: dict[str, tuple[Recipient, ...]] = {
    "submission": (STUDENT, SENDING_OFFICE),
    "acceptance": (HOSTING_COMMITTEE, HOSTING_OFFICE, SENDING_OFFICE, STUDENT),
    "confirmation": (STUDENT, SENDING_OFFICE, HOSTING_OFFICE, HOSTING_COMMITTEE),
    "evaluation": (STUDENT, HOSTING_COMMITTEE),
}


def _approaching(deadline: str, to: tuple[Recipient, ...]) -> Announcement:
    return Announcement(
        facts.DeadlineApproaching,
        f"{deadline}_due",
        to=to,
        saying=("due_on", "days_left"),
        when=where("deadline", deadline),
    )


def _missed(deadline: str, to: tuple[Recipient, ...]) -> Announcement:
    return Announcement(
        facts.DeadlineMissed,
        f"{deadline}_missed",
        to=to,
        when=where("deadline", deadline),
    )


LINES = (
    *(_approaching(deadline, to) for deadline, to in WARNED.items()),
    *(_missed(deadline, to) for deadline, to in TOLD_WHEN_MISSED.items()),
)
