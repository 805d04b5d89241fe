"""The world as tiles: a square for each country, roughly where it lies.

On a phone a country of real shape is a dot that nobody can hit or tell from the next; a tile
is as large for Malta as for Brazil. Where the tiles lie is drawn in ``world.txt``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path

EMPTY = "."
LEVELS = 4


@dataclass(frozen=True)
class Tile:
    """A country on the map: its place, and how much there is of what the map shows."""

    code: str
    column: int
    row: int
    value: int = 0
    level: int = 0


@cache
def places() -> tuple[Tile, ...]:
    """Every tile, in reading order."""
    lines = (Path(__file__).parent / "world.txt").read_text().splitlines()
    return tuple(
        Tile(code, column, row)
        for row, line in enumerate(line for line in lines if not line.startswith("#"))
        for column, code in enumerate(line.split())
        if not code.startswith(EMPTY)
    )


def tiles(values: Mapping[str, int]) -> list[Tile]:
    """Every tile with its country's value, and in which quarter of the largest value that is."""
    most = max(values.values(), default=0) or 1
    return [
        Tile(t.code, t.column, t.row, value, ceil(LEVELS * value / most))
        for t in places()
        for value in (values.get(t.code, 0),)
    ]


def size() -> tuple[int, int]:
    """How many columns and rows the map has."""
    every = places()
    return max(t.column for t in every) + 1, max(t.row for t in every) + 1
