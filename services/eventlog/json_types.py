"""How stored states look as JSON: a type of JSON values for each type of an event's attributes.

Reading a state by such a type checks it on the way, and passes over what nobody asks for.
"""

from collections.abc import Container
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import reduce
from operator import or_
from types import GenericAlias, NoneType, UnionType
from typing import Any, NotRequired, TypedDict, Union, get_args, get_origin, get_type_hints

AS_THEY_ARE = (str, int, float, bool, NoneType, Any)


def json_type(kind: Any) -> Any:
    """The type of the JSON values in which values of a type are stored."""
    if kind in AS_THEY_ARE:
        return kind
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return reduce(or_, map(json_type, parts))
    if origin in (list, tuple):
        return _list_of(json_type(parts[0]) if len(set(parts) - {...}) == 1 else Any)
    if origin is dict:
        return GenericAlias(dict, (str, json_type(parts[1])))
    return json_object(kind) if is_dataclass(kind) else _of_one_value(kind)


def _list_of(kind: Any) -> Any:
    return GenericAlias(list, (kind,))


def _of_one_value(kind: Any) -> Any:
    """Ids, days, moments, amounts and choices are texts."""
    return int if isinstance(kind, type) and issubclass(kind, int) else str


def json_object(kind: Any, wanted: Container[str] | None = None) -> Any:
    """The type of the JSON object of a dataclass; of some of its attributes, if they are named."""
    hints = get_type_hints(kind)
    return TypedDict(  # type: ignore[operator]
        kind.__name__,
        {
            field.name: _field_type(field, hints[field.name])
            for field in fields(kind)
            if wanted is None or field.name in wanted
        },
    )


def _field_type(field: Field[Any], hint: Any) -> Any:
    """A field with a default may be younger than what is stored."""
    is_given = field.default is MISSING and field.default_factory is MISSING
    return json_type(hint) if is_given else NotRequired[json_type(hint)]
