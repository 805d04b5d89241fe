"""Failures of the gateway itself: requests that never reach a service.

Refusal
├── BadRequest            400  NotJsonContent · IdempotencyKeyUnusable · EntityTagUnusable
├── NoSuchAddress         404
├── MethodNotAllowed      405
├── BodyTooLarge          413
├── JsonExpected          415
└── CursorUnusable        422

Fault
└── InternalFault         500
"""

from typing import ClassVar

from services.contracts.errors import Fault, Invalid, Refusal


class BadRequest(Refusal):
    """The request is not well-formed HTTP or JSON."""

    status: ClassVar[int] = 400
    says = "The request is malformed. See the documentation at /api/v1/docs."


class NotJsonContent(BadRequest):
    """The body cannot be read as JSON."""

    says = "The body is not valid JSON. Send one JSON object in UTF-8."


class IdempotencyKeyUnusable(BadRequest):
    """The Idempotency-Key is empty, too long or has unusual characters."""

    says = "Give an Idempotency-Key of 1 to {maximum} printable ASCII characters, such as a UUID."


class EntityTagUnusable(BadRequest):
    """The If-Match header does not hold one entity tag that this API gave."""

    says = "Give in If-Match the ETag of the last answer about this thing, and only that one."


class NoSuchAddress(Refusal):
    """No resource has this address."""

    status = 404
    says = "There is nothing at this address. All addresses are listed at /api/v1/docs."


class MethodNotAllowed(Refusal):
    """The resource does not know this method."""

    status = 405
    says = "This address does not accept {method}. It accepts: {allowed}."


class BodyTooLarge(Refusal):
    """The body is larger than the gateway accepts."""

    status = 413
    says = "The body is too large; at most {maximum} bytes are accepted. Send less."


class JsonExpected(Refusal):
    """The body is of another type."""

    status = 415
    says = "Send the body as application/json."


class CursorUnusable(Invalid):
    """The cursor is not one that this list gave."""

    says = "This cursor does not belong to this list. Begin again without a cursor."


class InternalFault(Fault):
    """A fault of the system; it is logged under the correlation id."""

    says = "Something went wrong on our side. Try again later; if it stays, give {correlation_id}."
