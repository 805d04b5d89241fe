"""The base of all facts: a contract that one service publishes and others may rely on.

A fact's fields only ever grow: readers ignore what they do not know. Personal data never
stands in a fact, only a person's id. Every fact has one literal example, checked from the
producer's and the consumers' side.
"""

from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema

TYPE_PREFIX = "org.ifmsa.exchange"


class Fact(Schema):
    """A published event. Subclasses say what happened (docstring) and with what data."""

    class Meta:
        unknown = EXCLUDE

    source: ClassVar[str]
    version: ClassVar[int] = 1
    example: dict[str, Any]

    @classmethod
    def type_name(cls) -> str:
        """The CloudEvents type, for example ``org.ifmsa.exchange.housing.BedHeld.v1``."""
        return f"{TYPE_PREFIX}.{cls.source}.{cls.__name__}.v{cls.version}"


def facts_of(module: dict[str, Any]) -> dict[str, type[Fact]]:
    """The facts that a contracts module defines, by name. For ``FACTS = facts_of(globals())``."""
    return {
        name: value
        for name, value in module.items()
        if isinstance(value, type) and issubclass(value, Fact) and "example" in vars(value)
    }
