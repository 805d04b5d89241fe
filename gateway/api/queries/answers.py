"""Answers in the shape that is documented: what a row holds beyond it stays inside.

The shape is read from the answer's schema once. It does what the schema's ``dump`` does, which
asks every field of every row anew how it is made, and was most of the cost of a long list.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial, wraps
from typing import Any, TypeVar

from flask import Response
from marshmallow import Schema, fields, missing

from services.hosting.wire import to_wire

F = TypeVar("F", bound=Callable[..., Any])
Make = Callable[[Any], Any]
"""Makes what is answered of what a view holds."""


class AsStored(fields.List[Any]):
    """A list that a view stores in the shape in which it is answered, and in no other."""


AS_IT_IS = (fields.String, fields.UUID, fields.Date, fields.Dict, fields.Raw, AsStored)
"""What has one form in JSON already, see ``services.hosting.wire``."""
MADE_BY: dict[type, Make] = {
    fields.Integer: int,
    fields.Float: float,
    fields.AwareDateTime: datetime.isoformat,
}


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
    members = schema.dump_fields
    keys = [field.data_key or name for name, field in members.items()]
    names = [field.attribute or name for name, field in members.items()]
    defaults = [field.dump_default for field in members.values()]
    made = zip(keys, map(_maker, members.values()), strict=True)
    makers = [(key, make) for key, make in made if make]

    def shaped(row: Mapping[str, Any]) -> dict[str, Any]:
        values = map(row.get, names, defaults)
        answer = dict(zip(keys, values, strict=True))
        for key, make in makers:
            if (value := answer[key]) is not None and value is not missing:
                answer[key] = make(value)
        return answer if missing not in answer.values() else _without_missing(answer)

    return shaped


def _without_missing(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if value is not missing}


def _maker(field: fields.Field[Any]) -> Make | None:
    """How a value becomes what is answered; None where it is that already."""
    if type(field) in AS_IT_IS:
        return None
    if isinstance(field, fields.List):
        return _each(_maker(field.inner))
    if isinstance(field, fields.Nested):
        shape = shape_of(field.schema)
        return _each(shape) if field.many else shape
    return MADE_BY.get(type(field)) or partial(field._serialize, attr=None, obj=None)


def _each(make: Make | None) -> Make | None:
    """The same for every item of a list."""
    return None if make is None else lambda items: [make(item) for item in items]
