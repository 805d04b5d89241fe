"""The present address with other arguments: what facets, orders and pages lead to."""

from urllib.parse import urlencode

from flask import request

CURSOR = "cursor"


def with_arguments(**changes: str | list[str] | None) -> str:
    """The present address, but for these arguments; None and empty leave one out."""
    arguments = {**request.args.to_dict(flat=False), **changes}
    kept = {name: value for name, value in arguments.items() if value and any(value)}
    return f"{request.path}?{urlencode(kept, doseq=True)}" if kept else request.path


def toggled(name: str, value: str) -> str:
    """The present address with one more value of an argument, or without it; on the first page."""
    values = request.args.getlist(name)
    others = [one for one in values if one != value]
    wanted = others if value in values else [*values, value]
    return with_arguments(**{name: wanted, CURSOR: None})
