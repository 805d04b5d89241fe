"""The area of what everybody has."""

from gateway.web.registry.area import Area

ACCOUNT = Area("account")
