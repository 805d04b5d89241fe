"""What is wrong with a field or a form, in the visitor's language.

Schemas say it in English, some of it with numbers: these sentences are known here by their form.
Refusals say what to do in ``says``, which the catalogues translate.
"""

import re
from collections.abc import Iterator
from typing import Any

from gateway.web.language import gettext, marked
from services.contracts.errors import Failure

NEEDED = marked("Fill this in.")

KNOWN = (
    (r"Missing data for required field\.|Field may not be null\.", NEEDED),
    (r"Shorter than minimum length 1\.", NEEDED),
    (r"Shorter than minimum length (?P<least>\d+)\.", marked("Use at least {least} characters.")),
    (r"Longer than maximum length (?P<most>\d+)\.", marked("Use at most {most} characters.")),
    (
        r"Length must be between (?P<least>\d+) and (?P<most>\d+)\.",
        marked("Use between {least} and {most} characters."),
    ),
    (r"Not a valid date\.", marked("Give a day that exists, such as 1 July.")),
    (r"Not a valid (integer|number)\.", marked("Give a whole number.")),
    (r"Must be one of: .*", marked("Choose one of these.")),
    (
        r"Must be greater than or equal to (?P<least>-?\d+) and less than or equal to"
        r" (?P<most>-?\d+)\.",
        marked("Give a number between {least} and {most}."),
    ),
    (r"Not a valid (string|UUID|boolean)\.", marked("This cannot be used as given.")),
)


def in_words(message: str) -> str:
    """A schema's sentence in the visitor's language."""
    for pattern, text in KNOWN:
        if match := re.fullmatch(pattern, message):
            return gettext(text, **match.groupdict())
    return gettext(message)


def refusal_in_words(failure: Failure) -> str:
    """What the matter is and what to do."""
    try:
        return gettext(failure.says).format(**failure.details)
    except (KeyError, IndexError):  # a translation that names what is not told
        return str(failure)


def by_field(messages: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Each fault with the place of its field, out of the nested messages of a schema."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            is_numbered = isinstance(name, int) or str(name).isdigit() or name == "_schema"
            yield from by_field(inner, place if is_numbered else f"{place}.{name}".strip("."))
    elif isinstance(messages, list):
        yield from ((place, str(message)) for message in messages)
    else:
        yield place, str(messages)
