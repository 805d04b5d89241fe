"""Answers are given again before the application is asked, while the views stay as they are.

On the day the catalogue opens thousands ask for the same pages, and who is signed in comes back to
what they saw a minute ago, when nothing has happened since. How far the views have followed the
services is one short question; while the answer to that stays the same, and the day, so does
the answer to any question that is answered from the views. Roles and closed accounts are
in the views too: what somebody may see cannot change without it either.

Which answers these are the application says (``gateway.api.remembering``).
"""

from collections.abc import Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from gateway.api.context import EXTENSION, Gateway
from gateway.api.notes import Notes, notes_of
from gateway.security.identity import person_from
from services.contracts.errors import NotSignedIn
from services.eventlog.faults import STORE_ERRORS

LARGEST_OWN = 16 * 1024
WORTH_KEEPING = ("200", "304")
ASKED = ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH")
"""What in a request its answer may depend on, beside who asks."""


class Asked(NamedTuple):
    """Who asks, with None for who is not signed in, and for what."""

    whose: UUID | None
    what: tuple[str | None, ...]


@dataclass(frozen=True)
class Given:
    """An answer that was given, with what was noted of it; a public one is nobody's."""

    seen: Hashable
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    route: str
    person_id: str

    def again(self, notes: Notes, start_response: StartResponse) -> Iterable[bytes]:
        """The same answer once more."""
        notes.route, notes.person_id = self.route, self.person_id
        start_response(self.status, [*self.headers])
        return [self.body]


class AnsweredAgain:
    """An application that is not asked again for what it would answer as before."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._application: WSGIApplication = app.wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The answer that was given before, if it would be the same now; or else a new one."""
        if environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        now = self._parts.backend.clock.now()
        asked = self._asked(environ, now)
        if asked is None:
            return self._application(environ, start_response)
        if given := self._still_so(asked, now):
            return given.again(notes_of(environ), start_response)
        return self._new(asked, environ, start_response)

    @property
    def _parts(self) -> Gateway:
        found: Gateway = self._app.extensions[EXTENSION]
        return found

    def _asked(self, environ: WSGIEnvironment, now: datetime) -> Asked | None:
        """What is asked; None where the token names nobody: what that comes to, the application
        knows.
        """
        with suppress(NotSignedIn):
            whose = person_from(environ.get("HTTP_AUTHORIZATION"), self._parts.tokens, now)
            return Asked(whose, tuple(environ.get(each) for each in ASKED))
        return None

    def _still_so(self, asked: Asked, now: datetime) -> Given | None:
        """The answer that was given, unless something has happened since, or nobody can tell."""
        parts = self._parts
        given: Given | None = parts.answers.get(asked.what) or parts.own_answers.get(asked)
        with suppress(*STORE_ERRORS):
            return given if given and given.seen == parts.seen(now) else None
        return None

    def _new(
        self, asked: Asked, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        begun: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            begun[:] = [status, tuple(headers)]
            return start_response(status, headers, *error)

        answer = self._application(environ, start)
        notes = notes_of(environ)
        if notes.memorable is None or not begun[0].startswith(WORTH_KEEPING):
            return answer
        status, headers = begun
        body, seen = _whole(answer), notes.memorable.seen
        who = "" if notes.memorable.is_public else notes.person_id
        given = Given(seen, status, headers, body, notes.route, who)
        self._keep(asked, given, is_public=notes.memorable.is_public)
        return [body]

    def _keep(self, asked: Asked, given: Given, *, is_public: bool) -> None:
        if is_public:
            self._parts.answers.keep(asked.what, given)
        elif len(given.body) <= LARGEST_OWN:
            self._parts.own_answers.keep(asked, given)


def _whole(answer: Iterable[bytes]) -> bytes:
    """All of an answer, which is then done with."""
    try:
        return b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
