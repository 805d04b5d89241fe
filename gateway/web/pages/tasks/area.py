"""The area of those who help: mentors, contact persons, housing providers."""

from gateway.web.registry.area import Area

TASKS = Area("tasks")
