"""Questions about national organisations, their committees and officers."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from gateway.api import current_actor, page_schema, today, views
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import (
    Answer,
    PagedQuestion,
    filter_of,
    found,
    in_pages,
    one,
    shown,
)
from gateway.views.organisations import CommitteeFilter

ORGANISATIONS = Questions("organisations", "National organisations and their committees.")
SECONDS = 60


class OrganisationsQuestion(PagedQuestion):
    """Which organisations are wanted."""

    country = one(fields.String, "The country (ISO 3166-1).", "country")


class CommitteesQuestion(PagedQuestion):
    """Which committees are wanted."""

    text = shown(
        fields.String,
        "Words to find in faculty and city; accents do not matter.",
        "universidade porto",
        load_default="",
        data_key="q",
        validate=validate.Length(max=200),
    )
    country = one(fields.String, "The country (ISO 3166-1).", "country")
    nmo_id = one(fields.UUID, "The organisation.", "nmo")


class Organisation(Schema):
    """A national member organisation."""

    nmo_id = shown(fields.UUID, "The organisation.")
    country = shown(fields.String, "The country (ISO 3166-1).", "PT")
    name = shown(fields.String, "The name.", "ANEM-Portugal")
    committees = shown(fields.Integer, "How many committees it has.", 8)


class Committee(Schema):
    """The local committee of a medical faculty."""

    lc_id = shown(fields.UUID, "The committee.")
    nmo_id = shown(fields.UUID, "Its organisation.")
    country = shown(fields.String, "The country (ISO 3166-1).", "PT")
    city = shown(fields.String, "The city.", "Porto")
    faculty = shown(fields.String, "The faculty.", "Universidade do Porto")
    web_page = shown(fields.String, "The faculty's page.", "https://www.up.pt/")


class Officer(Schema):
    """Somebody who holds a role for the unit today. The name is in the vault."""

    person_id = shown(fields.UUID, "The person.")
    role = shown(fields.String, "The role.", "lore")
    valid_from = shown(fields.Date, "The first day of the term.")
    valid_until = shown(fields.Date, "The last day of the term.")


class Officers(Schema):
    """Who holds roles for a unit today."""

    items = fields.List(fields.Nested(Officer))


class Mentor(Schema):
    """A researcher who supervises projects."""

    mentor_id = shown(fields.UUID, "The mentor.")
    person_id = shown(fields.UUID, "The person; the name is in the vault.")
    lc_id = shown(fields.UUID, "The committee.")
    nmo_id = shown(fields.UUID, "The organisation.")
    department = shown(fields.String, "The department.", "Neurology")
    orcid = shown(fields.String, "The researcher's ORCID.", "0000-0002-1825-0097")


class Mentors(Schema):
    """The mentors of a committee."""

    items = fields.List(fields.Nested(Mentor))


@ORGANISATIONS.ask(
    "/organisations",
    page_schema(Organisation),
    OrganisationsQuestion,
    is_open=True,
    kept_for=SECONDS,
)
def list_organisations(asked: dict[str, Any]) -> Answer:
    """National organisations by name."""
    organisations = views().organisations
    return in_pages(
        organisations.by_name,
        asked,
        lambda after, limit: organisations.page(after, limit, asked["country"]),
    )


@ORGANISATIONS.ask(
    "/organisations/<uuid:nmo_id>",
    Organisation,
    is_open=True,
    kept_for=SECONDS,
    may_be_missing=True,
)
def show_organisation(_: dict[str, Any], nmo_id: UUID) -> dict[str, Any]:
    """A national organisation."""
    return found(views().organisations.one(nmo_id), "organisation", nmo_id)


@ORGANISATIONS.ask(
    "/organisations/<uuid:nmo_id>/committees",
    page_schema(Committee),
    CommitteesQuestion,
    is_open=True,
    kept_for=SECONDS,
)
def list_committees_of(asked: dict[str, Any], nmo_id: UUID) -> Answer:
    """An organisation's committees by faculty."""
    return _committees({**asked, "nmo_id": nmo_id})


@ORGANISATIONS.ask(
    "/committees", page_schema(Committee), CommitteesQuestion, is_open=True, kept_for=SECONDS
)
def list_committees(asked: dict[str, Any]) -> Answer:
    """Committees by faculty."""
    return _committees(asked)


def _committees(asked: dict[str, Any]) -> Answer:
    organisations, wanted = views().organisations, filter_of(CommitteeFilter, asked)
    return in_pages(
        organisations.by_faculty,
        asked,
        lambda after, limit: organisations.committees_page(wanted, after, limit),
    )


@ORGANISATIONS.ask(
    "/committees/<uuid:lc_id>", Committee, is_open=True, kept_for=SECONDS, may_be_missing=True
)
def show_committee(_: dict[str, Any], lc_id: UUID) -> dict[str, Any]:
    """A committee."""
    return found(views().organisations.committee(lc_id), "committee", lc_id)


@ORGANISATIONS.ask("/organisations/<uuid:nmo_id>/officers", Officers)
def list_national_officers(_: dict[str, Any], nmo_id: UUID) -> dict[str, Any]:
    """Who holds a role for the organisation today."""
    return {"items": views().people.officers_of(nmo_id, today())}


@ORGANISATIONS.ask("/committees/<uuid:lc_id>/officers", Officers)
def list_local_officers(_: dict[str, Any], lc_id: UUID) -> dict[str, Any]:
    """Who holds a role for the committee today."""
    return {"items": views().people.officers_of(lc_id, today())}


@ORGANISATIONS.ask("/committees/<uuid:lc_id>/mentors", Mentors)
def list_mentors(_: dict[str, Any], lc_id: UUID) -> dict[str, Any]:
    """A committee's mentors."""
    visible = views().visibility.mentors(current_actor(), today())
    return {"items": views().organisations.mentors_of(lc_id, visible)}


@ORGANISATIONS.ask("/mentors/<uuid:mentor_id>", Mentor, may_be_missing=True)
def show_mentor(_: dict[str, Any], mentor_id: UUID) -> dict[str, Any]:
    """A mentor."""
    visible = views().visibility.mentors(current_actor(), today())
    return found(views().organisations.mentor(mentor_id, visible), "mentor", mentor_id)
