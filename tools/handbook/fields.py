"""The fields of a fact, in words."""

from typing import Any

from marshmallow import fields, validate

from services.contracts.fact import Fact

KINDS: dict[type[fields.Field[Any]], str] = {
    fields.UUID: "id",
    fields.Date: "day",
    fields.AwareDateTime: "moment",
    fields.Boolean: "yes or no",
    fields.Decimal: "amount",
    fields.Integer: "number",
    fields.Dict: "map",
    fields.String: "text",
}


def fields_of(fact: type[Fact]) -> list[str]:
    """Every field with its kind; a question mark where it may be absent."""
    declared: dict[str, fields.Field[Any]] = fact._declared_fields
    return [f"`{name}`{'' if f.required else '?'} {_kind(f)}" for name, f in declared.items()]


def _kind(field: fields.Field[Any]) -> str:
    if isinstance(field, fields.List):
        return f"list of {_kind(field.inner)}"
    if isinstance(field, fields.Nested):
        return _nested(field)
    if choices := _choices(field):
        return "/".join(choices)
    return next(word for kind, word in KINDS.items() if isinstance(field, kind))


def _nested(field: fields.Nested) -> str:
    return "(" + ", ".join(f"`{n}` {_kind(f)}" for n, f in field.schema.fields.items()) + ")"


def _choices(field: fields.Field[Any]) -> list[str]:
    rules = [rule for rule in field.validators if isinstance(rule, validate.OneOf)]
    return [str(choice) for rule in rules for choice in rule.choices]
