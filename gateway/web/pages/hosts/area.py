"""The area of the hosting organisations."""

from gateway.web.registry.area import Area

HOSTS = Area("hosts")
