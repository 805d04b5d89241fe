"""Which pages are generated, and by what."""

from collections.abc import Callable
from pathlib import Path

from tools.handbook.asyncapi import asyncapi_document
from tools.handbook.errors import errors_page
from tools.handbook.events import events_page
from tools.handbook.observability import observability_page
from tools.handbook.permissions import permissions_page
from tools.handbook.settings import settings_page

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "asyncapi.json": asyncapi_document,
    "errors.md": errors_page,
    "events.md": events_page,
    "observability.md": observability_page,
    "operations/settings.md": settings_page,
    "permissions.md": permissions_page,
}
