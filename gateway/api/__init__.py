"""The JSON interface. This module is what query blueprints are written with.

A blueprint is made by ``blueprint(name, description)`` and listed in ``BLUEPRINTS`` of
``gateway.api.queries``; ``gateway.app`` registers it. In a view function:

current_actor     who asks (anonymous without a token); ``signed_in_person`` insists on somebody
views             the gateway's live views; ``?after=`` was waited for already
today, now        by the home's clock
page_schema, PageArguments, read_cursor, page    lists in pages
entity_tag        headers for an answer about one thing: ``return body, entity_tag(version)``
public            decorator: the answer is the same for everybody and may be kept for a time

Refusals are raised, never answered: every one becomes a problem (RFC 9457). Values are
returned as they are: ids, days, moments and decimals are made JSON by the application.
"""

from gateway.api.blueprints import BASE, blueprint
from gateway.api.context import backend, current_actor, now, signed_in_person, today, views
from gateway.api.paging import PageArguments, page, page_schema, read_cursor
from gateway.api.reading import entity_tag, public

__all__ = [
    "BASE",
    "PageArguments",
    "backend",
    "blueprint",
    "current_actor",
    "entity_tag",
    "now",
    "page",
    "page_schema",
    "public",
    "read_cursor",
    "signed_in_person",
    "today",
    "views",
]
