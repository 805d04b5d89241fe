"""A page: what the navigation, the search and the tests know of it.

Navigation and search are made from these declarations, and so are the tests that open every page
(accessibility, weight, languages, screenshots): a page cannot be left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Response

from gateway.views import GatewayViews
from gateway.web.registry.audience import Audience
from services.contracts.roles import Actor

View = Callable[..., Response]
Parameters = dict[str, Any]


class Place(StrEnum):
    """Where the navigation has a page."""

    MAIN = "main"
    ACCOUNT = "account"
    FOOT = "foot"


@dataclass(frozen=True)
class Menu:
    """An entry of the navigation; lower numbers come first."""

    order: int
    icon: str = ""
    place: Place = Place.MAIN


@dataclass(frozen=True)
class Looking:
    """Somebody who looks for an example: what they may see is found by ``actor``."""

    views: GatewayViews
    actor: Actor
    today: Any


@dataclass(frozen=True)
class Example:
    """An address at which the page has something to show, in any season.

    ``visitor`` is who opens it in the sample season, as ``sign-ins.txt`` names them; empty: who
    the page is for. ``parameters`` finds what the address needs, query string included.
    """

    parameters: Callable[[Looking], Parameters] = lambda _: {}
    visitor: str = ""


@dataclass(frozen=True)
class Page:
    """A page of the web client. ``title`` and ``words`` are marked texts."""

    name: str
    path: str
    title: str
    seen_by: Audience
    view: View
    menu: Menu | None = None
    words: str = ""
    example: Example = Example()
    kept_for: int = 0
    takes_forms: bool = False
    is_destination: bool = True
    """Whether it makes sense to go there by itself, so that the search offers it."""

    @property
    def endpoint(self) -> str:
        """How the router knows the page."""
        return endpoint_of(self.name)

    @property
    def has_parameters(self) -> bool:
        """Whether the address names a thing."""
        return "<" in self.path


def endpoint_of(name: str) -> str:
    """How the router knows the page, file or action with this name."""
    return name.replace(".", "-")
