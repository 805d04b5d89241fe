"""A route: which command or query of which service stands behind a method and an address.

Path parameters are named as the command's fields; whatever else the command has is the body,
or, for a GET, the query string.
"""

import re
from dataclasses import dataclass

from services.hosting.commands import Command

PARAMETER = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


@dataclass(frozen=True)
class Route:
    """One line of the route table.

    ``creates`` is the address of what the command creates, filled with the command's data and
    the answer's. A query is answered as the service answers it, a command with id, version and
    position. An open route needs nobody signed in: the gateway itself sends the command.
    """

    method: str
    path: str
    area: "Area"
    command: type[Command]
    creates: str = ""
    is_query: bool = False
    is_open: bool = False

    @property
    def service(self) -> str:
        """The service that carries the command out."""
        return self.area.service

    @property
    def parameters(self) -> tuple[str, ...]:
        """The fields that the address gives."""
        return tuple(PARAMETER.findall(self.path))

    @property
    def shown_path(self) -> str:
        """The address as readers know it, for example ``/projects/{project_id}/publication``."""
        return PARAMETER.sub(r"{\1}", self.path)

    @property
    def status(self) -> int:
        """The status of a good answer."""
        return 201 if self.creates else 200


@dataclass(frozen=True)
class Area:
    """A part of a service, whose routes stand together in the documentation; it makes them."""

    service: str
    name: str
    description: str

    def post(self, path: str, command: type[Command], *, creates: str = "") -> Route:
        """Create something, or let something happen."""
        return Route("POST", path, self, command, creates)

    def put(self, path: str, command: type[Command]) -> Route:
        """Set something, whatever it was."""
        return Route("PUT", path, self, command)

    def delete(self, path: str, command: type[Command]) -> Route:
        """Take something away."""
        return Route("DELETE", path, self, command)

    def ask(self, method: str, path: str, query: type[Command], *, is_open: bool = False) -> Route:
        """Ask the service for what only it knows, or tell it what is not kept as a command."""
        return Route(method, path, self, query, is_query=True, is_open=is_open)
