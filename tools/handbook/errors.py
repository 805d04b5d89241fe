"""The page of failures: what each code means and tells."""

from importlib import import_module

from services.contracts.errors import Failure, Fault, Refusal
from services.hosting.service_list import NAMES
from tools.handbook.markdown import first_said_of, table

INTRODUCTION = """# Failures and their codes

Generated from the failures' classes; do not edit. Errors are answered as problem details (RFC 9457,
`application/problem+json`): `code` is stable and made for programs, `detail` tells people what is
the matter and what to do, `details` holds the words in braces. Statuses: 400 malformed ·
401 not signed in · 403 not permitted · 404 not there · 409 not in this state · 412 changed
meanwhile · 422 data that cannot be used · 429 too often · 500 broken on our side ·
503 try again.
"""
MODULES = {
    "Everywhere": "services.contracts.errors",
    "The gateway": "gateway.api.errors",
    "Live updates": "gateway.live.errors",
    "The pages": "gateway.web.errors",
    **{name.capitalize(): f"services.{name}.errors" for name in NAMES},
}


def errors_page() -> str:
    """The table of all failures, by who raises them."""
    sections = [f"\n## {title}\n\n{_section(module)}" for title, module in MODULES.items()]
    return INTRODUCTION + "".join(sections)


def failures_in(module: str) -> list[type[Failure]]:
    """The failures that a module defines, without those that only group others."""
    return [
        value
        for value in vars(import_module(module)).values()
        if isinstance(value, type)
        and issubclass(value, Failure)
        and value.__module__ == module
        and value not in (Failure, Fault, Refusal)
    ]


def _section(module: str) -> str:
    rows = [
        [f"`{failure.code}`", str(failure.status), first_said_of(failure), failure.says]
        for failure in sorted(failures_in(module), key=lambda failure: failure.code)
    ]
    return table(["code", "status", "when", "what it tells"], rows)
