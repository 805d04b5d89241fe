"""What an address asks of a list: by the same question as the API's, but forgiving.

A page is not refused for an argument that is not known or cannot be used: it is left out, and
what is shown says by which filters it was found.
"""

from typing import Any

from flask import request
from marshmallow import EXCLUDE, Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict


def asked_of(question: type[Schema], **known: Any) -> dict[str, Any]:
    """The question that the address asks; ``known`` fills what it says itself."""
    asking = question()
    given = MultiDict((name, value) for name, value in request.args.items(multi=True) if value)
    sent = {name: _value(asking, name, given) for name in given}
    return {**_loaded(asking, sent), **known}


def _loaded(asking: Schema, sent: dict[str, Any]) -> dict[str, Any]:
    may_be_missing = {name for name, field in asking.fields.items() if field.required}
    try:
        loaded: dict[str, Any] = asking.load(sent, partial=may_be_missing, unknown=EXCLUDE)
    except ValidationError as error:
        faulty = set(error.messages) if isinstance(error.messages, dict) else set(sent)
        return _loaded(asking, {k: v for k, v in sent.items() if k not in faulty})
    return loaded


def _value(asking: Schema, name: str, given: MultiDict[str, str]) -> Any:
    known = {field.data_key or key: field for key, field in asking.fields.items()}
    is_list = isinstance(known.get(name), fields.List)
    return given.getlist(name) if is_list else given[name]
