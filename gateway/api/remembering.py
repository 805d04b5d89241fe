"""Which answers may be given again, for as long as the views stay as they are.

Answers of the API are remembered whole, before the application (``gateway.front.answered_again``);
a view function only says that its answer may be. Pages that everybody is shown depend on what
cookies say of language and looks, and are remembered here.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Response

from gateway.api.context import gateway, notes, now
from gateway.api.notes import Memorable

F = TypeVar("F", bound=Callable[..., Any])


def remembered(function: F) -> F:
    """Mark a view function whose answer depends on its address, the views and the day only."""
    return _noted(function, is_public=True)


def remembered_for_each(function: F) -> F:
    """Mark a view function whose answer depends, beside that, on who asks."""
    return _noted(function, is_public=False)


def _noted(function: F, *, is_public: bool) -> F:
    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Any:
        notes().memorable = Memorable(gateway().seen(now()), is_public)
        return function(*args, **kwargs)

    return answer  # type: ignore[return-value]


@dataclass(frozen=True)
class Shown:
    """A page that was shown, and what the views had seen before it was made."""

    seen: Hashable
    body: bytes
    headers: tuple[tuple[str, str], ...]


def shown_again(name: str, make: Callable[[], Response]) -> Response:
    """The page that was shown to everybody under this name, while it stays the same; or else a
    new one.
    """
    kept, seen = gateway().answers, gateway().seen(now())
    shown: Shown | None = kept.get(name)
    if shown and shown.seen == seen:
        return Response(shown.body, 200, shown.headers)
    made = make()
    if made.status_code == 200:
        kept.keep(name, Shown(seen, made.get_data(), tuple(made.headers)))
    return made
