"""The area of students: their own exchange, from the form to the certificate."""

from gateway.web.registry.area import Area
from gateway.web.registry.audience import those_with
from services.contracts.roles import Role

STUDENT = Area("student")
STUDENTS = those_with(Role.STUDENT)
MINE = "/my/exchanges/<uuid:exchange_id>"
