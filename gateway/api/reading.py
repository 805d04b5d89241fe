"""What all answers to GET share: reading one's own write, entity tags, caching."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g, request

from gateway.api.context import backend, current_actor, gateway, has_seen
from services.contracts.errors import Invalid, NotYetSeen

F = TypeVar("F", bound=Callable[..., Any])

PERSONAL = "private, no-store"
POSITION = re.compile(r"([a-z]+):(\d{1,18})\Z")
MOST_POSITIONS = 10


def wait_for_own_writes() -> None:
    """Wait (bounded) until the views have what ``?after=`` names. Raises NotYetSeen, Invalid.

    Who is not signed in has written nothing, and keeps no thread of the server waiting.
    """
    if request.method not in ("GET", "HEAD"):
        return
    for after in request.args.getlist("after")[:MOST_POSITIONS]:
        source, position = _position(after)
        patience = gateway().settings.wait_seconds if current_actor().person_id else 0.0
        if not has_seen(source, position, patience):
            raise NotYetSeen(what="The answer", after=after)


def _position(after: str) -> tuple[str, int]:
    match = POSITION.match(after)
    if match is None or match[1] not in backend().sources:
        raise Invalid(fields={"after": ["Give the 'after' of an earlier answer."]})
    return match[1], int(match[2])


def entity_tag(version: int | str) -> dict[str, str]:
    """The headers of an answer about one thing in this version, to return beside its body."""
    return {"ETag": f'"{version}"'}


def public(seconds: int) -> Callable[[F], F]:
    """Mark a view function whose answer is the same for everybody, and may be kept for a time."""

    def mark(function: F) -> F:
        @wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Any:
            g.cache_control = f"public, max-age={seconds}"
            return function(*args, **kwargs)

        return answer  # type: ignore[return-value]

    return mark


def finish(response: Response) -> Response:
    """Say how long an answer may be kept; leave a public one out when the client has it already.

    A personal answer is always sent: its tag is the version of one thing, for If-Match, while
    the answer may also tell of others (deadlines, today's students).
    """
    is_public = "cache_control" in g and response.status_code < 300
    response.headers.setdefault("Cache-Control", g.cache_control if is_public else PERSONAL)
    if is_public and request.method == "GET" and "ETag" in response.headers:
        response.make_conditional(request)
    return response
