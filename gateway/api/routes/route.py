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
    service: str
    command: type[Command]
    tag: str
    creates: str = ""
    is_query: bool = False
    is_open: bool = False

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


class Area:
    """Makes the routes of one part of a service; they stand together in the documentation."""

    def __init__(self, service: str, tag: str) -> None:
        self._service = service
        self._tag = tag

    def post(self, path: str, command: type[Command], *, creates: str = "") -> Route:
        """Create something, or let something happen."""
        return Route("POST", path, self._service, command, self._tag, creates)

    def put(self, path: str, command: type[Command]) -> Route:
        """Set something, whatever it was."""
        return Route("PUT", path, self._service, command, self._tag)

    def delete(self, path: str, command: type[Command]) -> Route:
        """Take something away."""
        return Route("DELETE", path, self._service, command, self._tag)

    def ask(self, method: str, path: str, query: type[Command], *, is_open: bool = False) -> Route:
        """Ask the service for what only it knows, or tell it what is not kept as a command."""
        return Route(method, path, self._service, query, self._tag, is_query=True, is_open=is_open)
