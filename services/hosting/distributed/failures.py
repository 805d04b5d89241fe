"""Failures on their way from a service to who sent the order, and back into what they were.

They travel as nameko's ``error`` object (``exc_type``, ``exc_path``, ``exc_args``, ``value``)
with what ours need beside it: ``code``, ``status`` and ``details``. So any nameko client can
read them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from services.contracts.errors import Failure, Fault, Refusal
from services.hosting.wire import from_wire, to_wire


class ServiceFailed(Exception):
    """Something is broken inside a service; what it is stands in that service's log."""


def to_error(error: BaseException) -> dict[str, Any]:
    """The error object of a reply. Of what is no failure of ours only its kind is told."""
    kind = type(error)
    told = {"exc_type": kind.__name__, "exc_path": f"{kind.__module__}.{kind.__name__}"}
    if not isinstance(error, Failure):
        return {**told, "exc_args": [], "value": ""}
    ours = {
        "code": error.code,
        "status": error.status,
        "details": from_wire(to_wire(error.details)),
    }
    return {**told, "exc_args": [str(error)], "value": str(error), **ours}


def from_error(told: Mapping[str, Any]) -> Exception:
    """The failure of a reply: the same class, or one like it where this process has no such."""
    if "code" not in told:
        return ServiceFailed(told.get("exc_type", "unknown"))
    kind = _known(told["code"]) or _like(told["exc_type"], told["code"], told["status"])
    failure = kind.__new__(kind)
    failure.args = (told["value"],)
    failure.details = told["details"]
    return failure


@cache
def _known(code: str) -> type[Failure] | None:
    return next((kind for kind in _all_kinds(Failure) if kind.code == code), None)


def _all_kinds(kind: type[Failure]) -> Iterator[type[Failure]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _all_kinds(narrower)


def _like(name: str, code: str, status: int) -> type[Failure]:
    """A failure of a service that knows more than this process, perhaps a newer one."""
    general: type[Failure] = Fault if status >= 500 and status != 503 else Refusal
    return type(name, (general,), {"status": status, "says": "", "code": code})
