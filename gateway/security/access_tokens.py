"""Access tokens: short-lived proofs of who has signed in (JWT, RFC 7519, HMAC with SHA-256).

A token names the person and nothing else: roles are looked up at each request, so that an
ended term or a closed account takes effect at once.
"""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import jwt

from gateway.security.signing_keys import SigningKeys
from services.contracts.errors import NotSignedIn

ALGORITHM = "HS256"
ISSUER = "exchange"
AUDIENCE = "exchange-api"
MOST_REMEMBERED = 10_000


class AccessTokens:
    """Issues and verifies access tokens."""

    def __init__(self, keys: SigningKeys, life: timedelta) -> None:
        self._keys = keys
        self.life = life
        # The keys stay the same for as long as this object lives, and so does what they sign.
        self._verified = lru_cache(MOST_REMEMBERED)(self._verify)

    def issue(self, person_id: UUID, now: datetime) -> str:
        """A token for the person, valid from now."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(person_id),
            "iat": int(now.timestamp()),
            "exp": int((now + self.life).timestamp()),
        }
        name = {"kid": self._keys.current_name}
        return jwt.encode(claims, self._keys.current, ALGORITHM, headers=name)

    def person(self, token: str, now: datetime) -> UUID:
        """The person whom the token was issued to. Raises NotSignedIn."""
        person_id, ends = self._verified(token)
        if ends <= now.timestamp():
            raise NotSignedIn
        return person_id

    def _verify(self, token: str) -> tuple[UUID, int]:
        """Whom a genuine token names, and when it ends. Raises NotSignedIn for any other."""
        try:
            claims = self._claims(token)
            return UUID(claims["sub"]), int(claims["exp"])
        except (jwt.InvalidTokenError, ValueError) as error:
            raise NotSignedIn from error

    def _claims(self, token: str) -> dict[str, Any]:
        """The verified claims. The time is compared by ``person``, with the home's clock."""
        key = self._keys.named(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            raise jwt.InvalidTokenError("It was signed with an unknown key")
        return jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={
                "require": ["exp", "iat", "sub"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
