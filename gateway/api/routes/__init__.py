"""The route table: every command and query of every service, at its address.

A command is here exactly once, or is served by ``gateway.api.session`` or
``gateway.api.documents``, or is internal; a test keeps that true.
"""

from flask_smorest import Blueprint

from gateway.api.blueprints import blueprint
from gateway.api.commands import view_of
from gateway.api.routes import applications, housing, notifications, people, projects
from gateway.api.routes.description import description_of
from gateway.api.routes.route import Route

ROUTES: tuple[Route, ...] = (
    *people.ROUTES,
    *projects.ROUTES,
    *applications.ROUTES,
    *housing.ROUTES,
    *notifications.ROUTES,
)


def commands_blueprint() -> Blueprint:
    """The blueprint of all routes."""
    made = blueprint("commands", "Commands, and queries that only a service can answer.")
    for route in ROUTES:
        made.add_url_rule(
            route.path,
            f"{route.service}-{route.command.command_name()}",
            made.doc(**description_of(route))(view_of(route)),
            methods=[route.method],
            tags=[route.tag],
        )
    return made
