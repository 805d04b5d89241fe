"""What the gateway answers by itself, out of its views: one module for each area."""

from gateway.api.queries.catalogue import CATALOGUE
from gateway.api.queries.conditions import CONDITIONS
from gateway.api.queries.contracts import CONTRACTS
from gateway.api.queries.exchanges import EXCHANGES
from gateway.api.queries.history import HISTORY
from gateway.api.queries.housing import HOUSING
from gateway.api.queries.organisations import ORGANISATIONS
from gateway.api.queries.people import PEOPLE
from gateway.api.queries.placements import PLACEMENTS
from gateway.api.queries.public import PUBLIC

AREAS = (
    ORGANISATIONS,
    CONDITIONS,
    CATALOGUE,
    CONTRACTS,
    EXCHANGES,
    PLACEMENTS,
    HOUSING,
    HISTORY,
    PEOPLE,
    PUBLIC,
)

BLUEPRINTS = tuple(area.blueprint for area in AREAS)
