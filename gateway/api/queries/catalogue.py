"""Questions about projects: the public catalogue, and projects at any stage of their life."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from gateway.api import current_actor, entity_tag, page_schema, today, views
from gateway.api.queries.catalogue_shapes import (
    AnyProjectsQuestion,
    CatalogueFilters,
    CatalogueQuestion,
    Facets,
    FreeSlots,
    FreeSlotsQuestion,
    ListedProject,
    Project,
)
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import Answer, filter_of, found, in_pages, period_of
from gateway.views.catalogue_filter import CatalogueFilter
from services.contracts.roles import ANONYMOUS

CATALOGUE = Questions("catalogue", "The catalogue of research projects.")
SECONDS = 60


@CATALOGUE.ask(
    "/projects", page_schema(ListedProject), CatalogueQuestion, is_open=True, kept_for=SECONDS
)
def list_projects(asked: dict[str, Any]) -> Answer:
    """Published projects: search, filters, sorting.

    `q` finds words in title, code, department, city, background, aim, methods, tasks, outcome
    and skills.
    """
    wanted, order = filter_of(CatalogueFilter, asked), views().catalogue.orders[asked["sort"]]
    read = partial(views().catalogue.public_page, wanted, order)
    return in_pages(order, asked, read)


@CATALOGUE.ask("/projects/all", page_schema(ListedProject), AnyProjectsQuestion)
def list_all_projects(asked: dict[str, Any]) -> Answer:
    """Projects at any stage of their life: those that were ever public, and one's own drafts."""
    wanted = replace(filter_of(CatalogueFilter, asked), states=tuple(asked["states"]))
    catalogue = views().catalogue
    order = catalogue.orders[asked["sort"]]
    visible = views().visibility.projects(current_actor(), today())
    return in_pages(
        order, asked, lambda after, limit: catalogue.page(wanted, visible, order, after, limit)
    )


@CATALOGUE.ask("/projects/facets", Facets, CatalogueFilters, is_open=True, kept_for=SECONDS)
def count_facets(asked: dict[str, Any]) -> dict[str, Any]:
    """What the published projects can be narrowed down by, and how many that would leave.

    A filter that is set does not narrow its own values.
    """
    visible = views().visibility.projects(ANONYMOUS, today())
    return {"facets": views().catalogue.facets(filter_of(CatalogueFilter, asked), visible)}


@CATALOGUE.ask("/projects/<uuid:project_id>", Project, is_open=True, may_be_missing=True)
def show_project(_: dict[str, Any], project_id: UUID) -> Answer:
    """Everything about a project. Drafts are for those who answer for them."""
    visible = views().visibility.projects(current_actor(), today())
    project = found(views().catalogue.one(project_id, visible), "project", project_id)
    version = views().versions.of(project_id)
    return {**project, "version": version}, entity_tag(version)


@CATALOGUE.ask("/slots/free", FreeSlots, FreeSlotsQuestion)
def find_free_slots(asked: dict[str, Any]) -> dict[str, Any]:
    """A committee's published projects that have a place on every day of a period."""
    start, end = period_of(asked)
    return {"items": views().catalogue.with_free_slots(asked["lc_id"], start, end)}
