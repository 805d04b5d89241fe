"""The words of pages, in the language of who looks.

gettext, ngettext   translate now, for the present visitor; ``{name}`` is filled by keyword
marked              marks a text that is translated when it is shown
formats             days, instants, months, numbers, lists, money, countries, languages
words               the words for the codes of the domain
"""

from typing import Any

from babel.numbers import format_decimal
from flask import g, has_request_context

from gateway.web.language.catalogues import catalogue
from gateway.web.language.spoken import FALLBACK


def language() -> str:
    """The language of who looks at the present page."""
    if has_request_context() and "visitor" in g:
        spoken: str = g.visitor.language
        return spoken
    return FALLBACK


def marked(text: str) -> str:
    """The text itself; it is found by ``make strings`` and translated when it is shown."""
    return text


def gettext(text: str, **filled: Any) -> str:
    """The text in the visitor's language, with its ``{names}`` filled in."""
    said = catalogue(language()).gettext(text) if text else ""
    return said.format(**filled) if filled else said


def ngettext(one: str, many: str, number: int, **filled: Any) -> str:
    """The text for so many things; ``{number}`` is the number as the language writes it."""
    said = catalogue(language()).ngettext(one, many, number)
    return said.format(**{"number": format_decimal(number, locale=language()), **filled})
