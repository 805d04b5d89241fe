"""What a view function knows of its request: the home behind, who asks, in which conversation."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response, current_app, g, request

from gateway.api.notes import Notes, notes_of
from gateway.backend import Backend
from gateway.live.feed import Feed
from gateway.security.access_tokens import AccessTokens
from gateway.security.identity import actor_from
from gateway.security.seals import Seals
from gateway.settings import GatewaySettings
from gateway.views import GatewayViews
from services.contracts.errors import NotSignedIn
from services.contracts.roles import Actor
from services.eventlog.last_used import LastUsed

EXTENSION = "exchange"
MOST_ANSWERS = 256
MOST_OWN_ANSWERS = 1_000


@dataclass(frozen=True)
class Gateway:
    """The parts of one running gateway; lies in the application's extensions.

    ``answers`` are public ones that were given and ``own_answers`` those given to somebody, see
    ``remembering`` and ``front.answered_again``; ``feed`` is where live streams come from.
    """

    backend: Backend
    settings: GatewaySettings
    tokens: AccessTokens
    seals: Seals
    feed: Feed
    answers: LastUsed[Hashable, Any] = field(default_factory=lambda: LastUsed(MOST_ANSWERS))
    own_answers: LastUsed[Hashable, Any] = field(default_factory=lambda: LastUsed(MOST_OWN_ANSWERS))

    def seen(self, now: datetime) -> Hashable:
        """On what depends all that is answered from the views: how far they are, and the day."""
        return self.backend.seen(), now.date()


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


def signed_in_person() -> UUID:
    """The person who sends the present request. Raises NotSignedIn for anonymous requests."""
    person_id = current_actor().person_id
    if person_id is None:
        raise NotSignedIn
    return person_id


def notes() -> Notes:
    """What is noted about the present request."""
    return notes_of(request.environ)


def correlation_id() -> str:
    """The id of the conversation: the client's X-Correlation-ID if usable, or a new one."""
    return notes().correlation_id


def has_seen(source: str, position: int, patience: float) -> bool:
    """Wait (bounded) until the views have a source's position; False when it took too long.

    A service that is asked for the present request has views of its own, which must have it, too.
    """
    if not backend().wait_for(source, position, patience):
        return False
    g.setdefault("after", {})[source] = max(position, position_to_see(source))
    return True


def position_to_see(service: str) -> int:
    """The position of its own facts that a service has to have seen before it answers."""
    position: int = g.get("after", {}).get(service, 0)
    return position


def note_what_is_known(response: Response) -> Response:
    """Note which route was asked, and by whom if anybody was recognised."""
    actor: Actor | None = g.get("actor")
    if request.url_rule:
        notes().route = request.url_rule.rule
    if actor and actor.person_id:
        notes().person_id = str(actor.person_id)
    return response
