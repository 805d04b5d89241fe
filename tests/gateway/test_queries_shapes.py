"""Answers are made in the shape of their schemas, as the schemas would make them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from marshmallow import Schema, fields

from gateway.api.queries import BLUEPRINTS
from gateway.api.queries.answers import AsStored, shape_of
from gateway.api.queries.shapes import Question
from services.hosting.wire import to_wire

assert BLUEPRINTS  # their modules define the schemas

VALUES: dict[type, Any] = {
    fields.String: "Straße, Łódź",
    fields.UUID: UUID(int=7),
    fields.Date: date(2027, 7, 1),
    fields.AwareDateTime: datetime(2027, 7, 1, 9, 30, 0, 25, tzinfo=UTC),
    fields.Integer: Decimal(3),  # a sum, as PostgreSQL answers it
    fields.Float: 2,
    fields.Boolean: 1,  # as SQLite answers it
    fields.Decimal: Decimal("250.00"),
    fields.Dict: {"lc_id": "7", "more": [1]},
    fields.Raw: "anything",
}


def schemas(of: type[Schema] = Schema) -> Iterator[type[Schema]]:
    for schema in of.__subclasses__():
        if schema.__module__.startswith("gateway.api.") and not issubclass(schema, Question):
            yield schema
        yield from schemas(schema)


def row_for(schema: Schema) -> dict[str, Any]:
    """What a view could hold; what is constant stands in no row."""
    answered = schema.dump_fields.items()
    return {name: value_for(f) for name, f in answered if not isinstance(f, fields.Constant)}


def value_for(field: fields.Field[Any]) -> Any:
    if isinstance(field, AsStored):
        return schema_made(field)
    if isinstance(field, fields.List):
        return [value_for(field.inner)] * 2
    if isinstance(field, fields.Nested):
        return [row_for(field.schema)] * 2 if field.many else row_for(field.schema)
    return next(VALUES[kind] for kind in type(field).__mro__ if kind in VALUES)


def schema_made(field: AsStored) -> Any:
    """A list as the schema answers it, which is how a view has stored it."""
    return field.serialize("it", {"it": [value_for(field.inner)] * 2})


def answered(schema: Schema, row: dict[str, Any]) -> bytes:
    made = to_wire(shape_of(schema)(row))
    assert made == to_wire(schema.dump(row))
    return made


@pytest.mark.parametrize("schema", sorted(set(schemas()), key=lambda schema: schema.__name__))
def test_a_shape_is_what_the_schema_makes_of_a_row(schema: type[Schema]) -> None:
    row = row_for(schema())

    answered(schema(), row)
    answered(schema(), dict.fromkeys(row))


class Person(Schema):
    person_id = fields.UUID()
    role = fields.String(dump_default="student")


class Committee(Schema):
    head = fields.Nested(Person)
    members = fields.List(fields.Nested(Person))
    city = fields.String(data_key="place")


def test_what_a_row_holds_beyond_the_shape_stays_inside() -> None:
    row = {"person_id": UUID(int=1), "role": "lore", "secret": "s"}

    made = answered(Committee(), {"head": row, "members": [row], "city": "Porto", "secret": "s"})

    assert b"secret" not in made
    assert made.count(b"lore") == 2
    assert b'"place":"Porto"' in made


def test_what_a_row_does_not_have_is_left_out_or_its_default() -> None:
    assert answered(Committee(), {}) == b"{}"
    assert answered(Person(), {}) == b'{"role":"student"}'
