"""Coded reasons as the choices of a field. Their words stand with all other codes, because who
reads that something was refused chose none of them.
"""

from collections.abc import Iterable

from gateway.web.forms.fields import Option, Options
from gateway.web.language.words import word


def reasons(codes: Iterable[str]) -> Options:
    """The choices of a field out of some reasons."""

    def options() -> list[Option]:
        return [Option(code, word(code, "reason")) for code in codes]

    return options


def reason_in_words(code: str | None) -> str:
    """A reason that was recorded, in words; empty for none."""
    return word(code, "reason")
