"""The OpenAPI 3.1 description: made from the schemas that validate, so that it cannot lie."""

from collections import Counter
from http import HTTPStatus
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from apispec.ext.marshmallow.field_converter import FieldConverterMixin
from flask import Flask
from flask_smorest import Api
from marshmallow import fields, validate

from gateway.api.blueprints import BASE
from gateway.api.problems import CONTENT_TYPE, Problem

TITLE = "The Exchange"
VERSION = "1"
OPENAPI_VERSION = "3.1.0"
DESCRIPTION = """The research exchange of medical students, from application form to certificate.

Sign in with `POST /session`, send the access token as `Authorization: Bearer …`, renew it with
`POST /session/renewal`. Every change answers with `after`; give it to a GET as `?after=` to
read your own write. Errors are problem details (RFC 9457) with a stable `code`.
"""
BEARER = "bearer"
HEADERS: dict[str, dict[str, Any]] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "description": "Makes repeating the request safe: the same key is carried out once.",
        "schema": {"type": "string", "pattern": "^[ -~]{1,200}$"},
    },
    "IfMatch": {
        "name": "If-Match",
        "description": "The ETag that was read; refused with 412 if it changed meanwhile.",
        "schema": {"type": "string", "pattern": '^(\\*|(W/)?"[0-9]{1,9}")$'},
    },
    "CorrelationId": {
        "name": "X-Correlation-ID",
        "description": "Names the conversation in logs and in the event log; echoed. Another one"
        " is made when it is not of at most 100 printable ASCII characters.",
        "schema": {"type": "string"},
    },
}


class ComponentNames:
    """Names the schemas in the description; a name that two schemas share gets a number."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def __call__(self, schema: Any) -> str:
        """The name for a schema that is not in the description yet."""
        name = str(resolve_schema_cls(schema).__name__).removesuffix("Schema")  # type: ignore[union-attr]
        self._taken[name] += 1
        return name if self._taken[name] == 1 else f"{name}{self._taken[name]}"


def corrected(_: Any, __: Any, *, ret: dict[str, Any], **___: Any) -> dict[str, Any]:
    """Leave out of a field's description what is true inside only.

    An absent text is kept as an empty one, which no client could send; a decimal number travels
    as a text, whose bounds JSON Schema cannot express.
    """
    if ret.get("default") == "":
        del ret["default"]
    if "string" in ret.get("type", ()):
        ret.pop("minimum", None)
        ret.pop("maximum", None)
    return {}


def members(converter: FieldConverterMixin, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    """What the keys of a field's object may be, and how many there must be."""
    if not isinstance(field, fields.Dict):
        return {}
    keys = {"propertyNames": converter.field2property(field.key_field)} if field.key_field else {}
    fewest = [rule.min for rule in field.validators if isinstance(rule, validate.Length)]
    return {**keys, "minProperties": fewest[0]} if fewest else keys


class ExchangeApi(Api):  # type: ignore[misc]
    """The API's description. Errors are answered, and so described, as problems."""

    def _register_error_handlers(self) -> None:
        """Leave it to ``problems``."""

    def _register_pagination_header(self) -> None:
        """Leave it out: lists say in their body where the next page begins."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            self._register_response(status.name, status.phrase, is_problem=status >= 400)
        self._register_response(self.DEFAULT_ERROR_RESPONSE_NAME, "A problem", is_problem=True)

    def _register_response(self, name: str, description: str, *, is_problem: bool) -> None:
        content = {"content": {CONTENT_TYPE: {"schema": Problem}}} if is_problem else {}
        self.spec.components.response(name, {"description": description, **content}, lazy=True)


def described_api(app: Flask) -> ExchangeApi:
    """The description of an application's API, served at ``/api/v1/openapi.json``."""
    app.config.update(
        API_TITLE=TITLE,
        API_VERSION=VERSION,
        OPENAPI_VERSION=OPENAPI_VERSION,
        OPENAPI_URL_PREFIX=BASE,
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION}},
    )
    names = MarshmallowPlugin(schema_name_resolver=ComponentNames())
    api = ExchangeApi(app, spec_kwargs={"marshmallow_plugin": names})
    api.register_field(fields.Decimal, "string", "decimal")
    for function in (corrected, members):
        api.ma_plugin.converter.add_attribute_function(function)
    api.spec.components.security_scheme(BEARER, {"type": "http", "scheme": "bearer"})
    for name, header in HEADERS.items():
        api.spec.components.parameter(name, "header", header)
    return api
