"""The committee's projects with their places, and its mentors."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.views.keyset import Place, Row
from gateway.web.answers import address, page
from gateway.web.forms.reasons import reason_in_words
from gateway.web.language import marked
from gateway.web.language.words import word
from gateway.web.lists.tables import Column
from gateway.web.naming import names_of, with_names
from gateway.web.pages.catalogue.project import TEXTS
from gateway.web.pages.committee.area import COMMITTEE, LOCAL, PERSON, PROJECT
from gateway.web.pages.committee.listing import Listing, Reader
from gateway.web.pages.committee.project_tasks import tasks_of
from gateway.web.pages.committee.task import Thing, named, possible, taken
from gateway.web.pages.committee.units import committee_of, own_committees
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking


def _read(lc_id: UUID) -> Reader:
    wanted, order = CatalogueFilter(lc_id=lc_id, states=()), views().catalogue.orders["title"]

    def read(after: Place | None, most: int) -> list[Row]:
        visible = views().visibility.projects(current_actor(), today())
        return views().catalogue.page(wanted, visible, order, after, most)

    return read


def places_left(row: Row) -> int:
    """The places that are left from this month on."""
    return sum(one["left"] for one in row["months"] if one["month"] >= f"{today():%Y-%m}")


PROJECTS = Listing(
    "projects",
    marked("Projects of the committee"),
    marked("Every project with its state, and the places it still has."),
    (
        Column(marked("Title"), lambda row: row["title"]),
        Column(marked("Code"), lambda row: row["project_code"]),
        Column(marked("State"), lambda row: word(row["state"], "project_state")),
        Column(marked("Kind of project"), lambda row: word(row["type"])),
        Column(marked("Places left"), places_left, is_number=True),
    ),
    _read,
    lambda row: address(PROJECT, project_id=row["project_id"]),
    "flask",
    (marked("No project yet"), marked("Draft the first one with a mentor of the committee.")),
    order=lambda: views().catalogue.orders["title"],
    new=("draft", marked("Draft a project")),
)


@COMMITTEE.page(
    "/committee/projects",
    marked("Projects of the committee"),
    seen_by=LOCAL,
    words=marked("draft approve places suspend"),
)
def projects() -> Response:
    """The committee's projects by title."""
    return PROJECTS.shown()


@COMMITTEE.file("/committee/projects.csv", seen_by=LOCAL)
def projects_csv() -> Response:
    """The projects as a file."""
    return PROJECTS.file()


def a_project(looking: Looking) -> dict[str, Any]:
    """A project of the committee."""
    catalogue = looking.views.catalogue
    visible = looking.views.visibility.projects(looking.actor, looking.today)
    wanted = CatalogueFilter(lc_id=committee_of(looking), states=())
    rows = catalogue.page(wanted, visible, catalogue.orders["title"], None, 1)
    return {"project_id": rows[0]["project_id"]}


@COMMITTEE.page(
    "/committee/projects/<uuid:project_id>",
    marked("Project of the committee"),
    seen_by=LOCAL,
    example=Example(a_project),
)
def project(project_id: UUID) -> Response:
    """A project with its places month by month, and what can be done with it."""
    row = project_of(project_id)
    names = names_of([row["mentor_person_id"]], Purpose.ADMINISTRATION)
    return page(
        "committee/project.html",
        project=row,
        months=[one for one in row["months"] if one["month"] >= f"{today():%Y-%m}"],
        mentor=names.get(row["mentor_person_id"], ""),
        reason=reason_in_words(row["state_reason"]),
        texts=TEXTS,
        tasks=possible(tasks_of(row), row),
    )


def project_of(project_id: UUID) -> Row:
    """A project of one of the visitor's committees. Raises NotFound for others."""
    visible = views().visibility.projects(current_actor(), today())
    row = views().catalogue.one(project_id, visible)
    is_ours = row is not None and row["lc_id"] in own_committees()
    ours = found(row if is_ours else None, "project", project_id)
    return {**ours, "version": views().versions.of(project_id)}


def its_places(looking: Looking) -> dict[str, Any]:
    """The description of a project."""
    return {**a_project(looking), "name": "revise"}


@COMMITTEE.page(
    "/committee/projects/<uuid:project_id>/<string(maxlength=20):name>",
    marked("A task with a project"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(its_places),
)
def project_task(project_id: UUID, name: str) -> Response:
    """Revise, approve, suspend or archive a project, or change its places or mentor."""
    row = project_of(project_id)
    task = named(tasks_of(row), name)
    return taken(task, Thing(row, row["title"], PROJECT, {"project_id": project_id}))


def _read_mentors(lc_id: UUID) -> Reader:
    visible = views().visibility.mentors(current_actor(), today())
    return lambda _after, _most: views().organisations.mentors_of(lc_id, visible)


MENTORS = Listing(
    "mentors",
    marked("Mentors"),
    marked("Researchers who supervise projects of the committee."),
    (
        Column(marked("Name"), lambda row: row["name"] or word("mentor", "role")),
        Column(marked("Department"), lambda row: row["department"]),
        Column(marked("ORCID iD"), lambda row: row["orcid"]),
    ),
    _read_mentors,
    lambda row: address(PERSON, person_id=row["person_id"]),
    "person",
    (
        marked("No mentor yet"),
        marked("Register a person under People, and make them a mentor there."),
    ),
    finish=lambda rows: with_names(rows, "person_id", Purpose.ADMINISTRATION),
)


@COMMITTEE.page("/committee/mentors", marked("Mentors of the committee"), seen_by=LOCAL)
def mentors() -> Response:
    """The committee's mentors."""
    return MENTORS.shown()


@COMMITTEE.file("/committee/mentors.csv", seen_by=LOCAL)
def mentors_csv() -> Response:
    """The mentors as a file."""
    return MENTORS.file()
