"""The route table: every command and query of every service, at its address.

A command is here exactly once, or is served by ``gateway.api.session`` or
``gateway.api.documents``, or is internal; a test keeps that true.
"""

from gateway.api.routes import applications, housing, notifications, people, projects
from gateway.api.routes.route import Route

ROUTES: tuple[Route, ...] = (
    *people.ROUTES,
    *projects.ROUTES,
    *applications.ROUTES,
    *housing.ROUTES,
    *notifications.ROUTES,
)
