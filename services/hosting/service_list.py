"""The services of the Exchange, by name: the one place where all of them are known."""

from functools import cache
from importlib import import_module
from typing import Any, Protocol

NAMES = ("people", "projects", "applications", "housing", "notifications")


class ServiceClass(Protocol):
    """A class out of a service.py: named, hosted, with entrypoints."""

    name: str
    host: Any

    def __call__(self) -> Any:
        """A service without its host."""


def service_class(name: str) -> Any:
    """The class of a service, for example HousingService out of services.housing.service."""
    module = import_module(f"services.{name}.service")
    return getattr(module, f"{name.capitalize()}Service")


def service_classes() -> list[Any]:
    """The classes of all services."""
    return [service_class(name) for name in NAMES]


@cache
def is_repeatable(service: str, order: str) -> bool:
    """Whether an order may be sent again when no answer came."""
    return bool(getattr(getattr(service_class(service), order, None), "is_repeatable", False))


def is_order(service: str, order: str) -> bool:
    """Whether the service has an entrypoint for such orders."""
    return service in NAMES and hasattr(getattr(service_class(service), order, None), "schema")
