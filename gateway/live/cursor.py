"""How far somebody has been told: a position for each source, as a text that they give back."""

import re
from collections.abc import Mapping

PART = re.compile(r"([a-z]{1,20})-(\d{1,18})\Z")
LONGEST = 500


def written(positions: Mapping[str, int]) -> str:
    """The text, for example ``applications-731_housing-20``."""
    return "_".join(f"{source}-{position}" for source, position in sorted(positions.items()))


def read(text: str, present: Mapping[str, int]) -> dict[str, int] | None:
    """The positions that a text names; of a source that it does not name, the present one.

    None when it is no such text.
    """
    parts = [PART.match(part) for part in text[:LONGEST].split("_")]
    if not all(part and part[1] in present for part in parts):
        return None
    return {**present, **{part[1]: int(part[2]) for part in parts if part}}
