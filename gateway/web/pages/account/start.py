"""The start page: what waits for a person, in the panels of the roles they hold."""

from typing import Any

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.views.exchange_next import next_step
from gateway.web.answers import page
from gateway.web.context import site, visitor
from gateway.web.language import marked
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.registry.area import Panel
from gateway.web.registry.audience import SIGNED_IN, those_with
from gateway.web.registry.page import Menu
from services.contracts.roles import Role


@ACCOUNT.page(
    "/start",
    marked("My start page"),
    menu=Menu(1, "home"),
    words=marked("home tasks overview"),
)
def start() -> Response:
    """The panels of all roles that one holds, each with what it has to say today."""
    panels = [(one.template, shown) for one in _panels() if (shown := one.shows()) is not None]
    return page("account/start.html", panels=panels)


def _panels() -> list[Panel]:
    mine = (panel for panel in site().panels if panel.seen_by.includes(visitor()))
    return sorted(mine, key=lambda panel: panel.order)


@ACCOUNT.panel("account/panels/roles.html", SIGNED_IN, 90)
def roles() -> dict[str, Any]:
    """Which roles one holds today."""
    return {"roles": sorted(visitor().roles)}


@ACCOUNT.panel("account/panels/exchanges.html", those_with(Role.STUDENT), 10)
def own_exchanges() -> dict[str, Any] | None:
    """Where one's own exchanges stand, and whose turn it is."""
    visible = views().visibility.exchanges(current_actor(), today())
    own = visitor().personal_roles.get(Role.STUDENT, [])
    rows = [row for one in own if (row := views().exchanges.one(one, visible))]
    return {"exchanges": [{**row, "next": next_step(row), **_host_of(row)} for row in rows]}


def _host_of(row: dict[str, Any]) -> dict[str, Any]:
    host = views().organisations.one(row["hosting_nmo_id"])
    return {"host_country": host["country"] if host else ""}
