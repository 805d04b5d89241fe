"""The base of all facts: a contract that one service publishes and others may rely on.

A fact's fields only ever grow: readers ignore what they do not know, fields and whole types of
facts that a newer release tells. Personal data never stands in a fact, only a person's id. Every
fact has one literal example, checked from the producer's and the consumers' side.
"""

from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema

TYPE_PREFIX = "org.ifmsa.exchange"

_KNOWN: set[str] = set()


class Fact(Schema):
    """A published event. Subclasses say what happened (docstring) and with what data."""

    class Meta:
        unknown = EXCLUDE

    source: ClassVar[str]
    version: ClassVar[int] = 1
    example: dict[str, Any]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if _is_told(cls):
            _KNOWN.add(cls.type_name())

    @classmethod
    def type_name(cls) -> str:
        """The CloudEvents type, for example ``org.ifmsa.exchange.housing.BedHeld.v1``."""
        return f"{TYPE_PREFIX}.{cls.source}.{cls.__name__}.v{cls.version}"


def facts_of(module: dict[str, Any]) -> dict[str, type[Fact]]:
    """The facts that a contracts module defines, by name. For ``FACTS = facts_of(globals())``."""
    return {
        name: value
        for name, value in module.items()
        if isinstance(value, type) and issubclass(value, Fact) and _is_told(value)
    }


def _is_told(fact: type[Fact]) -> bool:
    """Whether it is a fact by itself, and not only what several have in common."""
    return "example" in vars(fact)


def is_known(type_name: str) -> bool:
    """Whether this release has a contract for facts of that type. Whoever follows a service has
    loaded all of its contracts.
    """
    return type_name in _KNOWN
