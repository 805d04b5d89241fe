"""The area of certificates."""

from gateway.web.registry.area import Area

CERTIFICATES = Area("certificates")
