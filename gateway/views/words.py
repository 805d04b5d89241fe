"""Searching by words: any script, accents and case do not matter, the last letters may be missing.

Every word of a text is kept, without accents, in a table ordered by word; a search asks for
the rows that have words beginning with each word of the query. That works alike on every
database and needs no extension.
"""

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, String, Uuid, select

from services.eventlog.views import Tables, replace

# Compared by code point on every database, whatever its locale: prefixes become ranges.
BY_CODE_POINT = String().with_variant(String(collation="C"), "postgresql")
LAST_CODE_POINT = chr(0x10FFFF)

DOTLESS_I = "\N{LATIN SMALL LETTER DOTLESS I}"
LETTERS_THAT_DO_NOT_DECOMPOSE = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        DOTLESS_I: "i",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)

# Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words: each sign is one.
SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{SIGNS}]|[^\W_{SIGNS}]+")
LONGEST_WORD = 60
MOST_WORDS_ASKED = 10


def plain(text: str) -> str:
    """The text without accents and case, to sort and to compare by."""
    decomposed = normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not combining(letter))
    return bare.translate(LETTERS_THAT_DO_NOT_DECOMPOSE)


def words_of(text: str) -> list[str]:
    """The plain words of a text, each once."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(plain(text))))


class WordIndex:
    """Which rows of a table have which words."""

    def __init__(self, tables: Tables, name: str) -> None:
        self.table = tables.add(
            name,
            Column("word", BY_CODE_POINT, primary_key=True),
            Column("owner_id", Uuid, primary_key=True),
            indexes=[["owner_id"]],
        )

    def keep(self, tx: Connection, owner_id: UUID, texts: Iterable[str]) -> None:
        """Replace the words of a row by those of these texts."""
        words = words_of(" ".join(texts))
        replace(tx, self.table, {"owner_id": owner_id}, ({"word": word} for word in words))

    def matches(self, owner: ColumnElement[Any], query: str) -> list[ColumnElement[bool]]:
        """The conditions that the owner has, for each word of the query, one that begins so."""
        return [self._has(owner, word) for word in words_of(query)[:MOST_WORDS_ASKED]]

    def _has(self, owner: ColumnElement[Any], beginning: str) -> ColumnElement[bool]:
        word = self.table.c.word
        found = select(self.table.c.owner_id).where(
            word >= beginning, word < beginning + LAST_CODE_POINT
        )
        return owner.in_(found)
