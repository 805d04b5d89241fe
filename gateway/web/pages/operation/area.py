"""The area of operators: whether everything runs, and what has to be helped along."""

from gateway.web.registry.area import Area
from gateway.web.registry.audience import those_with
from services.contracts.roles import Role

OPERATION = Area("operation")
OPERATORS = those_with(Role.OPERATOR)
HEALTH, MAILS = "operation.health", "operation.mails"
