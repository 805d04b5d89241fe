"""The area of the catalogue."""

from gateway.web.registry.area import Area

CATALOGUE = Area("catalogue")
