"""The catalogues of translations, read from their sources: nothing has to be compiled before.

A catalogue is ``translations/<language>/LC_MESSAGES/exchange.po``. ``make strings`` brings the
catalogues up to date with the code and the templates.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from gateway.web.language.spoken import FALLBACK

FOLDER = Path(__file__).parents[1] / "translations"
DOMAIN = "exchange"


def source_of(language: str) -> Path:
    """The file that holds a language's translations."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations of a language; English is what the code and the templates say."""
    if language == FALLBACK:
        return NullTranslations()
    with source_of(language).open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)
