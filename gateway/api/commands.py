"""Every command and every query of a service over HTTP: one view function, told by its route."""

from collections.abc import Iterable
from typing import Any

from flask import Response, request
from flask.typing import RouteCallable
from flask_smorest import Blueprint

from gateway.api.blueprints import BASE, blueprint
from gateway.api.context import (
    backend,
    correlation_id,
    current_actor,
    position_to_see,
    signed_in_person,
)
from gateway.api.requests import body, command_id, expected_version, query_of
from gateway.api.routes import ROUTES
from gateway.api.routes.description import description_of
from gateway.api.routes.route import Area, Route
from services.contracts.errors import Invalid
from services.contracts.roles import SYSTEM, Actor
from services.hosting.commands import Command, load
from services.hosting.wire import to_wire


def command_blueprints() -> Iterable[Blueprint]:
    """A blueprint for every area of the route table."""
    made = {route.area: area_blueprint(route.area) for route in ROUTES}
    for route in ROUTES:
        add(made[route.area], route, _view_of(route))
    return made.values()


def area_blueprint(area: Area) -> Blueprint:
    """An empty blueprint for an area."""
    return blueprint(area.name, area.description)


def add(made: Blueprint, route: Route, view: RouteCallable, **described: Any) -> None:
    """Put a route into a blueprint; ``described`` is what its description says otherwise."""
    made.add_url_rule(
        route.path,
        route.command.command_name(),
        made.doc(**{**description_of(route), **described})(view),
        methods=[route.method],
    )


def _view_of(route: Route) -> RouteCallable:
    """The view function of a route."""

    def view(**parameters: Any) -> Response:
        if not route.is_open:
            signed_in_person()
        data = data_of(route.command, parameters)
        actor = SYSTEM if route.is_open else current_actor()
        return _answered(route, data, send(route.service, route.command, data, actor))

    return view


def data_of(command: type[Command], parameters: dict[str, Any]) -> dict[str, Any]:
    """The command's data: from the address, and the rest from body or query string."""
    sent = query_of(command) if request.method in ("GET", "HEAD") else body()
    if twice := sorted(sent.keys() & parameters.keys()):
        raise Invalid(fields={name: ["The address says this already."] for name in twice})
    return sent | {name: str(value) for name, value in parameters.items()}


def send(service: str, command: type[Command], data: dict[str, Any], actor: Actor) -> Any:
    """Check the data by the command's schema and send it on; the answer. Raises Refusal."""
    load(command, data)
    return backend().send(
        service,
        command.command_name(),
        data,
        actor,
        command_id=command_id(actor),
        correlation_id=correlation_id(),
        after=position_to_see(service),
        expected_version=expected_version(),
    )


def _answered(route: Route, data: dict[str, Any], answer: dict[str, Any]) -> Response:
    headers = {}
    if route.creates:
        headers["Location"] = BASE + route.creates.format(**{**data, **answer})
    if "version" in answer:
        headers["ETag"] = f'"{answer["version"]}"'
    if "position" in answer:
        after = f"{route.service}:{answer.pop('position')}"
        headers["Exchange-Position"] = answer["after"] = after
    return Response(to_wire(answer), route.status, headers, content_type="application/json")
