"""The languages that pages are written in, and which of them a browser would like best."""

from werkzeug.datastructures import LanguageAccept

SPOKEN = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
"""By BCP 47 tag, each in its own words; English is complete, the others fall back to it."""

FALLBACK = "en"
RIGHT_TO_LEFT = frozenset({"ar"})


def direction(language: str) -> str:
    """In which direction a language is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def nearest(wanted: str) -> str:
    """The language that we speak for a tag such as ``pt-BR``; empty where there is none."""
    tag = wanted.partition("-")[0].lower()
    return tag if tag in SPOKEN else ""


def preferred(accepted: LanguageAccept) -> str:
    """The best of the languages that a browser accepts; a region does not matter."""
    spoken = (nearest(tag) for tag, quality in accepted if quality > 0)
    return next(filter(None, spoken), FALLBACK)
