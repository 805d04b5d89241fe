"""The first step of the form: the projects, with what speaks against each, and their order."""

from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import PagedQuestion
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.views.keyset import Row
from gateway.web.answers import address, done, page, to
from gateway.web.forms import Form, Option, Ranked
from gateway.web.forms.filled import Filled
from gateway.web.language import gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import slice_of
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.eligibility import MOST_CHOICES, chance, languages_asked
from gateway.web.pages.student.opening import OPEN, chosen_in, own_form, while_open
from gateway.web.pages.student.own import own_data, project, terms_of
from gateway.web.pages.student.wishing import chance_in, with_wish, without_wish
from gateway.web.session import flashes
from gateway.web.session.flashes import Undo
from services.applications.schemas import SubmitApplication
from services.contracts.errors import NotFound

SHOWN = 20
LONGEST_SEARCH = 100


@STUDENT.page(
    f"{MINE}/form/projects",
    marked("Choose projects"),
    seen_by=STUDENTS,
    takes_forms=True,
    example=OPEN,
)
@while_open
def choosing(row: Row, draft: Draft) -> Response:
    """The host's projects, whether one fits each, and the own wishes in their order."""
    exchange_id = row["exchange_id"]
    chosen = chosen_in(draft)
    ranked = _ranking(chosen).asked({"choices": [str(one["project_id"]) for one in chosen]})
    if request.method == "POST":
        _keep_order(exchange_id, draft, ranked)
        if ranked.is_sent:
            return to("student.letters", exchange_id=exchange_id)
        return to("student.choosing", exchange_id=exchange_id)
    terms = terms_of(row)
    return page(
        "student/choosing.html",
        exchange=row,
        draft=draft,
        ranked=ranked,
        terms=terms,
        checks=list(languages_asked(terms, own_data("languages")["languages"] or ())),
        most=MOST_CHOICES,
        slice=_offered(row, terms, chosen),
        searched=_searched(),
    )


def _ranking(chosen: list[Row]) -> Form:
    options = [Option(str(one["project_id"]), one["title"], one["city"]) for one in chosen]
    field = Ranked("choices", marked("Your wishes, best first"), options=lambda: options)
    return Form("applications", SubmitApplication, (field,), marked("Keep this order and go on"))


def _keep_order(exchange_id: UUID, draft: Draft, ranked: Filled) -> None:
    known = [one for one in ranked.values["choices"] if one in draft.choices]
    draft.with_(choices=list(dict.fromkeys(known))).keep(exchange_id)


def _offered(row: Row, terms: dict[str, Any], chosen: list[Row]) -> Any:
    """A page of the host's projects, without those that are chosen."""
    catalogue, day = views().catalogue, today()
    wanted = CatalogueFilter(text=_searched(), nmo_id=row["hosting_nmo_id"])
    visible = views().visibility.projects(current_actor(), day)
    order = catalogue.orders["title"]
    found = slice_of(
        order,
        asked_of(PagedQuestion, limit=SHOWN),
        lambda after, most: catalogue.page(wanted, visible, order, after, most),
    )
    taken = {one["project_id"] for one in chosen}
    others = [one for one in found.rows if one["project_id"] not in taken]
    chances = [vars(chance(one, row, terms, chosen, day)) for one in others]
    return type(found)(chances, found.next, found.first)


def _searched() -> str:
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]


@STUDENT.action(f"{MINE}/form/projects/<uuid:project_id>/choice", seen_by=STUDENTS)
def choose(exchange_id: UUID, project_id: UUID) -> Response:
    """Put a project of the host at the end of the wishes, unless something speaks against it."""
    row, draft = own_form(exchange_id)
    wished = project(project_id)
    if wished is None or wished["nmo_id"] != row["hosting_nmo_id"]:
        raise NotFound(what="project", id=project_id)
    if obstacle := chance_in(row, draft, terms_of(row), wished).obstacle:
        flashes.leave(obstacle, tone="late")
        return to("student.choosing", exchange_id=exchange_id)
    with_wish(draft, project_id).keep(exchange_id)
    is_new = str(project_id) not in draft.choices
    back = address("student.unchoose", exchange_id=exchange_id, project_id=project_id)
    flashes.leave(gettext("It is among your wishes now."), undo=Undo(back) if is_new else None)
    return to("student.choosing", exchange_id=exchange_id)


@STUDENT.action(f"{MINE}/form/projects/<uuid:project_id>/choice/undone", seen_by=STUDENTS)
def unchoose(exchange_id: UUID, project_id: UUID) -> Response:
    """Take a project out of the wishes again: a draft is in no log, so no command restores it."""
    _, draft = own_form(exchange_id)
    without_wish(draft, project_id).keep(exchange_id)
    return done(gettext("Undone."), "student.choosing", exchange_id=exchange_id)
