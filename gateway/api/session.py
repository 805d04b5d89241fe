"""Signing in and out. The service people knows passwords and refresh tokens; the gateway adds the
access token, which it signs and verifies alone.
"""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from gateway.api.commands import add, area_blueprint, send
from gateway.api.context import backend, gateway, now, views
from gateway.api.requests import body
from gateway.api.routes.route import Area
from services.contracts.roles import SYSTEM
from services.hosting.wire import to_wire
from services.people.schemas import RenewSession, SignIn, SignOut

SESSION = Area("people", "Session", "Signing in and out.")
BEGIN = SESSION.ask("POST", "/session", SignIn, is_open=True)
RENEW = SESSION.ask("POST", "/session/renewal", RenewSession, is_open=True)
END = SESSION.ask("DELETE", "/session", SignOut, is_open=True)
ROUTES = (BEGIN, RENEW, END)


class Session(Schema):
    """Somebody is signed in. The field names are those of OAuth 2 (RFC 6749, section 5.1)."""

    person_id = fields.UUID()
    access_token = fields.String(metadata={"description": "Send it as a bearer token."})
    token_type = fields.String(metadata={"example": "Bearer"})
    expires_in = fields.Integer(metadata={"description": "The access token's life in seconds."})
    refresh_token = fields.String(metadata={"description": "Renews the session once."})


def session_blueprint() -> Blueprint:
    """``POST /session``, ``POST /session/renewal``, ``DELETE /session``."""
    made = area_blueprint(SESSION)
    content = {"content": {"application/json": {"schema": Session}}}
    add(made, BEGIN, _begin, responses={"201": {"description": "Signed in", **content}})
    add(made, RENEW, _renew, responses={"200": {"description": "Renewed", **content}})
    add(made, END, _end, responses={"204": {"description": "Signed out"}})
    return made


def _begin() -> Response:
    return _session(send("people", SignIn, body(), SYSTEM), 201)


def _renew() -> Response:
    return _session(send("people", RenewSession, body(), SYSTEM), 200)


def _end() -> Response:
    send("people", SignOut, body(), SYSTEM)
    return Response(status=204)


def _session(session: dict[str, Any], status: int) -> Response:
    return Response(to_wire(signed_in(session)), status, content_type="application/json")


def signed_in(session: dict[str, Any]) -> dict[str, Any]:
    """A session that people began or renewed, with an access token for it."""
    tokens, person_id = gateway().tokens, UUID(session["person_id"])
    _wait_until_known(person_id)
    return {
        "person_id": session["person_id"],
        "access_token": tokens.issue(person_id, now()),
        "token_type": "Bearer",
        "expires_in": int(tokens.life.total_seconds()),
        "refresh_token": session["refresh_token"],
    }


def _wait_until_known(person_id: UUID) -> None:
    """Wait (bounded) for the views, which may not know of an account that was just opened.

    The access token would not be taken until they do.
    """
    is_known = partial(_is_known, person_id)
    backend().wait_until(is_known, gateway().settings.wait_seconds)


def _is_known(person_id: UUID) -> bool:
    return views().grants_of_account(person_id) is not None
