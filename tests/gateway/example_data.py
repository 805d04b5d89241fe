"""Well-formed data for any command, made from its schema: ids of nothing, plausible values."""

from typing import Any
from uuid import uuid4

from marshmallow import Schema, fields, validate

from services.hosting.wire import from_wire, to_wire

BY_NAME = {
    "country": "PT",
    "season": "2027-2028",
    "month": "2027-07",
    "letter_digest": "0" * 64,
    "content": "JVBERi0xLjcgYQ==",
    "currency": "EUR",
}
"""Values for fields whose rule is a pattern."""
CODE = "exam_moved"


def example_of(schema: type[Schema]) -> dict[str, Any]:
    """JSON-compatible data with the schema's required fields."""
    wanted = schema().fields.items()
    data = {name: _value(name, field) for name, field in wanted if field.required}
    loaded: dict[str, Any] = from_wire(to_wire(data))
    return loaded


def _value(name: str, field: Any) -> Any:
    if name in BY_NAME:
        return BY_NAME[name]
    if isinstance(field, fields.Nested):
        return example_of(type(field.schema))
    if isinstance(field, fields.List):
        return [_value(name, field.inner)]
    if isinstance(field, fields.Dict):
        return {_value(name, field.key_field): _value(name, field.value_field)}
    return _simple(field)


def _simple(field: Any) -> Any:
    for rule in field.validators:
        if isinstance(rule, validate.OneOf):
            return next(iter(rule.choices))
    made: dict[type, Any] = {
        fields.UUID: uuid4(),
        fields.Date: "2027-07-01",
        fields.Integer: 1,
        fields.Boolean: True,
        fields.String: CODE,
    }
    return next(made[kind] for kind in type(field).__mro__ if kind in made)
