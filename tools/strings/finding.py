"""Finds every text that pages show: in code, in templates, and what refusals say."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[2]
WEB = ROOT / "gateway" / "web"
KEYWORDS = {"_": None, "gettext": None, "marked": None, "ngettext": (1, 2)}
SAYS = "says"
LONG_AGO = datetime(2027, 1, 1, tzinfo=UTC)
"""The catalogues carry no date: two people who add a text should not meet in a header."""


def found() -> Catalog:
    """Every text with the files that show it."""
    catalog = Catalog(creation_date=LONG_AGO, fuzzy=False)
    for file, text, line in (*_in_code(), *_in_templates(), *_in_refusals()):
        catalog.add(text, locations=[(str(file.relative_to(ROOT)), line)])
    return catalog


def _in_code() -> Iterator[tuple[Path, str | tuple[str, ...], int]]:
    for file in sorted(WEB.rglob("*.py")):
        yield from _extracted("python", file)


def _in_templates() -> Iterator[tuple[Path, str | tuple[str, ...], int]]:
    for file in sorted(WEB.glob("templates/**/*.html")):
        yield from _extracted("jinja2.ext:babel_extract", file)


def _extracted(method: str, file: Path) -> Iterator[tuple[Path, str | tuple[str, ...], int]]:
    for line, text, _, _ in extract_from_file(method, file, keywords=KEYWORDS):
        yield file, text, line


def _in_refusals() -> Iterator[tuple[Path, str, int]]:
    """What each refusal says to people; those of the API itself are for programmers."""
    for file in sorted([*ROOT.glob("services/*/errors.py"), WEB / "errors.py"]):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == SAYS:
                yield file, ast.literal_eval(node.value), node.lineno
