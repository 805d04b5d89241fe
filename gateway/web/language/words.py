"""The words for the codes of the domain. A code without a word is at least readable."""

from collections.abc import Iterable

from gateway.web.language import gettext
from gateway.web.language.codes import CODES


def word(code: str | None, kind: str = "") -> str:
    """The word for a code, of a kind where one code means several things."""
    if not code:
        return ""
    text = CODES.get(kind, {}).get(code) or CODES[""].get(code)
    return gettext(text) if text else code.replace("_", " ").capitalize()


def words(codes: Iterable[str], kind: str = "") -> list[str]:
    """The words for several codes."""
    return [word(code, kind) for code in codes]
