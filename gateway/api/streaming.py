"""A live stream as the answer to a request: whoever asks, by a token or by a browser's session."""

from collections.abc import Callable, Mapping

from flask import Response, request

from gateway.api.context import backend, current_actor, gateway
from gateway.api.errors import CursorUnusable
from gateway.live.cursor import read
from gateway.live.events import CONTENT_TYPE
from services.contracts.errors import NotSignedIn


def told_until(since: str = "") -> Mapping[str, int]:
    """How far the asker was told: as they say, or as a browser that connects again does.

    Without a cursor it is the present. Raises CursorUnusable.
    """
    given = since or request.headers.get("Last-Event-ID", "")
    present = backend().positions()
    told = read(given, present) if given else present
    if told is None:
        raise CursorUnusable
    return told


def stream(told: Mapping[str, int], access_token: str) -> Response:
    """What changes from there on, until one hangs up or the access token ends.

    Raises TooManyStreams.
    """
    feed, settings = gateway().feed, gateway().settings
    opened = feed.open(current_actor(), told, _is_good(access_token))
    texts = opened.texts(feed.missed(told), settings.beat_seconds)
    # Proxies are not to hold back what is told.
    headers = {"X-Accel-Buffering": "no"}
    response = Response(texts, headers=headers, content_type=f"{CONTENT_TYPE}; charset=utf-8")
    response.call_on_close(lambda: feed.close(opened))
    return response


def _is_good(access_token: str) -> Callable[[], bool]:
    """Whether the access token of the present request is good still, for later."""
    tokens, clock = gateway().tokens, backend().clock

    def is_good() -> bool:
        try:
            tokens.person(access_token, clock.now())
        except NotSignedIn:
            return False
        return True

    return is_good
