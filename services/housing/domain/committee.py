"""Whose rooms and contact persons they are."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Committee:
    """A local committee and the national organisation it belongs to."""

    lc_id: UUID
    nmo_id: UUID
