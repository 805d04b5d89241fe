"""The page of refusals: what each code means and tells."""

from importlib import import_module

from services.contracts.errors import Refusal
from services.hosting.service_list import NAMES
from tools.handbook.markdown import first_said_of, table

INTRODUCTION = """# Refusals and their codes

Generated from the refusals' classes; do not edit. Errors are answered as problem details (RFC 9457,
`application/problem+json`): `code` is stable and made for programs, `detail` tells people what is
the matter and what to do, `details` holds the words in braces. Statuses: 400 malformed ·
401 not signed in · 403 not permitted · 404 not there · 409 not in this state · 412 changed
meanwhile · 422 data that cannot be used · 429 too often · 503 try again.
"""
MODULES = {
    "Everywhere": "services.contracts.errors",
    "The gateway": "gateway.api.errors",
    **{name.capitalize(): f"services.{name}.errors" for name in NAMES},
}


def errors_page() -> str:
    """The table of all refusals, by who raises them."""
    sections = [f"\n## {title}\n\n{_section(module)}" for title, module in MODULES.items()]
    return INTRODUCTION + "".join(sections)


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


def _section(module: str) -> str:
    rows = [
        [f"`{refusal.code}`", str(refusal.status), first_said_of(refusal), refusal.says]
        for refusal in sorted(refusals_in(module), key=lambda refusal: refusal.code)
    ]
    return table(["code", "status", "when", "what it tells"], rows)
