"""The gateway's settings: what an operator may turn, with the values that fit most homes."""

from dataclasses import dataclass
from datetime import timedelta

from gateway.security.signing_keys import SigningKeys


@dataclass(frozen=True)
class GatewaySettings:
    """How the gateway behaves. The signing keys have no default: there are no default secrets."""

    signing_keys: SigningKeys
    access_token_life: timedelta = timedelta(minutes=15)
    wait_seconds: float = 2.0
    largest_body: int = 8 * 1024 * 1024
    is_behind_tls: bool = False
    allows_plain_http: bool = False
    """Whether browsers may keep the cookies of a session that comes without TLS: on localhost."""
