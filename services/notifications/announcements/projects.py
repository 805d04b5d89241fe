"""Who is told what about projects and mentor slots."""

from services.contracts import projects as facts
from services.contracts.fact import Fact
from services.notifications.announcements.announcement import Announcement as Tell
from services.notifications.announcements.recipients import (
    COMMITTEE,
    DIRECTOR,
    NATIONAL_OFFICE,
    Person,
    ProjectMentor,
)

MENTOR = Person("mentor_person_id")
PROJECT = ("project_code",)

LINES = (
    Tell(facts.MentorRegistered, "mentor_registered", to=(Person("person_id"),)),
    Tell(facts.ProjectDrafted, "project_drafted", to=(MENTOR,), saying=PROJECT),
    Tell(facts.ProjectApprovedLocally, "project_to_approve", to=(NATIONAL_OFFICE,)),
    Tell(facts.ProjectApprovedNationally, "project_to_publish", to=(DIRECTOR,)),
    Tell(facts.ProjectApprovedNationally, "project_approved", to=(COMMITTEE,)),
    Tell(facts.ProjectPublished, "project_published", to=(COMMITTEE, ProjectMentor())),
    Tell(
        facts.ProjectReconfirmed,
        "project_reconfirmed",
        to=(COMMITTEE,),
        saying=("season",),
    ),
    Tell(
        facts.ProjectSuspended,
        "project_suspended",
        to=(COMMITTEE, NATIONAL_OFFICE, ProjectMentor()),
        saying=("reason",),
    ),
    Tell(
        facts.ProjectResumed,
        "project_resumed",
        to=(COMMITTEE, NATIONAL_OFFICE, ProjectMentor()),
    ),
    Tell(
        facts.ProjectArchived,
        "project_archived",
        to=(COMMITTEE, NATIONAL_OFFICE, ProjectMentor()),
        saying=("reason",),
    ),
    Tell(facts.SlotHeld, "mentor_asked", to=(MENTOR,), saying=("start", "end", "until")),
    Tell(facts.MentorConfirmed, "mentor_confirmed", to=(COMMITTEE,)),
    Tell(facts.MentorDeclined, "mentor_declined", to=(COMMITTEE,), saying=("reason",)),
    Tell(facts.SlotBooked, "mentor_booked", to=(MENTOR,)),
    Tell(facts.SlotReleased, "mentor_released", to=(MENTOR,), saying=("reason",)),
)

SILENT: dict[type[Fact], str] = {
    facts.OrganisationRegistered: "nobody holds an office of it yet",
    facts.CommitteeRegistered: "nobody holds an office of it yet",
    facts.ConditionsPublished: "public; a form keeps the terms that were pinned to it",
    facts.ProjectRevised: "the committee that revises it is the one concerned",
    facts.PlacesOpened: "seen in the catalogue",
    facts.SlotRefused: "the committee is told that the placement is off, and why",
}
