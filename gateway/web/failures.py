"""How every failure looks: for machines a problem, for people a page that says what to do."""

from flask import Response, g, request

from gateway.api.blueprints import BASE
from gateway.api.problems import AGAIN_LATER, RETRY_SECONDS, problem
from gateway.web.answers import page, to_sign_in
from gateway.web.language.spoken import preferred
from gateway.web.visitor import Display, Visitor
from services.contracts.errors import Failure
from services.contracts.roles import ANONYMOUS

MACHINES = (BASE, "/healthz", "/readyz", "/metrics", "/static")


def is_for_people() -> bool:
    """Whether the present request is for a page, and not for the API or an operator's machine."""
    return not request.path.startswith(MACHINES)


def shown(failure: Failure) -> Response:
    """The answer to what was not carried out."""
    return _page(failure) if is_for_people() else problem(failure)


def _page(failure: Failure) -> Response:
    if failure.status == 401:
        return to_sign_in()
    if failure.status >= 500 or "visitor" not in g:
        _be_nobody()
    response = page("error.html", status=failure.status, failure=failure)
    if failure.status in AGAIN_LATER:
        response.headers["Retry-After"] = str(failure.details.get("seconds", RETRY_SECONDS))
    return response


def _be_nobody() -> None:
    """While something is broken, who looks cannot be asked for: the page must not need it."""
    accepted = preferred(request.accept_languages)
    known: Visitor | None = g.get("visitor")
    display = known.display if known else Display()
    g.visitor = Visitor(ANONYMOUS, known.language if known else accepted, display)
    g.flash = None
