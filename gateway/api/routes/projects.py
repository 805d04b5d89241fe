"""Routes of projects: organisations, committees, conditions, mentors, projects, places."""

from gateway.api.routes.route import Area, Route
from services.projects import schemas

HOSTS = Area(
    "projects", "Organisations", "National organisations, their committees, conditions and mentors."
)
PROJECTS = Area(
    "projects", "Projects", "Research projects from draft to publication, their places and mentors."
)

PROJECT = "/projects/<uuid:project_id>"
PLACEMENT = f"{PROJECT}/placements/<uuid:placement_id>"

ROUTES: tuple[Route, ...] = (
    HOSTS.post("/organisations", schemas.RegisterOrganisation, creates="/organisations/{id}"),
    HOSTS.post("/committees", schemas.RegisterCommittee, creates="/committees/{id}"),
    HOSTS.post(
        "/organisations/<uuid:nmo_id>/conditions",
        schemas.PublishConditions,
        creates="/organisations/{nmo_id}/conditions",
    ),
    HOSTS.post("/mentors", schemas.RegisterMentor, creates="/mentors/{id}"),
    PROJECTS.post("/projects", schemas.DraftProject, creates="/projects/{id}"),
    PROJECTS.put(f"{PROJECT}/description", schemas.ReviseProject),
    PROJECTS.put(f"{PROJECT}/mentor", schemas.AssignMentor),
    PROJECTS.post(f"{PROJECT}/local-approval", schemas.ApproveProjectLocally),
    PROJECTS.post(f"{PROJECT}/national-approval", schemas.ApproveProjectNationally),
    PROJECTS.post(f"{PROJECT}/publication", schemas.PublishProject),
    PROJECTS.put(f"{PROJECT}/seasons/<string:season>", schemas.ReconfirmProject),
    PROJECTS.post(f"{PROJECT}/suspension", schemas.SuspendProject),
    PROJECTS.delete(f"{PROJECT}/suspension", schemas.ResumeProject),
    PROJECTS.post(f"{PROJECT}/archiving", schemas.ArchiveProject),
    PROJECTS.put(f"{PROJECT}/places/<string:month>", schemas.OpenPlaces),
    PROJECTS.post(f"{PLACEMENT}/confirmation", schemas.ConfirmPlacement),
    PROJECTS.post(f"{PLACEMENT}/refusal", schemas.DeclinePlacement),
)
