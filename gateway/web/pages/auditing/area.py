"""The area of auditors and directors: what happened, who did it, and how it was on a day."""

from gateway.web.registry.area import Area
from gateway.web.registry.audience import those_with
from services.contracts.roles import Role

AUDITING = Area("auditing")
AUDITORS = those_with(Role.AUDITOR, Role.DIRECTOR)
EXCHANGES, HISTORY = "auditing.exchanges", "auditing.history"
