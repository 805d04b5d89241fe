"""The few pieces of Markdown that the pages are made of."""

from collections.abc import Iterable, Sequence
from inspect import getdoc


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def said_of(documented: object) -> str:
    """The whole docstring as one line."""
    return " ".join((getdoc(documented) or "").replace("``", "`").split())


def first_said_of(documented: object) -> str:
    """The first paragraph of the docstring as one line."""
    first = (getdoc(documented) or "").partition("\n\n")[0]
    return " ".join(first.replace("``", "`").split())


def listed(words: Iterable[str]) -> str:
    """Words in a row, for a cell or a line."""
    return " · ".join(words)
