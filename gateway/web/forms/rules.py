"""What a command's schema says about a field: browsers are told, so that they can say it first."""

from dataclasses import dataclass
from functools import cache

from marshmallow import Schema, fields, validate

from services.hosting.commands import Command


@dataclass(frozen=True)
class Rules:
    """The bounds of a field; None where there is none."""

    is_required: bool = False
    longest: int | None = None
    shortest: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def attributes(self) -> dict[str, str | int | None]:
        """The bounds as a browser knows them."""
        needed = {"required": ""} if self.is_required else {}
        return {**needed, "maxlength": self.longest, "min": self.least, "max": self.most}


@cache
def rules_of(command: type[Command], name: str) -> Rules:
    """The rules of a field, found by its place in the command's data. Raises KeyError."""
    field, is_required = _field_at(command(), name.split("."))
    return Rules(is_required, **_bounds(field))


def _field_at(schema: Schema, path: list[str]) -> tuple[fields.Field, bool]:  # type: ignore[type-arg]
    """The field, and whether it must be there; of a dictionary's values, none must."""
    field = schema.fields[path[0]]
    if len(path) == 1:
        return field, field.required
    if isinstance(field, fields.Dict) and field.value_field:
        return field.value_field, False
    assert isinstance(field, fields.Nested), path
    return _field_at(field.schema, path[1:])


def _bounds(field: fields.Field) -> dict[str, int | None]:  # type: ignore[type-arg]
    found: dict[str, int | None] = {}
    for rule in field.validators:
        if isinstance(rule, validate.Length):
            found |= {"shortest": rule.min, "longest": rule.max}
        elif isinstance(rule, validate.Range):
            found |= {"least": rule.min, "most": rule.max}
    return found
