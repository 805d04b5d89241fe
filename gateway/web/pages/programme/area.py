"""The area of the programme's own pages."""

from gateway.web.registry.area import Area

PROGRAMME = Area("programme")
