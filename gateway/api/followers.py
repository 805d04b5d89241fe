"""The lines of facts, for operators: where every follower stands, and going past a fact."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.api.commands import add, area_blueprint, data_of
from gateway.api.context import backend, current_actor, signed_in_person, today
from gateway.api.queries.shapes import maybe, shown
from gateway.api.routes.route import Area
from gateway.views.visibility import SEE_ALL, holds_for_programme
from services.contracts.errors import NotPermitted
from services.contracts.roles import Role
from services.contracts.shapes import a_count, a_text
from services.hosting.commands import Command, load
from services.hosting.wire import to_wire

FOLLOWERS = Area(
    "followers",
    "Followers",
    "Who follows which service's facts, how far they are, and what stops them.",
)
FARTHEST = 2**53


class ListFollowers(Command):
    """Where every line of facts stands: how far, how late, and what stops it."""

    by = {Role.OPERATOR: None, Role.DIRECTOR: None, Role.AUDITOR: None}


class PassOver(Command):
    """Let a follower go past exactly the fact that stops it, without applying it.

    It is tried a last time before. What was passed over is recorded with who, when and why, and
    never made up for by itself.
    """

    by = {Role.OPERATOR: None}
    follower = a_text(100)
    source = a_text(100)
    position = a_count(1, FARTHEST)
    reason = a_text(500)


class Passed(Schema):
    """A fact that a follower went past without applying it."""

    source = shown(fields.String, "The service that told it.", "applications")
    position = shown(fields.Integer, "Where it stands in that service's log.", 731)
    fact_id = shown(fields.String, "The fact.")
    type = shown(fields.String, "Its type; of a damaged event the topic.")
    actor = shown(fields.String, "Who let it: a person's id; `system` for an unknown type.")
    at = shown(fields.AwareDateTime, "When.")
    reason = shown(fields.String, "Why.", "unknown_type")


class Stopped(Schema):
    """The fact that stops a line."""

    source = shown(fields.String, "The service that told it.", "applications")
    position = shown(fields.Integer, "Where it stands in that service's log.", 731)
    fact_id = shown(fields.String, "The fact.")
    type = shown(fields.String, "Its type; of a damaged event the topic.")
    error = shown(fields.String, "Why it cannot be applied.")
    since = shown(fields.AwareDateTime, "Since when it stops the line.")
    tries = shown(fields.Integer, "How often it was tried.", 7)
    tried_at = shown(fields.AwareDateTime, "When it was tried last.")


class LineOfFacts(Schema):
    """One follower's line of facts from one service."""

    follower = shown(fields.String, "Who follows.", "housing-reactions")
    source = shown(fields.String, "Who is followed.", "applications")
    state = shown(fields.String, "`live`, `waiting` for its storage, or `stopped` by a fact.")
    position = shown(fields.Integer, "How far it is in the source's log.", 730)
    newest = shown(fields.Integer, "Where the newest fact stands.", 745)
    lag_positions = shown(fields.Integer, "How far it is behind.", 15)
    lag_seconds = shown(fields.Float, "How old the oldest fact is that is due.", 4.2)
    error = shown(fields.String, "What it waits for; empty while it is live.")
    retry_in = shown(fields.Float, "In how many seconds it is tried again.", 12.8)
    stop = maybe(fields.Nested, "The fact that stops it.", nested=Stopped)
    passed_over = fields.List(fields.Nested(Passed))


class LinesOfFacts(Schema):
    """Every line."""

    items = fields.List(fields.Nested(LineOfFacts))


LIST = FOLLOWERS.ask("GET", "/followers", ListFollowers)
SKIP = FOLLOWERS.ask("POST", "/followers/<string:follower>/<string:source>/skip", PassOver)


def followers_blueprint() -> Blueprint:
    """``GET /followers`` and ``POST /followers/{follower}/{source}/skip``."""
    made = area_blueprint(FOLLOWERS)
    add(made, LIST, _list, responses={"200": _described("The lines", LinesOfFacts)})
    add(made, SKIP, _skip, responses={"200": _described("What was passed over", Passed)})
    return made


def _described(what: str, schema: type[Schema]) -> dict[str, Any]:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _list() -> Response:
    signed_in_person()
    load(ListFollowers, data_of(ListFollowers, {}))
    _must_be(Role.OPERATOR, *SEE_ALL)
    statuses = [status.to_json() for status in backend().line_statuses()]
    return Response(to_wire({"items": statuses}), content_type="application/json")


def _skip(follower: str, source: str) -> Response:
    signed_in_person()
    data = load(PassOver, data_of(PassOver, {"follower": follower, "source": source}))
    _must_be(Role.OPERATOR)
    passed = backend().pass_over(**data, actor=current_actor().name)
    return Response(to_wire(vars(passed)), content_type="application/json")


def _must_be(*roles: Role) -> None:
    """Raises NotPermitted."""
    if not any(holds_for_programme(current_actor(), role, today()) for role in roles):
        raise NotPermitted(command="followers", roles=", ".join(sorted(roles)))
