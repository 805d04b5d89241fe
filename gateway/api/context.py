"""What a view function knows of its request: the home behind, who asks, in which conversation."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from flask import current_app, g, request

from gateway.backend import Backend
from gateway.live.feed import Feed
from gateway.security.access_tokens import AccessTokens
from gateway.security.identity import actor_from, person_from
from gateway.security.seals import Seals
from gateway.settings import GatewaySettings
from gateway.views import GatewayViews
from services.contracts.errors import NotSignedIn
from services.contracts.roles import Actor
from services.eventlog.last_used import LastUsed

EXTENSION = "exchange"
LONGEST_CORRELATION_ID = 100
MOST_ANSWERS = 256
MOST_OWN_ANSWERS = 1_000


@dataclass(frozen=True)
class Gateway:
    """The parts of one running gateway; lies in the application's extensions.

    ``answers`` are public ones that were given and ``own_answers`` those given to somebody, see
    ``remembering``; ``feed`` is where live streams come from.
    """

    backend: Backend
    settings: GatewaySettings
    tokens: AccessTokens
    seals: Seals
    feed: Feed
    answers: LastUsed[Hashable, Any] = field(default_factory=lambda: LastUsed(MOST_ANSWERS))
    own_answers: LastUsed[Hashable, Any] = field(default_factory=lambda: LastUsed(MOST_OWN_ANSWERS))


def gateway() -> Gateway:
    """The gateway that serves the present request."""
    found: Gateway = current_app.extensions[EXTENSION]
    return found


def backend() -> Backend:
    """The home behind the gateway."""
    return gateway().backend


def seals() -> Seals:
    """What makes and checks this gateway's seals."""
    return gateway().seals


def views() -> GatewayViews:
    """The gateway's live views."""
    return backend().views


def now() -> datetime:
    """The present instant by the home's clock."""
    return backend().clock.now()


def today() -> date:
    """The present day (UTC) by the home's clock."""
    return now().date()


def current_actor() -> Actor:
    """Who sends the present request; anonymous without an access token. Raises NotSignedIn."""
    if "actor" not in g:
        g.actor = actor_from(request.headers.get("Authorization"), gateway().tokens, views(), now())
    actor: Actor = g.actor
    return actor


def named_person() -> UUID | None:
    """The person whom the request's access token names, whether or not they can still sign in.

    Raises NotSignedIn for a token that is not ours or has run out.
    """
    return person_from(request.headers.get("Authorization"), gateway().tokens, now())


def signed_in_person() -> UUID:
    """The person who sends the present request. Raises NotSignedIn for anonymous requests."""
    person_id = current_actor().person_id
    if person_id is None:
        raise NotSignedIn
    return person_id


def person_in_log() -> str:
    """The person's id for the request log, without raising; empty when nobody was recognised."""
    actor: Actor | None = g.get("actor")
    return str(actor.person_id) if actor and actor.person_id else ""


def correlation_id() -> str:
    """The id of the conversation: the client's X-Correlation-ID if usable, or a new one."""
    if "correlation_id" not in g:
        g.correlation_id = _given_correlation_id() or str(uuid4())
    known: str = g.correlation_id
    return known


def _given_correlation_id() -> str:
    given = request.headers.get("X-Correlation-ID", "")
    is_usable = len(given) <= LONGEST_CORRELATION_ID and given.isascii() and given.isprintable()
    return given if is_usable else ""
