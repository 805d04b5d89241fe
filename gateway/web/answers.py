"""What a page's function answers with: a page, the way to another page, a file."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for

from gateway.web.context import site
from gateway.web.registry.page import endpoint_of
from gateway.web.session import flashes

if TYPE_CHECKING:
    from gateway.web.undo.step import CounterStep

SEE_OTHER = 303


def page(template: str, *, status: int = 200, **shown: Any) -> Response:
    """A page, made of a template and what it shows."""
    html = site().templates.get_template(template).render(shown)
    return Response(html, status, content_type="text/html; charset=utf-8")


def address(name: str, /, **parameters: Any) -> str:
    """The address of a page, file or action by its name, for example ``catalogue.project``."""
    return url_for(endpoint_of(name), **parameters)


def to(name: str, /, **parameters: Any) -> Response:
    """The way to another page."""
    return to_address(address(name, **parameters))


def to_address(local: str) -> Response:
    """The way to an address of ours."""
    response: Response = redirect(local, SEE_OTHER, Response)  # type: ignore[assignment]
    return response


def done(
    text: str,
    name: str,
    undo: "CounterStep | None" = None,
    /,
    *,
    after: str = "",
    **parameters: Any,
) -> Response:
    """Something was done: the way to a page that says so, and shows what was written.

    With ``undo`` a button beside the sentence takes it back, and leads to that page again.
    """
    back = address(name, **parameters)
    flashes.leave(text, after=after, undo=undo.button(back) if undo else None)
    return to_address(back)


def to_sign_in() -> Response:
    """Whoever is not signed in signs in first, and comes back here."""
    return _to_first("account.sign_in")


def to_links() -> Response:
    """Whoever comes by links is told how, or signs in first, and comes back here."""
    return _to_first("tasks.way_in")


def _to_first(name: str) -> Response:
    back = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else ""
    return to(name, **({"back": back} if back else {}))


def back_or(name: str) -> str:
    """Where the visitor came from, as ``back`` in the address or form says; or else a page.

    Only an address of our own is followed.
    """
    back = request.values.get("back", "")
    return back if is_ours(back) else address(name)


def is_ours(local: str) -> bool:
    """Whether an address is a path of this site: a browser takes ``//`` and ``/\\`` elsewhere."""
    if not local.startswith("/") or local[1:2] in ("/", "\\") or not local.isprintable():
        return False
    parts = urlsplit(local)
    return not parts.scheme and not parts.netloc


def file(content: bytes, kind: str, name: str) -> Response:
    """A file to save."""
    saved = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, 200, saved, content_type=kind)
