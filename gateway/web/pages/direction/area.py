"""The area of the director: which projects are published, who takes part, who holds an office."""

from gateway.web.registry.area import Area
from gateway.web.registry.audience import those_with
from services.contracts.roles import Role

DIRECTION = Area("direction")
DIRECTORS = those_with(Role.DIRECTOR)
PROJECTS, OFFICES = "direction.projects", "direction.offices"
ORGANISATIONS, ORGANISATION = "direction.organisations", "direction.organisation"
