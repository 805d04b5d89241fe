"""Forms that only our own pages can send, from the browser they were made for.

Three guards, each enough by itself: cookies do not leave with a form of another site (SameSite),
the browser says where a form comes from (Origin, Sec-Fetch-Site), and every form holds a token
that is sealed for the browser and the person it was made for, another one each time (so that
compression gives nothing away).
"""

import secrets
from urllib.parse import urlsplit

from flask import request

from gateway.api.context import seals
from gateway.web.context import visitor
from gateway.web.errors import FormNotOurs
from gateway.web.session.recognising import renew_visit

FIELD = "form_token"
PURPOSE = "form"
NONCE_BYTES = 12
SAFE = ("GET", "HEAD", "OPTIONS")
OWN_SITES = ("same-origin", "none")


def form_token() -> str:
    """A token for a form on the present page."""
    if not visitor().visit:
        renew_visit()
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    return f"{nonce}.{seals().seal(PURPOSE, nonce, *_bound_to())}"


def guard() -> None:
    """Let a form pass that one of our pages made for this visitor. Raises FormNotOurs."""
    if request.method in SAFE:
        return
    if not (comes_from_us() and _is_sealed(request.form.get(FIELD, ""))):
        raise FormNotOurs


def comes_from_us() -> bool:
    """Whether one of our own pages sent the present request, as far as the browser says."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_SITES:
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _is_sealed(token: str) -> bool:
    nonce, _, seal = token.partition(".")
    return bool(visitor().visit) and seals().fits(seal, PURPOSE, nonce, *_bound_to())


def _bound_to() -> tuple[str, str]:
    return visitor().visit, str(visitor().person_id or "")
