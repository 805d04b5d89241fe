"""How a route is described in the OpenAPI document: from its command, and nothing else."""

from typing import Any

from marshmallow import Schema, fields

from gateway.api.openapi import BEARER
from gateway.api.routes.route import Route
from services.contracts.roles import PERSONAL_ROLES, Role


class Done(Schema):
    """The answer to a command: what was changed, and where that can be seen."""

    id = fields.UUID(metadata={"description": "The thing that the command is about."})
    version = fields.Integer(metadata={"description": "Its version now; also the ETag."})
    after = fields.String(
        metadata={
            "description": "Give it as `?after=` to read what was written.",
            "example": "…:42",
        }
    )


def description_of(route: Route) -> dict[str, Any]:
    """What ``Blueprint.doc`` takes."""
    summary, _, more = (route.command.__doc__ or "").strip().partition("\n")
    return {
        "operationId": f"{route.service}.{route.command.command_name()}",
        "summary": summary,
        "description": "\n\n".join(part for part in (more.strip(), who_may(route)) if part),
        "security": [] if route.is_open else [{BEARER: []}],
        "responses": {str(route.status): _answer(route)},
        **(_query_string(route) if route.method == "GET" else _body_and_headers(route)),
    }


def who_may(route: Route) -> str:
    """Who may send the command, in words."""
    if route.is_open:
        return "For everybody, without signing in."
    return "For: " + ", ".join(_one(role, of) for role, of in route.command.by.items()) + "."


def _one(role: Role, of: str | None) -> str:
    if of is None:
        return f"{role}"
    return f"{role} (being `{of}`)" if role in PERSONAL_ROLES else f"{role} (of `{of}`)"


def _answer(route: Route) -> dict[str, Any]:
    if route.is_query:
        return {"description": "The answer", "content": {"application/json": {"schema": {}}}}
    headers = {
        "ETag": {"description": "The version", "schema": {"type": "string"}},
        "Exchange-Position": {"description": "As `after`", "schema": {"type": "string"}},
    }
    content = {"application/json": {"schema": _done(route)}}
    return {"description": "Done", "headers": headers, "content": content}


def _done(route: Route) -> type[Schema]:
    more, name = route.command.answers, f"{route.command.__name__}Done"
    return Done.from_dict(more, name=name) if more else Done


def _query_string(route: Route) -> dict[str, Any]:
    asked = {"in": "query", "schema": _rest(route)}
    return {"parameters": [*_address(route), asked, "CorrelationId"]}


def _body_and_headers(route: Route) -> dict[str, Any]:
    described: dict[str, Any] = {"parameters": [*_address(route), *_headers(route)]}
    rest = _rest(route)
    if rest.fields:
        needed = any(field.required for field in rest.fields.values())
        content = {"application/json": {"schema": rest}}
        described["requestBody"] = {"required": needed, "content": content}
    return described


def _headers(route: Route) -> list[str]:
    """What makes repeating safe. Only a command's answer is kept for its key; an open route knows
    no person, and nothing that was read before.
    """
    keys = [] if route.is_query else ["IdempotencyKey"]
    return [*keys, *([] if route.is_open else ["IfMatch"]), "CorrelationId"]


def _address(route: Route) -> list[dict[str, Any]]:
    """The parameters in the address, described by the command's fields of the same names."""
    if not route.parameters:
        return []
    return [{"in": "path", "schema": route.command(only=route.parameters)}]


def _rest(route: Route) -> Schema:
    """The command's schema without what the address gives."""
    return route.command(exclude=route.parameters)
