"""What a client says with a request: its body, and the headers that make repeating it safe."""

import re
from typing import Any
from uuid import uuid4

from flask import request
from marshmallow import fields
from msgspec import DecodeError

from gateway.api.errors import (
    EntityTagUnusable,
    IdempotencyKeyUnusable,
    JsonExpected,
    NotJsonContent,
)
from services.contracts.errors import Invalid
from services.contracts.roles import Actor
from services.hosting.commands import Command, schema_of
from services.hosting.wire import from_wire

ENTITY_TAG = re.compile(r'(?:W/)?"(\d{1,9})"\Z')
LONGEST_KEY = 200
DEEPEST = 50  # no command nests nearly as deep; what does is meant to exhaust somebody


def body() -> dict[str, Any]:
    """The JSON object that was sent; without a body, an empty one.

    Raises JsonExpected, NotJsonContent, Invalid.
    """
    raw = request.get_data()
    if not raw:
        return {}
    if not request.is_json:
        raise JsonExpected
    try:
        sent = from_wire(raw)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotJsonContent from error
    if not isinstance(sent, dict):
        raise NotJsonContent
    return _storable(sent)


def query_of(command: type[Command]) -> dict[str, Any]:
    """The query string as data for a query; ``after`` is the gateway's own."""
    kinds = schema_of(command).fields
    sent = {
        name: values if isinstance(kinds.get(name), fields.List) else values[-1]
        for name, values in request.args.lists()
        if name != "after" or name in kinds
    }
    return _storable({name: _number(kinds.get(name), value) for name, value in sent.items()})


def _number(kind: fields.Field[Any] | None, value: Any) -> Any:
    """A query string knows only texts; a strict whole number must come as one."""
    is_number = isinstance(kind, fields.Integer) and re.fullmatch(r"-?\d{1,18}", value)
    return int(value) if is_number else value


def _storable(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent, unless a text holds the character NUL, which databases cannot keep."""
    faulty = [name for name, value in sent.items() if _has_nul(value) or "\0" in name]
    if faulty:
        raise Invalid(fields={name: ["Leave out the character U+0000."] for name in faulty})
    return sent


def _has_nul(value: Any) -> bool:
    """Looks everywhere in the value, level by level. Raises NotJsonContent below the deepest."""
    level = [value]
    for _ in range(DEEPEST):
        if not level:
            return False
        if any(isinstance(part, str) and "\0" in part for part in level):
            return True
        level = [inner for part in level for inner in _parts(part)]
    raise NotJsonContent


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def expected_version() -> int | None:
    """The version that the client has seen, from If-Match; None where it does not say.

    Raises EntityTagUnusable.
    """
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    tag = ENTITY_TAG.match(given)
    if tag is None:
        raise EntityTagUnusable
    return int(tag[1])


def command_id(actor: Actor) -> str:
    """The command's id: from the person's Idempotency-Key, or a fresh one.

    A key belongs to a person, so nobody can be given another's answer; who is not signed in
    has no key. Raises IdempotencyKeyUnusable.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or actor.person_id is None:
        return str(uuid4())
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise IdempotencyKeyUnusable(maximum=LONGEST_KEY)
    return f"{actor.person_id}:{key}"
