"""The area of the national organisation: what its officers (NORE-Out, NORE-In) do."""

from gateway.web.registry.area import Area
from gateway.web.registry.audience import those_with
from services.contracts.roles import Role

NATIONAL = Area("national")

SENDING = those_with(Role.NORE_OUT)
HOSTING = those_with(Role.NORE_IN)
OFFICERS = those_with(Role.NORE_OUT, Role.NORE_IN)

OVERVIEW = "national.overview"
OUTGOING = "national.outgoing"
INCOMING = "national.incoming"
EXCHANGE = "national.exchange"
CONTRACTS = "national.contracts"
CONTRACT = "national.contract"
CONDITIONS = "national.conditions"
ORGANISATION = "national.organisation"
