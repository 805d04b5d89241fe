"""The texts of all messages, in every language there is a file for.

A text is chosen by template and language; what a language lacks appears in English. The
parameters of a message are language-neutral (days, numbers, codes) and become words here.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

FALLBACK = "en"
FRAME = frozenset({"language", "mail", "words"})
NOT_SAID = "…"

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T.+")

Tables = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Text:
    """What a person reads, and the language it turned out to be in."""

    language: str
    direction: str
    subject: str
    body: str


class Texts:
    """The texts by language (BCP 47). ``by_language`` must hold the fallback language."""

    def __init__(self, by_language: Mapping[str, Tables]) -> None:
        self._by_language = by_language

    @property
    def languages(self) -> list[str]:
        """The languages there is a file for."""
        return sorted(self._by_language)

    def templates(self, language: str) -> dict[str, Mapping[str, Any]]:
        """The subject and body of each template that this language has."""
        tables = self._by_language[language]
        return {name: table for name, table in tables.items() if name not in FRAME}

    def words(self, language: str) -> Mapping[str, str]:
        """The words that this language has for codes."""
        words: Mapping[str, str] = self._by_language[language].get("words", {})
        return words

    def frame(self, language: str) -> Mapping[str, str]:
        """The phrases of the frame around a mail that this language has."""
        phrases: Mapping[str, str] = self._by_language[language].get("mail", {})
        return phrases

    def message(self, template: str, parameters: Mapping[str, str], language: str) -> Text:
        """A message in the person's language, or the nearest one that has the template."""
        spoken = self._nearest(template, language)
        said = _Said({name: self._say(value, spoken) for name, value in parameters.items()})
        table = self._by_language[spoken][template]
        return Text(
            spoken,
            self._of("language", "direction", spoken),
            table["subject"].format_map(said),
            table["body"].format_map(said),
        )

    def phrase(self, name: str, language: str, /, **said: str) -> str:
        """A phrase of the frame around every mail."""
        phrase: str = self._of("mail", name, language)
        return phrase.format_map(_Said(said))

    def _nearest(self, template: str, language: str) -> str:
        wanted = language.lower()
        for candidate in (wanted, wanted.partition("-")[0]):
            if template in self._by_language.get(candidate, {}):
                return candidate
        return FALLBACK

    def _of(self, table: str, name: str, language: str) -> Any:
        own = self._by_language[language].get(table, {})
        return own[name] if name in own else self._by_language[FALLBACK][table][name]

    def _say(self, value: str, language: str) -> str:
        if DAY.fullmatch(value):
            return self._date("day", date.fromisoformat(value), language)
        if MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value).astimezone(UTC)
            return self._date("moment", moment, language, time=f"{moment:%H:%M}")
        return self._word(value, language)

    def _date(self, pattern: str, value: date, language: str, **more: str) -> str:
        month = self._of("language", "months", language)[value.month - 1]
        said: str = self._of("language", pattern, language)
        return said.format(day=value.day, month=month, year=value.year, **more)

    def _word(self, code: str, language: str) -> str:
        """The word for a code; a code without one is at least readable."""
        for candidate in (language, FALLBACK):
            if code in self.words(candidate):
                return self.words(candidate)[code]
        return code.replace("_", " ")


class _Said(dict[str, str]):
    """Parameters of a text. An old message may lack what a newer text says."""

    def __missing__(self, name: str) -> str:
        return NOT_SAID


@cache
def shipped_texts() -> Texts:
    """The texts in the files beside this module."""
    return Texts(
        {
            file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
            for file in files(__name__).iterdir()
            if file.name.endswith(".toml")
        }
    )
