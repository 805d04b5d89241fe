"""``GET /live``: what changes of what one may see, told as it happens, or since one asked last.

A client that takes ``text/event-stream`` is told as it happens (a browser's EventSource does);
every other gets what changed since the cursor it gives, as JSON. Both use the same cursors.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from gateway.api.blueprints import blueprint
from gateway.api.context import backend, current_actor, gateway, signed_in_person, today
from gateway.api.openapi import BEARER
from gateway.api.queries.shapes import Question, shown
from gateway.api.streaming import stream, told_until
from gateway.live.cursor import LONGEST, written
from gateway.live.events import CONTENT_TYPE
from services.hosting.wire import to_wire

RESUME = {
    "in": "header",
    "name": "Last-Event-ID",
    "description": "The `id` of the last event; a browser sends it when it connects again.",
    "schema": {"type": "string"},
}


class LiveQuestion(Question):
    """From where on."""

    since = shown(
        fields.String,
        "The cursor of the last answer or event; absent: from now on.",
        "applications-731_housing-20",
        load_default="",
        validate=validate.Length(max=LONGEST),
    )


class Change(Schema):
    """One change: ids and kinds only; read the thing itself to see what it is now."""

    event = shown(fields.String, "`exchange`, `inbox` or `account`.", "exchange")
    kind = shown(fields.String, "What happened, or `ExchangeChanged`.", "CardOfAcceptanceIssued")
    id = shown(fields.UUID, "The exchange, the message or the person.")
    after = shown(fields.String, "Give it as `?after=` to read what changed.", "applications:731")


class Changed(Schema):
    """What changed since a cursor."""

    items = fields.List(fields.Nested(Change))
    next_cursor = shown(fields.String, "Give it as `since` the next time.")
    has_more = shown(fields.Boolean, "Whether to ask again at once.")


STREAM = {
    "schema": {"type": "string"},
    "example": "id: applications-731\nevent: exchange\n"
    'data: {"event":"exchange","kind":"StudentArrived","id":"…","after":"applications:731"}\n\n',
}


def live_blueprint() -> Blueprint:
    """``GET /live``."""
    made = blueprint("live", "Live updates: what changes of what one may see.")
    described = made.doc(
        operationId="live.listen",
        security=[{BEARER: []}],
        parameters=[RESUME],
        responses={
            "200": {
                "description": "What changed since the cursor; or, for who takes"
                " `text/event-stream`, what changes, until one hangs up",
                "content": {
                    "application/json": {"schema": Changed},
                    CONTENT_TYPE: STREAM,
                },
            }
        },
    )
    asked = made.arguments(LiveQuestion, location="query")
    made.route("/live")(described(asked(_listen)))
    return made


def _listen(asked: dict[str, Any]) -> Response:
    """What changes of the exchanges that one may see, of one's inbox, and of what one may do.

    As server-sent events, or, with `since`, as what changed since the last answer. An event says
    what changed and how to read it; `reset` says that too much was missed, and that everything is
    to be read anew. Streams end when the access token does; connect again with another.
    """
    signed_in_person()
    told = told_until(asked["since"])
    if not _takes_events():
        return _answer(told)
    return stream(told, request.headers.get("Authorization", "").partition(" ")[2].strip())


def _takes_events() -> bool:
    """Whether the client asks for events by name; who takes anything gets JSON."""
    accepted = request.accept_mimetypes
    return accepted.best_match(["application/json", CONTENT_TYPE]) == CONTENT_TYPE


def _answer(told: Mapping[str, int]) -> Response:
    batch = gateway().feed.look(told)
    items = [news.to_json() for news in batch.news_for(current_actor(), today(), told)]
    answer = {
        "items": items,
        "next_cursor": written(batch.reached),
        "has_more": dict(batch.reached) != _up_to(told),
    }
    return Response(to_wire(answer), content_type="application/json")


def _up_to(told: Mapping[str, int]) -> dict[str, int]:
    """How far the views are by now, or the asker, where that is further."""
    present = backend().positions()
    return {source: max(last, told[source]) for source, last in present.items()}
