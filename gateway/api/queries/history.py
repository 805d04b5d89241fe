"""Questions of auditors: the whole history of an exchange, and the exchange as it was."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from audit.as_of import known_at
from gateway.api import backend, current_actor, today
from gateway.api.queries.exchange_shapes import Exchange, Logbook
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import Question, shown
from gateway.views.past import exchange_from
from gateway.views.visibility import SEE_ALL, sees_all
from services.contracts.errors import NotPermitted

HISTORY = Questions("history", "The past: every fact with who, when and why.")
EXCHANGE = "/exchanges/<uuid:exchange_id>"


class History(Schema):
    """Every fact about an exchange across all services, causes before their effects."""

    facts = fields.List(
        fields.Dict(), metadata={"description": "CloudEvents 1.0 in JSON, with our extensions."}
    )


class AsOfQuestion(Question):
    """An instant."""

    instant = shown(
        fields.AwareDateTime,
        "ISO 8601 with an offset.",
        "2027-05-01T12:00:00Z",
        required=True,
    )


class ExchangeAsOf(Schema):
    """An exchange as the views would have shown it at an instant."""

    exchange = fields.Nested(Exchange)
    placements = fields.List(fields.Dict())
    logbook = fields.Nested(Logbook, allow_none=True)


@HISTORY.ask(f"{EXCHANGE}/history", History, may_be_missing=True, is_from_views=False)
def show_history(_: dict[str, Any], exchange_id: UUID) -> dict[str, Any]:
    """Everything that happened to an exchange in all services, read from the logs."""
    _must_audit()
    return {"facts": [fact.to_json() for fact in backend().history(exchange_id)]}


@HISTORY.ask(
    f"{EXCHANGE}/as-of", ExchangeAsOf, AsOfQuestion, may_be_missing=True, is_from_views=False
)
def show_as_of(asked: dict[str, Any], exchange_id: UUID) -> dict[str, Any]:
    """An exchange as it was: from the facts that were recorded until then."""
    _must_audit()
    facts = known_at(backend().history(exchange_id), asked["instant"])
    return exchange_from(facts, exchange_id)


def _must_audit() -> None:
    if not sees_all(current_actor(), today()):
        raise NotPermitted(command="audit", roles=", ".join(SEE_ALL))
