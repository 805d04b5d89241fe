"""The area of the search."""

from gateway.web.registry.area import Area

SEARCH = Area("search")
