"""The actor of a request: the person of the access token, with the roles that the views know."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from gateway.security.access_tokens import AccessTokens
from services.contracts.errors import NotSignedIn
from services.contracts.roles import ANONYMOUS, Actor, Grant

SCHEME = "bearer"


class WhoIsWho(Protocol):
    """What the views know of accounts and roles."""

    def grants_of_account(self, person_id: UUID) -> tuple[Grant, ...] | None:
        """The roles of a person who can sign in, with their terms; None if they cannot."""


def person_from(authorization: str | None, tokens: AccessTokens, now: datetime) -> UUID | None:
    """The person whom an Authorization header names; None without one.

    Whether they can still sign in is another question. Raises NotSignedIn.
    """
    if not authorization:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != SCHEME:
        raise NotSignedIn
    return tokens.person(token.strip(), now)


def actor_from(
    authorization: str | None, tokens: AccessTokens, who: WhoIsWho, now: datetime
) -> Actor:
    """The actor that an Authorization header stands for; without one, anonymous.

    Raises NotSignedIn for a token that is not ours or has run out, and for a closed account.
    """
    person_id = person_from(authorization, tokens, now)
    if person_id is None:
        return ANONYMOUS
    grants = who.grants_of_account(person_id)
    if grants is None:
        raise NotSignedIn
    return Actor(person_id, grants)
