"""Every request is counted, timed and logged in one line, without personal data.

The route's template stands for the address, so that no id, query or token enters a label or
the log; the person is named by id only.
"""

import logging
from time import perf_counter

from flask import Response, g, request
from prometheus_client import Counter, Histogram

from gateway.api.context import correlation_id, person_in_log

log = logging.getLogger("exchange.requests")

REQUESTS = Counter(
    "exchange_http_requests_total", "HTTP requests by result", ["method", "route", "status"]
)
SECONDS = Histogram("exchange_http_request_seconds", "Time to answer", ["method", "route"])

KNOWN_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


def begin() -> None:
    """Note when the request came."""
    g.began = perf_counter()


def end(response: Response) -> Response:
    """Count, time and log the request; echo the id of its conversation."""
    response.headers["X-Correlation-ID"] = correlation_id()
    seconds = perf_counter() - g.began
    method = request.method if request.method in KNOWN_METHODS else "other"
    route = request.url_rule.rule if request.url_rule else "unknown"
    REQUESTS.labels(method, route, response.status_code).inc()
    SECONDS.labels(method, route).observe(seconds)
    log.info("request", extra=_told(method, route, response, seconds))
    return response


def _told(method: str, route: str, response: Response, seconds: float) -> dict[str, object]:
    return {
        "method": method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1_000, 1),
        "correlation_id": correlation_id(),
        "person_id": person_in_log(),
    }
