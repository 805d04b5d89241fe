"""The page of permissions: who may send which command."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module

from gateway.api import documents, session
from gateway.api.routes import ROUTES
from services.contracts.roles import PERSONAL_ROLES, Role
from services.hosting.commands import Command
from services.hosting.service_list import NAMES
from tools.handbook.markdown import table

ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
INTRODUCTION = """# Who may send what

Generated from the commands' `by`; do not edit. A cell names **what the role must be held for**:
the national organisation or committee in that field of the command, or of the thing that it
changes. For a personal role (student, contact person, mentor, housing provider, self) it names the
field in which that person stands. "yes" is a role for the whole programme. An empty cell:
refused. Officers hold a role from a day to a day; before and after it they are refused like
everybody else. Commands without any role are sent by the system only: by a service, or by the
gateway for somebody who is not signed in.
"""


def commands() -> Iterator[tuple[str, str, type[Command]]]:
    """Every command and query of every service: service, name, schema."""
    for service in NAMES:
        for name, command in import_module(f"services.{service}.schemas").COMMANDS.items():
            yield service, name, command


def permissions_page() -> str:
    """The table command x role, service by service."""
    sections = [f"\n## {name.capitalize()}\n\n{_section(name)}" for name in NAMES]
    return INTRODUCTION + "".join(sections)


def _section(service: str) -> str:
    rows = [(name, command) for owner, name, command in commands() if owner == service]
    used = [role for role in ROLES if any(role in command.by for _, command in rows)]
    heads = ["command", "address", *(f"{role}" for role in used)]
    return table(heads, [_row(service, *row, used) for row in rows])


def _row(service: str, name: str, command: type[Command], used: Iterable[Role]) -> list[str]:
    return [f"`{name}`", _address_of(service, name), *(_cell(command.by, role) for role in used)]


def _address_of(service: str, name: str) -> str:
    for route in (*ROUTES, *session.ROUTES, *documents.ROUTES):
        if (route.service, route.command.command_name()) == (service, name):
            return f"`{route.method} {route.shown_path}`"
    return ""


def _cell(by: Mapping[Role, str | None], role: Role) -> str:
    if role not in by:
        return ""
    of = by[role]
    return "yes" if of is None else f"is `{of}`" if role in PERSONAL_ROLES else f"`{of}`"
