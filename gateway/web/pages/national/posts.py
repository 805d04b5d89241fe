"""For which organisations is the visitor an officer today, and for which of them do they look?"""

from collections.abc import Iterable
from uuid import UUID

from flask import request

from gateway.api.context import current_actor, today, views
from gateway.api.errors import NoSuchAddress
from gateway.views.keyset import Row
from gateway.views.visibility import units
from gateway.web.forms import Option
from gateway.web.language import formats
from gateway.web.lists.addresses import with_arguments
from gateway.web.registry.page import Looking
from services.contracts.roles import NATIONAL_ROLES, Role

CHOSEN = "organisation"


def own_organisations(*roles: Role) -> list[UUID]:
    """The organisations for which the visitor holds one of the roles (none: any national one)."""
    held = roles or tuple(sorted(NATIONAL_ROLES))
    return list(dict.fromkeys(u for role in held for u in units(current_actor(), role, today())))


def chosen_organisation(*roles: Role) -> UUID:
    """The organisation that the address names, or else the visitor's first.

    Raises NoSuchAddress for one that is not the visitor's.
    """
    chosen = request.args.get(CHOSEN, "")
    own = own_organisations(*roles)
    found = next((one for one in own if str(one) == chosen or not chosen), None)
    if found is None:
        raise NoSuchAddress
    return found


def organisation_tabs(*roles: Role) -> list[tuple[str, str, bool]]:
    """Links between the visitor's organisations; none for who has one, as nearly all have."""
    here, own = chosen_organisation(*roles), own_organisations(*roles)
    if len(own) < 2:
        return []
    return [(country_of(one), with_arguments(**{CHOSEN: str(one)}), one == here) for one in own]


def country_of(nmo_id: UUID) -> str:
    """The name of an organisation's country, by which officers call their partners."""
    row = views().organisations.one(nmo_id)
    return formats.country(row["country"]) if row else ""


def as_options(rows: Iterable[Row]) -> list[Option]:
    """Organisations to choose from, by the name of their country."""
    named = [Option(str(r["nmo_id"]), formats.country(r["country"]), r["name"]) for r in rows]
    return sorted(named, key=lambda option: option.text)


def organisation_of(looking: Looking, *roles: Role) -> UUID:
    """The first organisation of who looks for an example. Raises StopIteration."""
    held = roles or tuple(NATIONAL_ROLES)
    return next(u for role in held for u in units(looking.actor, role, looking.today))
