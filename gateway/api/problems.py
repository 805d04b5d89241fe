"""Errors as the client sees them: RFC 9457 problem details, with a stable code."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, request
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from gateway.api import errors
from gateway.api.context import correlation_id
from services.contracts.errors import Failure, Fault, Invalid
from services.eventlog.faults import storage_refusal
from services.hosting.wire import to_wire

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:exchange:problem:"
RETRY_SECONDS = 1
AGAIN_LATER = (429, 503)


class Problem(Schema):
    """What is the matter, what to do, and the stable code to rely on (RFC 9457)."""

    type = fields.String(metadata={"example": "urn:exchange:problem:not_permitted"})
    title = fields.String(metadata={"example": "Not permitted"})
    status = fields.Integer(metadata={"example": 403})
    detail = fields.String(metadata={"description": "What is the matter and what to do."})
    code = fields.String(metadata={"description": "Stable; see docs/errors.md."})
    instance = fields.String(metadata={"description": "The address that was asked."})
    correlation_id = fields.String(metadata={"description": "Names this request in our logs."})
    details = fields.Dict(metadata={"description": "Depends on the code."})


def problem(failure: Failure) -> Response:
    """The answer to a request that was not carried out."""
    body = {
        "type": TYPE_PREFIX + failure.code,
        "title": failure.code.replace("_", " ").capitalize(),
        "status": failure.status,
        "detail": str(failure),
        "code": failure.code,
        "instance": request.path,
        "correlation_id": correlation_id(),
        "details": failure.details,
    }
    answer = Response(to_wire(body), failure.status, content_type=CONTENT_TYPE)
    _add_headers(answer, failure)
    return answer


def _add_headers(answer: Response, failure: Failure) -> None:
    if failure.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if failure.status in AGAIN_LATER:
        answer.headers["Retry-After"] = str(failure.details.get("seconds", RETRY_SECONDS))
    if failure.status == 405:
        answer.headers["Allow"] = failure.details["allowed"]


class Answers:
    """Answers every error, whoever raised it, in the way that failures are shown here."""

    def __init__(self, show: Callable[[Failure], Response]) -> None:
        self._show = show

    def failure(self, failure: Failure) -> Response:
        """What was not carried out. A fault that names itself is logged, for an operator."""
        if isinstance(failure, Fault):
            known = {"correlation_id": correlation_id(), "code": failure.code}
            log.error("%s", failure, extra=known)
        return self._show(failure)

    def http(self, error: HTTPException) -> Response:
        """What the framework refused."""
        return self._show(_failure_for(error))

    def unexpected(self, error: Exception) -> Response:
        """A fault of ours. It is logged; the client learns only how to name it.

        A view that cannot be read because of its storage is not ours, and passes.
        """
        named = {"correlation_id": correlation_id()}
        if (refusal := storage_refusal(error)) is not None:
            log.warning("a view cannot be read: %s", error, extra=named)
            return self._show(refusal)
        log.error("unexpected fault", exc_info=error, extra=named)
        return self._show(errors.InternalFault(correlation_id=correlation_id()))


def _failure_for(error: HTTPException) -> Failure:
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return errors.MethodNotAllowed(method=request.method, allowed=allowed)
    if isinstance(error, RequestEntityTooLarge):
        return errors.BodyTooLarge(maximum=current_app.config["MAX_CONTENT_LENGTH"])
    if error.code == 422:
        return Invalid(fields=_faults(getattr(error, "data", {}).get("messages", {})))
    known = {404: errors.NoSuchAddress, 415: errors.JsonExpected, 400: errors.BadRequest}
    refusal = known.get(error.code or 500)
    return refusal() if refusal else errors.InternalFault(correlation_id=correlation_id())


def _faults(messages: dict[str, Any]) -> dict[str, Any]:
    """Faults by field. The parser groups them by where the field stands, which nobody asked."""
    faults: dict[str, Any] = {}
    for by_field in messages.values():
        faults.update(by_field if isinstance(by_field, dict) else {"_schema": by_field})
    return faults


def register(app: Flask, show: Callable[[Failure], Response] = problem) -> None:
    """Answer every error in one way, whoever raised it: with a problem, unless told otherwise."""
    answers = Answers(show)
    app.register_error_handler(Failure, answers.failure)
    app.register_error_handler(HTTPException, answers.http)
    app.register_error_handler(Exception, answers.unexpected)
