"""What the gateway answers by itself, out of its views: one module for each area."""

from gateway.api.queries.catalogue import CATALOGUE

AREAS = (CATALOGUE,)
BLUEPRINTS = tuple(area.blueprint for area in AREAS)
