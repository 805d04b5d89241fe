"""What is asked of those who help, each with a page that is done in two minutes on a phone.

They have signed in, or have come by the personal link of a mail; then this is all they see.

link            opening a personal link, and leaving again
tasks           all tasks of somebody who has signed in
task            one task: what is asked now, and what one has to know for it
whose           which task of whom, and what the vault tells its helper of the student
asked           what is asked of whom at which stage
mentor          taking a student or not, the beginning and the end of the work
appraisals      the logbook countersigned, the appraisals signed
contact_person  keys, a student who does not come, handing over to a colleague
provider        the days on which the room is not free
departure       the student leaves the room
undoing         what was just done by who came by a link is taken back
"""

from gateway.web.pages.tasks import (
    appraisals,
    contact_person,
    departure,
    link,
    mentor,
    provider,
    task,
    tasks,
    undoing,
)
from gateway.web.pages.tasks.area import TASKS

__all__ = [
    "TASKS",
    "appraisals",
    "contact_person",
    "departure",
    "link",
    "mentor",
    "provider",
    "task",
    "tasks",
    "undoing",
]
