"""The page of a project, with everything that is known about it."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.web.answers import page
from gateway.web.language import marked
from gateway.web.pages.catalogue.area import CATALOGUE
from gateway.web.pages.student.wishing import wish_for
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Example, Looking

A_MINUTE = 60

TEXTS = {
    "background": marked("Why it matters"),
    "aim": marked("What is to be found out"),
    "methods": marked("Methods and techniques"),
    "student_tasks": marked("What you do"),
    "theoretical_teaching": marked("Teaching"),
    "expected_outcome": marked("What should come of it"),
    "skills_required": marked("What you should know already"),
    "limits": marked("What a student may not do"),
    "reading_list": marked("To read before"),
    "remarks": marked("Remarks"),
    "accreditation": marked("Accreditation"),
}


def a_published_one(looking: Looking) -> dict[str, Any]:
    """The first project of the catalogue."""
    catalogue = looking.views.catalogue
    visible = looking.views.visibility.projects(looking.actor, looking.today)
    (row, *_) = catalogue.page(CatalogueFilter(), visible, catalogue.orders["title"], None, 1)
    return {"project_id": row["project_id"]}


@CATALOGUE.page(
    "/projects/<uuid:project_id>",
    marked("Project"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    example=Example(a_published_one),
)
def project(project_id: UUID) -> Response:
    """Everything about a project. Drafts are for those who answer for them."""
    visible = views().visibility.projects(current_actor(), today())
    row = found(views().catalogue.one(project_id, visible), "project", project_id)
    this_month = f"{today():%Y-%m}"
    return page(
        "catalogue/project.html",
        project=row,
        texts=TEXTS,
        months=[month for month in row["months"] if month["month"] >= this_month],
        wish=wish_for(row),
    )
