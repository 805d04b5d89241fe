"""Brings the catalogue of every language up to date with what was found."""

from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from gateway.web.language.catalogues import source_of
from gateway.web.language.spoken import FALLBACK, SPOKEN
from tools.strings.finding import LONG_AGO

WIDTH = 100
ABOUT: dict[str, Any] = {
    "project": "The Exchange",
    "version": "1",
    "header_comment": "# The texts of the pages; make strings keeps them up to date.",
    "msgid_bugs_address": "",
    "last_translator": "",
    "language_team": "",
}


def update_all(texts: Catalog) -> dict[str, int]:
    """Write every catalogue anew; how many texts each has not translated yet."""
    return {tag: _update(tag, texts) for tag in SPOKEN if tag != FALLBACK}


def _update(language: str, texts: Catalog) -> int:
    file = source_of(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    catalog = _read(language)
    catalog.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalog.revision_date = LONG_AGO
    catalog.obsolete.clear()
    with file.open("wb") as target:
        write_po(target, catalog, width=WIDTH, sort_output=True, include_lineno=False)
    return sum(1 for message in catalog if message.id and not _is_translated(message.string))


def _read(language: str) -> Catalog:
    file = source_of(language)
    if not file.exists():
        return Catalog(language, creation_date=LONG_AGO, fuzzy=False, **ABOUT)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _is_translated(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)
