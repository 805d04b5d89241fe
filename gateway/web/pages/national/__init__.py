"""What a national officer does: the season, forms out and in, contracts, conditions, officers."""

from gateway.web.pages.national import (
    assigning,
    conditions,
    contract,
    contracts,
    endings,
    exchange,
    offices,
    organisation,
    overview,
    panel,
    people,
    projects,
    proposing,
    queue,
)
from gateway.web.pages.national.area import NATIONAL

__all__ = [
    "NATIONAL",
    "assigning",
    "conditions",
    "contract",
    "contracts",
    "endings",
    "exchange",
    "offices",
    "organisation",
    "overview",
    "panel",
    "people",
    "projects",
    "proposing",
    "queue",
]
