"""For which committee does the officer look at a list? Most have one; some have two."""

from uuid import UUID

from flask import request

from gateway.api.context import current_actor, today, views
from gateway.api.errors import NoSuchAddress
from gateway.views.keyset import Row
from gateway.views.visibility import units
from gateway.web.registry.page import Looking
from services.contracts.roles import Role

CHOSEN = "committee"


def own_committees() -> list[UUID]:
    """The committees for which the visitor is a local officer today."""
    return list(dict.fromkeys(units(current_actor(), Role.LORE, today())))


def committee_id() -> UUID:
    """The committee that the address names, or else the visitor's first. Raises NoSuchAddress."""
    own = own_committees()
    chosen = request.args.get(CHOSEN, "")
    found = next((lc_id for lc_id in own if str(lc_id) == chosen or not chosen), None)
    if found is None:
        raise NoSuchAddress
    return found


def committee() -> Row:
    """The committee with its names, and the others that the visitor may turn to."""
    lc_id = committee_id()
    known = [row for one in own_committees() if (row := views().organisations.committee(one))]
    here = next((row for row in known if row["lc_id"] == lc_id), None)
    if here is None:
        raise NoSuchAddress
    return {**here, "others": known if len(known) > 1 else []}


def committee_of(looking: Looking) -> UUID:
    """The committee of who looks for an example."""
    return units(looking.actor, Role.LORE, looking.today)[0]
