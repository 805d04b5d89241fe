"""What the application, and what stands before it, tell each other about one request.

The notes lie in the request's environment, as is usual between parts of a WSGI application.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from time import perf_counter
from uuid import uuid4
from wsgiref.types import WSGIEnvironment

NAME = "exchange.notes"
LONGEST_CORRELATION_ID = 100


@dataclass(frozen=True)
class Memorable:
    """An answer that may be given again, as long as what the views had ``seen`` before it was made
    is still all: a public one to everybody, another to who got it.
    """

    seen: Hashable
    is_public: bool


@dataclass
class Notes:
    """One request: its conversation, when it came, and what became known of it meanwhile."""

    correlation_id: str
    began: float = field(default_factory=perf_counter)
    route: str = "unknown"
    person_id: str = ""
    memorable: Memorable | None = None


def notes_of(environ: WSGIEnvironment) -> Notes:
    """The notes of a request, which are begun when they are first asked for."""
    if NAME not in environ:
        environ[NAME] = Notes(_given_correlation_id(environ) or str(uuid4()))
    known: Notes = environ[NAME]
    return known


def _given_correlation_id(environ: WSGIEnvironment) -> str:
    """The client's X-Correlation-ID, if it is usable."""
    given: str = environ.get("HTTP_X_CORRELATION_ID", "")
    is_usable = len(given) <= LONGEST_CORRELATION_ID and given.isascii() and given.isprintable()
    return given if is_usable else ""
