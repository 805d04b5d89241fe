"""What is begun in a committee: a person who is registered, a project that is drafted."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.api.errors import NoSuchAddress
from gateway.api.queries.shapes import found
from gateway.web.language import marked
from gateway.web.pages.committee.area import COMMITTEE, LOCAL
from gateway.web.pages.committee.people_tasks import REGISTER
from gateway.web.pages.committee.project_tasks import drafting
from gateway.web.pages.committee.task import Thing, taken
from gateway.web.pages.committee.units import committee_of, own_committees
from gateway.web.registry.page import Example, Looking

LISTS = {"register": "committee.people", "draft": "committee.projects"}


def a_draft(looking: Looking) -> dict[str, Any]:
    """Drafting a project."""
    return {"lc_id": committee_of(looking), "name": "draft"}


@COMMITTEE.page(
    "/committee/<uuid:lc_id>/<string(maxlength=20):name>",
    marked("Begin something in the committee"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(a_draft),
)
def task(lc_id: UUID, name: str) -> Response:
    """Register a person, or draft a project, for one of the visitor's committees."""
    if name not in LISTS:
        raise NoSuchAddress
    known = views().organisations.committee(lc_id) if lc_id in own_committees() else None
    here = found(known, "committee", lc_id)
    begun = REGISTER if name == "register" else drafting(here)
    more = {} if name == "register" else {"lc_id": str(lc_id)}
    return taken(begun, Thing(here, here["faculty"], LISTS[name], {}, more))
