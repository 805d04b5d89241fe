"""Answers are remembered for as long as the views stay as they are.

On the day the catalogue opens thousands ask for the same pages, and who is signed in comes back to
what they saw a minute ago, when nothing has happened since. How far the views have followed the
services is one short question; while the answer to that stays the same, and the day, so does
the answer to any question that is answered from the views. Roles and closed accounts are
in the views too: what somebody may see cannot change without it either.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g, request

from gateway.api.context import backend, gateway, named_person, today
from services.contracts.errors import NotSignedIn
from services.contracts.roles import Actor
from services.eventlog.last_used import LastUsed

F = TypeVar("F", bound=Callable[..., Any])

LARGEST_OWN = 16 * 1024


@dataclass(frozen=True)
class Given:
    """An answer that was given, what the views had seen before it was made, and who asked."""

    seen: Hashable
    body: bytes
    headers: tuple[tuple[str, str], ...]
    actor: Actor | None

    def again(self) -> Response:
        """The same answer once more."""
        if self.actor is not None:
            g.actor = self.actor
        return Response(self.body, 200, self.headers)


def remembered(function: F) -> F:
    """Mark a view function whose answer depends on its address, the views and the day only."""

    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Response:
        return given_again(request.full_path, lambda: function(*args, **kwargs))

    return answer  # type: ignore[return-value]


def remembered_for_each(function: F) -> F:
    """Mark a view function whose answer depends, beside that, on who asks.

    What a token that names nobody comes to, the function knows.
    """

    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Response:
        try:
            name = (named_person(), request.full_path)
        except NotSignedIn:
            return function(*args, **kwargs)  # type: ignore[no-any-return]
        kept = gateway().own_answers
        return _given_again(kept, name, lambda: function(*args, **kwargs), LARGEST_OWN)

    return answer  # type: ignore[return-value]


def given_again(name: str, make: Callable[[], Response]) -> Response:
    """The answer that was given to everybody under this name, while it stays the same; or else a
    new one.
    """
    return _given_again(gateway().answers, name, make)


def _given_again(
    kept: LastUsed[Hashable, Any],
    name: Hashable,
    make: Callable[[], Response],
    largest: int | None = None,
) -> Response:
    seen = (backend().seen(), today())
    given: Given | None = kept.get(name)
    if given and given.seen == seen:
        return given.again()
    made = make()
    body = made.get_data()
    if made.status_code == 200 and (largest is None or len(body) <= largest):
        kept.keep(name, Given(seen, body, tuple(made.headers), g.get("actor")))
    return made
