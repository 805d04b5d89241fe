"""The projects that their organisations have approved: the director publishes them."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import PagedQuestion
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.web.answers import done, page
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import Slice, slice_of
from gateway.web.pages.direction.area import DIRECTION, DIRECTORS, PROJECTS
from gateway.web.registry.page import Menu
from services.projects.schemas import PublishProject

WAITING = CatalogueFilter(states=("approved_nationally",))


@DIRECTION.page(
    "/direction/projects",
    marked("Projects to publish"),
    seen_by=DIRECTORS,
    menu=Menu(4, "flask"),
    words=marked("approve publish catalogue queue"),
)
def projects() -> Response:
    """What waits for the director, by title."""
    return page("direction/projects.html", slice=_waiting())


def _waiting() -> Slice:
    catalogue, order = views().catalogue, views().catalogue.orders["title"]
    visible = views().visibility.projects(current_actor(), today())
    return slice_of(
        order,
        asked_of(PagedQuestion),
        lambda after, most: catalogue.page(WAITING, visible, order, after, most),
    )


@DIRECTION.action("/direction/projects/<uuid:project_id>/publication", seen_by=DIRECTORS)
def publish(project_id: UUID) -> Response:
    """Put a project into the public catalogue."""
    answer = send("projects", PublishProject, {"project_id": str(project_id)})
    return done(gettext("The project is published."), PROJECTS, after=answer["after"])


@DIRECTION.panel("direction/panel.html", DIRECTORS, 20)
def waiting() -> dict[str, Any]:
    """How many projects wait."""
    shown = _waiting()
    return {"projects": len(shown.rows), "has_more": bool(shown.next)}
