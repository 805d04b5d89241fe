"""Projects: the index of its entrypoints."""

from services.hosting.entrypoints import (
    Hosted,
    command,
    followed,
    newest,
    passing,
    published,
    relayed,
    selected,
    standing,
)
from services.projects import schemas
from services.projects.application import Projects
from services.projects.policy import REACTIONS
from services.projects.publishing import PUBLISHING
from services.projects.views import ProjectsViews


class ProjectsService:
    """Projects: organisations, committees, conditions, mentors, projects and their slots."""

    name = "projects"
    host = Hosted(Projects, ProjectsViews, PUBLISHING, REACTIONS)

    register_organisation = command(schemas.RegisterOrganisation)
    register_committee = command(schemas.RegisterCommittee)
    publish_conditions = command(schemas.PublishConditions)
    register_mentor = command(schemas.RegisterMentor)

    draft_project = command(schemas.DraftProject)
    revise_project = command(schemas.ReviseProject)
    assign_mentor = command(schemas.AssignMentor)
    approve_project_locally = command(schemas.ApproveProjectLocally)
    approve_project_nationally = command(schemas.ApproveProjectNationally)
    publish_project = command(schemas.PublishProject)
    reconfirm_project = command(schemas.ReconfirmProject)
    suspend_project = command(schemas.SuspendProject)
    resume_project = command(schemas.ResumeProject)
    archive_project = command(schemas.ArchiveProject)

    open_places = command(schemas.OpenPlaces)
    confirm_placement = command(schemas.ConfirmPlacement)
    decline_placement = command(schemas.DeclinePlacement)

    facts_in = followed()
    facts_out = relayed()
    published_since = published()
    published_at = selected()
    newest_position = newest()
    line_statuses = standing()
    pass_over = passing()
