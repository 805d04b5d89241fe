"""Questions that anybody may ask: is a certificate genuine, how big is the programme."""

from typing import Any

from marshmallow import Schema, fields

from gateway.api import current_actor, today, views
from gateway.api.queries.exchange_shapes import Certificate
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import Question, found, one, shown
from gateway.views.visibility import is_national
from services.contracts.errors import NotPermitted
from services.contracts.shapes import SEASON

PUBLIC = Questions("public", "Certificates and numbers.")
SECONDS = 60


class SeasonQuestion(Question):
    """Of which season."""

    season = one(fields.String, "The season; absent: all time.", "season", validate=SEASON)


class StageCount(Schema):
    """How many exchanges stand at a stage."""

    stage = shown(fields.String, "The stage.", "accepted")
    exchanges = shown(fields.Integer, "How many.", 312)


class PlaceCount(Schema):
    """The places of all contracts in force."""

    places = shown(fields.Integer, "How many there are.", 2400)
    open = shown(fields.Integer, "How many are open.", 300)
    assigned = shown(fields.Integer, "How many are assigned.", 1500)
    used = shown(fields.Integer, "How many students have come.", 590)
    lost = shown(fields.Integer, "How many students did not come.", 10)


class Statistics(Schema):
    """The programme in numbers."""

    countries = shown(fields.Integer, "Countries that take part.", 65)
    committees = shown(fields.Integer, "Committees that take part.", 800)
    projects = shown(fields.Integer, "Published projects.", 3000)
    students_placed = shown(fields.Integer, "Cards of acceptance issued.", 2400)
    stages = fields.List(fields.Nested(StageCount))
    contract_places = fields.Nested(PlaceCount)


class LateCards(Schema):
    """A host's cards of acceptance."""

    nmo_id = shown(fields.UUID, "The host.")
    country = shown(fields.String, "The host's country (ISO 3166-1).", "PT")
    name = shown(fields.String, "The host's name.", "ANEM-Portugal")
    issued = shown(fields.Integer, "How many were issued.", 80)
    late = shown(fields.Integer, "How many were late, or are overdue.", 9)
    justified = shown(fields.Integer, "How many of these were justified.", 6)
    unjustified = shown(fields.Integer, "How many were not.", 3)


class Ledger(Schema):
    """The late cards of acceptance of each host."""

    items = fields.List(fields.Nested(LateCards))


@PUBLIC.ask(
    "/certificates/<string:code>",
    Certificate,
    is_open=True,
    kept_for=SECONDS,
    may_be_missing=True,
)
def verify_certificate(_: dict[str, Any], code: str) -> dict[str, Any]:
    """Whether a certificate is genuine, and what it says: for everybody who was shown one."""
    return found(views().certificates.verified(code), "certificate", code)


@PUBLIC.ask("/statistics", Statistics, SeasonQuestion, is_open=True, kept_for=SECONDS)
def show_statistics(asked: dict[str, Any]) -> dict[str, Any]:
    """The programme in numbers."""
    return views().statistics.of_season(asked["season"])


@PUBLIC.ask("/statistics/late-cards", Ledger, SeasonQuestion)
def list_late_cards(asked: dict[str, Any]) -> dict[str, Any]:
    """Late cards of acceptance, by host: for national officers, directors and auditors."""
    if not is_national(current_actor(), today()):
        raise NotPermitted(command="The ledger", roles="nore_in, nore_out, director, auditor")
    return {"items": views().statistics.late_cards(asked["season"])}
