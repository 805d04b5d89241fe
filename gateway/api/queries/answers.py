"""Answers in the shape that is documented: what a row holds beyond it stays inside.

The shape is read from the answer's schema once. It does what the schema's ``dump`` does, which
asks every field of every row anew how it is made, and was most of the cost of a long list.
"""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any, TypeVar

from flask import Response
from marshmallow import Schema, fields, missing

from services.hosting.wire import to_wire

F = TypeVar("F", bound=Callable[..., Any])
Make = Callable[[Any], Any]
"""Makes what is answered of what a view holds."""

AS_IT_IS = (fields.String, fields.UUID, fields.Date, fields.Dict, fields.Raw)
"""What has one form in JSON already, see ``services.hosting.wire``."""
NUMBERS: dict[type, Make] = {fields.Integer: int, fields.Float: float}


def answered_as(schema: type[Schema]) -> Callable[[F], F]:
    """The decorator of a function whose answer (and headers, if any) is sent in a shape."""
    shape = shape_of(schema())

    def decorate(function: F) -> F:
        @wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Response:
            result = function(*args, **kwargs)
            body, headers = result if isinstance(result, tuple) else (result, None)
            return Response(to_wire(shape(body)), 200, headers, content_type="application/json")

        return answer  # type: ignore[return-value]

    return decorate


def shape_of(schema: Schema) -> Make:
    """What makes an answer in a schema's shape. What a row does not have is left out."""
    members = [
        (field.data_key or name, field.attribute or name, field.dump_default, _maker(field))
        for name, field in schema.dump_fields.items()
    ]

    def shaped(row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: value if make is None or value is None else make(value)
            for key, name, default, make in members
            if (value := row.get(name, default)) is not missing
        }

    return shaped


def _maker(field: fields.Field[Any]) -> Make | None:
    """How a value becomes what is answered; None where it is that already."""
    if isinstance(field, fields.List):
        return _each(_maker(field.inner))
    if isinstance(field, fields.Nested):
        shape = shape_of(field.schema)
        return _each(shape) if field.many else shape
    if type(field) in NUMBERS:
        return NUMBERS[type(field)]
    return None if type(field) in AS_IT_IS else partial(field._serialize, attr=None, obj=None)


def _each(make: Make | None) -> Make | None:
    """The same for every item of a list."""
    return None if make is None else lambda items: [make(item) for item in items]
