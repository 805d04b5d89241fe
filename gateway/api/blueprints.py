"""Blueprints of the API: one for each area, all under the same base and described alike."""

from flask_smorest import Blueprint

BASE = "/api/v1"


def blueprint(name: str, description: str) -> Blueprint:
    """A blueprint for an area of the API; its routes are relative to the base."""
    return Blueprint(name, __name__, url_prefix=BASE, description=description)
