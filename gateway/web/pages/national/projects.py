"""The projects of the organisation's committees that wait for its approval."""

from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import PagedQuestion
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.web.answers import done, page
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import slice_of
from gateway.web.pages.national.area import HOSTING, NATIONAL
from gateway.web.pages.national.posts import chosen_organisation, organisation_tabs
from services.contracts.roles import Role
from services.projects.schemas import ApproveProjectNationally


@NATIONAL.page(
    "/national/projects",
    marked("Projects to approve"),
    seen_by=HOSTING,
    words=marked("approve nationally committee mentor"),
)
def projects() -> Response:
    """The projects that a committee stands behind; approved, they go to the director."""
    nmo_id = chosen_organisation(Role.NORE_IN)
    wanted = CatalogueFilter(nmo_id=nmo_id, states=("approved_locally",))
    visible = views().visibility.projects(current_actor(), today())
    catalogue = views().catalogue
    order = catalogue.orders["title"]
    shown = slice_of(
        order,
        asked_of(PagedQuestion),
        lambda after, most: catalogue.page(wanted, visible, order, after, most),
    )
    return page(
        "national/projects.html", slice=shown, organisations=organisation_tabs(Role.NORE_IN)
    )


@NATIONAL.action("/national/projects/<uuid:project_id>/approval", seen_by=HOSTING)
def approve(project_id: UUID) -> Response:
    """Stand behind a project, for the organisation."""
    answer = send("projects", ApproveProjectNationally, {"project_id": str(project_id)})
    said = gettext("The project is approved. The director publishes it.")
    return done(said, "national.projects", after=answer["after"])
