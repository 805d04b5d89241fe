"""What a page knows of its request: the site it belongs to, and who looks at it."""

from dataclasses import dataclass, field

from flask import current_app, g
from jinja2 import Environment

from gateway.web.registry.area import Finder, Panel
from gateway.web.registry.page import Page
from gateway.web.static_files import StaticFiles
from gateway.web.visitor import Visitor

EXTENSION = "exchange-web"


@dataclass(frozen=True)
class Site:
    """The parts of the web client; lies in the application's extensions."""

    static: StaticFiles
    templates: Environment
    pages: dict[str, Page] = field(default_factory=dict)
    finders: list[Finder] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    reached_by_link: set[str] = field(default_factory=set)


def site() -> Site:
    """The site that serves the present request."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def visitor() -> Visitor:
    """Who looks at the present page."""
    found: Visitor = g.visitor
    return found
