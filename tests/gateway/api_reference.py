"""The generated pages about the API: who may send which command, and what a refusal's code means.

Written by ``python -m tests.gateway.api_reference``; tests compare them with the code.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from inspect import getdoc
from pathlib import Path

from gateway.api import documents, session
from gateway.api.routes import ROUTES
from services.contracts.errors import Refusal
from services.contracts.roles import PERSONAL_ROLES, Role
from services.hosting.commands import Command
from services.hosting.service_list import NAMES

DOCS = Path(__file__).parents[2] / "docs"
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)

PERMISSIONS = """# Who may send what

Generated from the commands' `by`; do not edit. A cell names **what the role must be held for**:
the national organisation or committee in that field of the command, or of the thing that it
changes. For a personal role (student, contact person, mentor, housing provider, self) it names the
field in which that person stands. "yes" is a role for the whole programme. An empty cell:
refused. Officers hold a role from a day to a day; before and after it they are refused like
everybody else. Commands without any role are sent by the system only: by a service, or by the
gateway for somebody who is not signed in.
"""
ERRORS = """# Refusals and their codes

Generated from the refusals' classes; do not edit. Errors are answered as problem details (RFC 9457,
`application/problem+json`): `code` is stable and made for programs, `detail` tells people what is
the matter and what to do, `details` holds the words in braces. Statuses: 400 malformed ·
401 not signed in · 403 not permitted · 404 not there · 409 not in this state · 412 changed
meanwhile · 422 data that cannot be used · 429 too often · 503 try again.
"""


def commands() -> Iterator[tuple[str, str, type[Command]]]:
    """Every command and query of every service: service, name, schema."""
    for service in NAMES:
        for name, command in import_module(f"services.{service}.schemas").COMMANDS.items():
            yield service, name, command


def permissions_page() -> str:
    """The table command x role."""
    sections = [f"\n## {name.capitalize()}\n\n{_permissions_of(name)}" for name in NAMES]
    return PERMISSIONS + "".join(sections)


def _permissions_of(service: str) -> str:
    rows = [(name, command) for owner, name, command in commands() if owner == service]
    used = [role for role in ROLES if any(role in command.by for _, command in rows)]
    heads = ["command", "address", *(f"{role}" for role in used)]
    return _table(heads, [_permission_row(service, *row, used) for row in rows])


def _permission_row(
    service: str, name: str, command: type[Command], used: Iterable[Role]
) -> list[str]:
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


def errors_page() -> str:
    """The table of all refusals, by who raises them."""
    modules = {
        "Everywhere": "services.contracts.errors",
        "The gateway": "gateway.api.errors",
        **{name.capitalize(): f"services.{name}.errors" for name in NAMES},
    }
    sections = [f"\n## {title}\n\n{_errors_of(module)}" for title, module in modules.items()]
    return ERRORS + "".join(sections)


def refusals_in(module: str) -> list[type[Refusal]]:
    """The refusals that a module defines."""
    return [
        value
        for value in vars(import_module(module)).values()
        if isinstance(value, type)
        and issubclass(value, Refusal)
        and value.__module__ == module
        and value is not Refusal
    ]


def _errors_of(module: str) -> str:
    rows = [
        [f"`{refusal.code}`", str(refusal.status), _first_line(refusal), refusal.says]
        for refusal in sorted(refusals_in(module), key=lambda refusal: refusal.code)
    ]
    return _table(["code", "status", "when", "what it tells"], rows)


def _first_line(refusal: type[Refusal]) -> str:
    return (getdoc(refusal) or "").partition("\n\n")[0].replace("\n", " ")


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


PAGES = {"permissions.md": permissions_page, "errors.md": errors_page}

if __name__ == "__main__":
    for file_name, make in PAGES.items():
        (DOCS / file_name).write_text(make(), encoding="utf-8")
