"""Every request is counted, timed and logged in one line, without personal data.

The route's template stands for the address, so that no id, query or token enters a label or
the log; the person is named by id only.
"""

import logging
from collections.abc import Iterable
from functools import cache
from time import perf_counter
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import Counter, Histogram

from gateway.api.notes import Notes, notes_of

log = logging.getLogger("exchange.requests")

REQUESTS = Counter(
    "exchange_http_requests_total", "HTTP requests by result", ["method", "route", "status"]
)
SECONDS = Histogram("exchange_http_request_seconds", "Time to answer", ["method", "route"])

KNOWN_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


class Observed:
    """An application, whose requests are observed; each answer names its conversation."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Count, time and log the request; echo the id of its conversation."""
        notes = notes_of(environ)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            named = [*headers, ("X-Correlation-ID", notes.correlation_id)]
            _observe(environ["REQUEST_METHOD"], int(status[:3]), notes)
            return start_response(status, named, *error)

        return self._application(environ, start)


def _observe(method: str, status: int, notes: Notes) -> None:
    seconds = perf_counter() - notes.began
    known = method if method in KNOWN_METHODS else "other"
    requests, times = _counted_by(known, notes.route, status)
    requests.inc()
    times.observe(seconds)
    log.info("request", extra=_told(known, status, notes, seconds))


@cache
def _counted_by(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """By what such requests are counted and timed; there are as many as pairs of labels."""
    return REQUESTS.labels(method, route, status), SECONDS.labels(method, route)


def _told(method: str, status: int, notes: Notes, seconds: float) -> dict[str, object]:
    return {
        "method": method,
        "route": notes.route,
        "status": status,
        "ms": round(seconds * 1_000, 1),
        "correlation_id": notes.correlation_id,
        "person_id": notes.person_id,
    }
