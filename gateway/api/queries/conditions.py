"""Questions about exchange conditions: public, in all versions, side by side."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from gateway.api import entity_tag, page_schema, today, views
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import (
    Answer,
    PagedQuestion,
    Question,
    found,
    in_pages,
    one,
    shown,
)
from gateway.views.keyset import Row
from services.contracts.conditions import Terms
from services.contracts.shapes import SEASON

CONDITIONS = Questions("conditions", "What hosts ask and offer in a season.")
SECONDS = 60
FIRST_MONTH_OF_SEASON = 4


class CurrentQuestion(PagedQuestion):
    """Of which season."""

    season = one(fields.String, "The season; absent: the present one.", "season", validate=SEASON)


class VersionsQuestion(Question):
    """Of which season."""

    season = one(fields.String, "The season; absent: all.", "season", validate=SEASON)


class ComparisonQuestion(Question):
    """Of which hosts and which season."""

    nmo_ids = fields.List(
        fields.UUID(),
        required=True,
        data_key="nmo",
        validate=validate.Length(2, 3),
        metadata={"description": "Two or three hosts; repeat it for each."},
    )
    season = one(fields.String, "The season; absent: the present one.", "season", validate=SEASON)


class Conditions(Schema):
    """A version of a host's terms."""

    conditions_id = shown(fields.UUID, "The terms; all versions have the same id.")
    nmo_id = shown(fields.UUID, "The host.")
    organisation = shown(fields.String, "The host's name.", "ANEM-Portugal")
    country = shown(fields.String, "The host's country (ISO 3166-1).", "PT")
    season = shown(fields.String, "The season.", "2026-2027")
    number = shown(fields.Integer, "The version, from 1.", 2)
    published_at = shown(fields.AwareDateTime, "When this version was published.")
    terms = fields.Nested(Terms, metadata={"description": "What the host asks and offers."})


class Versions(Schema):
    """All versions of a host's terms."""

    items = fields.List(fields.Nested(Conditions))


class ComparedHost(Conditions):
    """One of the hosts compared."""

    class Meta:
        exclude = ("terms",)


class ComparedTerm(Schema):
    """One term, as each of the hosts has it."""

    name = shown(fields.String, "The term's name.", "hours_per_day")
    values = fields.List(
        fields.Raw(), metadata={"description": "In the order of the hosts.", "example": [7, 8]}
    )
    differs = shown(fields.Boolean, "Whether they are not all the same.", example=True)


class Comparison(Schema):
    """The terms of some hosts side by side."""

    hosts = fields.List(fields.Nested(ComparedHost))
    terms = fields.List(fields.Nested(ComparedTerm))


def present_season() -> str:
    """The season of today: from 1 April to 31 March."""
    year = today().year - (today().month < FIRST_MONTH_OF_SEASON)
    return f"{year}-{year + 1}"


@CONDITIONS.ask(
    "/conditions", page_schema(Conditions), CurrentQuestion, is_open=True, kept_for=SECONDS
)
def list_conditions(asked: dict[str, Any]) -> Answer:
    """Each host's terms for a season as they are now, by the host's name."""
    conditions, season = views().conditions, asked["season"] or present_season()
    return in_pages(
        conditions.by_organisation,
        asked,
        lambda after, limit: conditions.current(season, after, limit),
    )


@CONDITIONS.ask(
    "/organisations/<uuid:nmo_id>/conditions",
    Versions,
    VersionsQuestion,
    is_open=True,
    kept_for=SECONDS,
)
def list_versions(asked: dict[str, Any], nmo_id: UUID) -> dict[str, Any]:
    """All versions of a host's terms, the latest first. Forms keep to the one they have pinned."""
    return {"items": views().conditions.versions(nmo_id, asked["season"])}


@CONDITIONS.ask(
    "/conditions/<uuid:conditions_id>/versions/<int(max=10000):number>",
    Conditions,
    is_open=True,
    kept_for=SECONDS,
    may_be_missing=True,
)
def show_version(_: dict[str, Any], conditions_id: UUID, number: int) -> Answer:
    """One version of a host's terms."""
    version = views().conditions.version(conditions_id, number)
    return found(version, "version of conditions", conditions_id), entity_tag(number)


@CONDITIONS.ask(
    "/conditions/comparison", Comparison, ComparisonQuestion, is_open=True, kept_for=SECONDS
)
def compare(asked: dict[str, Any]) -> dict[str, Any]:
    """The terms of two or three hosts side by side, with the differences marked."""
    hosts = views().conditions.current_of(asked["nmo_ids"], asked["season"] or present_season())
    return {"hosts": hosts, "terms": [_compared(name, hosts) for name in Terms().fields]}


def _compared(name: str, hosts: list[Row]) -> Row:
    values = [host["terms"][name] for host in hosts]
    return {"name": name, "values": values, "differs": any(v != values[0] for v in values)}
