"""Choices of forms out of the codes of the domain."""

from collections.abc import Iterable

from gateway.web.forms import Option
from gateway.web.forms.fields import Options
from gateway.web.language.words import word


def codes(values: Iterable[str], kind: str = "") -> Options:
    """The codes with their words."""
    return lambda: [Option(code, word(code, kind)) for code in values]
