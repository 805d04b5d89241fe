"""Public answers are remembered for as long as the views stay as they are.

On the day the catalogue opens thousands ask for the same pages. How far the views have followed
the services is one short question; while the answer to that stays the same, and the day, so
does the answer to any question that is the same for everybody.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Response, request

from gateway.api.context import backend, gateway, today

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Given:
    """An answer that was given, and what the views had seen before it was made."""

    seen: Hashable
    body: bytes
    headers: tuple[tuple[str, str], ...]

    def again(self) -> Response:
        """The same answer once more."""
        return Response(self.body, 200, self.headers)


def remembered(function: F) -> F:
    """Mark a view function whose answer depends on its address, the views and the day only."""

    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Response:
        return given_again(request.full_path, lambda: function(*args, **kwargs))

    return answer  # type: ignore[return-value]


def given_again(name: str, make: Callable[[], Response]) -> Response:
    """The answer that was given under this name, while it stays the same; or else a new one."""
    answers, seen = gateway().answers, (backend().seen(), today())
    given: Given | None = answers.get(name)
    if given and given.seen == seen:
        return given.again()
    made = make()
    if made.status_code == 200:
        answers.keep(name, Given(seen, made.get_data(), tuple(made.headers)))
    return made
