"""What projects makes known: private events as facts of the published language."""

from typing import Any

from services.contracts import projects as facts
from services.contracts.fact import Fact
from services.eventlog.publishing import Publishing
from services.projects.domain import (
    ExchangeConditions,
    LocalCommittee,
    Mentor,
    NationalOrganisation,
    Project,
    SlotRefusal,
)

PUBLISHING = Publishing("projects")

PUBLISHING.add(NationalOrganisation.Created, facts.OrganisationRegistered, subject="nmo_id")
PUBLISHING.add(LocalCommittee.Created, facts.CommitteeRegistered, subject="lc_id")
PUBLISHING.add(ExchangeConditions.Published, facts.ConditionsPublished, subject="conditions_id")
PUBLISHING.add(Mentor.Created, facts.MentorRegistered, subject="mentor_id")
PUBLISHING.add(SlotRefusal.Created, facts.SlotRefused)


def _of_project(event_class: Any, fact: type[Fact], *also_spread: str) -> None:
    PUBLISHING.add(event_class, fact, subject="project_id", spread=("responsible", *also_spread))


_of_project(Project.Created, facts.ProjectDrafted, "description")
_of_project(Project.Revised, facts.ProjectRevised, "description")
_of_project(Project.MentorAssigned, facts.ProjectRevised, "description")
_of_project(Project.ApprovedLocally, facts.ProjectApprovedLocally)
_of_project(Project.ApprovedNationally, facts.ProjectApprovedNationally)
_of_project(Project.Published, facts.ProjectPublished)
_of_project(Project.Reconfirmed, facts.ProjectReconfirmed)
_of_project(Project.Suspended, facts.ProjectSuspended)
_of_project(Project.Resumed, facts.ProjectResumed)
_of_project(Project.Archived, facts.ProjectArchived)
_of_project(Project.PlacesOpened, facts.PlacesOpened)
_of_project(Project.SlotHeld, facts.SlotHeld)
_of_project(Project.MentorConfirmed, facts.MentorConfirmed)
_of_project(Project.MentorDeclined, facts.MentorDeclined)
_of_project(Project.SlotBooked, facts.SlotBooked)
_of_project(Project.SlotReleased, facts.SlotReleased)
