"""The exchange conditions: what a host asks and offers in a season, version by version."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.projects.domain.season import Season
from services.projects.errors import (
    CommitteeOfAnotherOrganisation,
    ConditionsNumberUnknown,
    MonthOutsideSeason,
)

Terms = dict[str, Any]
"""The terms in their plain (JSON) form; the published language says what they hold."""


class ExchangeConditions(Aggregate):
    """One host's terms for one season. A version, once published, is never changed."""

    TOPIC = "projects:ExchangeConditions"

    @staticmethod
    def create_id(nmo_id: UUID, season: str) -> UUID:
        """The id follows from host and season, so that there can be only one of each."""
        return uuid5(nmo_id, season)

    @event("Created", topic="projects:ExchangeConditions.Created")
    def __init__(self, nmo_id: UUID, season: str) -> None:
        self.nmo_id = nmo_id
        self.season = season
        self.versions: list[Terms] = []

    @property
    def latest(self) -> int:
        """The number of the latest version; versions count from 1."""
        return len(self.versions)

    def terms(self, number: int) -> Terms:
        """The terms of a version, also of an old one: an application form may have pinned it."""
        if not 1 <= number <= self.latest:
            raise ConditionsNumberUnknown(number=number, latest=self.latest)
        return self.versions[number - 1]

    def publish(self, terms: Terms, own_committees: Collection[UUID]) -> None:
        """Publish a new version; the identical terms once more change nothing."""
        if self.versions and self.versions[-1] == terms:
            return
        self._check_months(terms)
        _check_committees(terms, own_committees)
        self._publish(self.nmo_id, self.season, self.latest + 1, terms)

    def _check_months(self, terms: Terms) -> None:
        season = Season.named(self.season)
        for entry in terms["calendar"]:
            if not season.includes(entry["month"]):
                raise MonthOutsideSeason(month=entry["month"], season=self.season)

    @event("Published", topic="projects:ExchangeConditions.Published")
    def _publish(self, nmo_id: UUID, season: str, number: int, terms: Terms) -> None:
        self.versions.append(terms)


def _check_committees(terms: Terms, own_committees: Collection[UUID]) -> None:
    for entry in terms["calendar"]:
        if UUID(entry["lc_id"]) not in own_committees:
            raise CommitteeOfAnotherOrganisation(lc_id=entry["lc_id"])
