"""The gateway's settings: what an operator may turn, with the values that fit most homes."""

from dataclasses import dataclass
from datetime import timedelta

from gateway.security.signing_keys import SigningKeys


@dataclass(frozen=True)
class GatewaySettings:
    """How the gateway behaves. The signing keys have no default: there are no default secrets.

    ``most_streams`` live streams may be open in one process; each keeps a thread of the server.
    Through a silent one goes a beat every ``beat_seconds``, so that nobody between hangs up.
    """

    signing_keys: SigningKeys
    access_token_life: timedelta = timedelta(minutes=15)
    wait_seconds: float = 2.0
    largest_body: int = 8 * 1024 * 1024
    is_behind_tls: bool = False
    most_streams: int = 64
    beat_seconds: float = 15.0
    allows_plain_http: bool = False
    """Whether browsers may keep the cookies of a session that comes without TLS: on localhost."""
