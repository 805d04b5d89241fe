"""The visitor behind a request: from the access token, or from a session that is renewed now.

Where a personal link lets somebody in, they are there as the person of the link and hold no
office, unless that very person has signed in.
"""

import secrets
from typing import Any

from flask import g, request

from gateway.api.commands import send
from gateway.api.context import gateway, now, views
from gateway.api.session import signed_in
from gateway.security.identity import actor_from
from gateway.web.language.spoken import preferred
from gateway.web.session import cookies
from gateway.web.session.links import kept_link
from gateway.web.visitor import Display, Visitor
from services.contracts.errors import NotSignedIn
from services.contracts.roles import ANONYMOUS, SYSTEM, Actor
from services.people.schemas import RenewSession

VISIT_BYTES = 16


def recognise() -> None:
    """Note who looks at the present page. Runs before each; raises Unavailable."""
    display = Display.read(cookies.cookie(cookies.DISPLAY))
    language = display.language or preferred(request.accept_languages)
    visit = cookies.cookie(cookies.VISIT)
    refresh_token = cookies.cookie(cookies.REFRESH)
    g.visitor = Visitor(ANONYMOUS, language, display, visit, refresh_token)
    g.visitor.actor = g.actor = _actor(refresh_token)
    _come_by_link()


def _come_by_link() -> None:
    link = kept_link()
    g.visitor.holds_link = link is not None
    if link and link.is_for_this_address and link.person_id != g.visitor.person_id:
        g.visitor.actor = g.actor = Actor(link.person_id)
        g.visitor.is_by_link = True


def _actor(refresh_token: str) -> Actor:
    try:
        return _named_by(cookies.cookie(cookies.ACCESS))
    except NotSignedIn:
        return _renewed(refresh_token)


def _named_by(access_token: str) -> Actor:
    if not access_token:
        raise NotSignedIn
    return actor_from(f"Bearer {access_token}", gateway().tokens, views(), now())


def _renewed(refresh_token: str) -> Actor:
    """Whose session it is, after getting the next tokens for it; nobody, where it has ended."""
    if not refresh_token:
        return ANONYMOUS
    try:
        session = send("people", RenewSession, {"refresh_token": refresh_token}, SYSTEM)
        return _named_by(keep_session(session))
    except NotSignedIn:
        cookies.forget(cookies.ACCESS, cookies.REFRESH)
        return ANONYMOUS


def keep_session(session: dict[str, Any]) -> str:
    """Have the browser keep a session that people began or renewed; its access token."""
    tokens = signed_in(session)
    cookies.keep(cookies.ACCESS, tokens["access_token"])
    cookies.keep(cookies.REFRESH, tokens["refresh_token"])
    g.visitor.refresh_token = tokens["refresh_token"]
    access_token: str = tokens["access_token"]
    return access_token


def begin(session: dict[str, Any]) -> None:
    """Somebody has signed in. What was open in the browser before is bound to another visit."""
    g.visitor.actor = g.actor = _named_by(keep_session(session))
    cookies.forget(cookies.LINK)
    renew_visit()


def end() -> None:
    """Nobody is signed in any more, nor there by a link."""
    cookies.forget(cookies.ACCESS, cookies.REFRESH, cookies.LINK)
    g.visitor.actor = g.actor = ANONYMOUS
    renew_visit()


def renew_visit() -> None:
    """Give the browser another name."""
    g.visitor.visit = secrets.token_urlsafe(VISIT_BYTES)
    cookies.keep(cookies.VISIT, g.visitor.visit)
