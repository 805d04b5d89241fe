"""Which terms does a host have for a season, and which did it have before?"""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Integer, Select, String, Uuid, func, select

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.organisations import Organisations
from services.contracts import projects as facts
from services.contracts.conditions import Terms
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert


class Conditions(Views):
    """Every version of every host's exchange conditions."""

    def __init__(self, tables: Tables, organisations: Organisations) -> None:
        self.conditions = tables.add(
            "conditions",
            Column("conditions_id", Uuid, primary_key=True),
            Column("number", Integer, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
            Column("season", String(9), nullable=False),
            Column("terms", JSON, nullable=False),
            Column("published_at", Moment, nullable=False),
            indexes=[["nmo_id", "season", "number"], ["season"]],
        )
        self._organisations = organisations.organisations
        self.by_organisation = Keyset(
            "organisation", self._organisations.c.name_key, self.conditions.c.conditions_id
        )

    @told(facts.ConditionsPublished)
    def keep_version(self, tx: Connection, fact: Told) -> None:
        """One more version; earlier ones stay, because forms have pinned them."""
        values = {**fact.pick("nmo_id", "season", "terms"), "published_at": fact.time}
        upsert(tx, self.conditions, fact.pick("conditions_id", "number"), values)

    # -- questions -------------------------------------------------------------------------

    def current(self, season: str, after: Place | None, limit: int) -> list[Row]:
        """Each host's terms for the season, as they are now."""
        current = self._with_organisation().where(
            self.conditions.c.season == season, self._is_latest()
        )
        with self.read() as connection:
            rows = rows_of(connection, self.by_organisation.slice(current, after, limit))
        return [_complete(row) for row in rows]

    def current_of(self, nmo_ids: list[UUID], season: str) -> list[Row]:
        """The terms of some hosts for the season, in the order in which they were named."""
        conditions = self.conditions.c
        current = self._with_organisation().where(
            conditions.nmo_id.in_(nmo_ids), conditions.season == season, self._is_latest()
        )
        with self.read() as connection:
            rows = rows_of(connection, current)
        return sorted(map(_complete, rows), key=lambda row: nmo_ids.index(row["nmo_id"]))

    def versions(self, nmo_id: UUID, season: str | None = None) -> list[Row]:
        """All versions of a host's terms, the latest first."""
        conditions = self.conditions.c
        versions = self._with_organisation().where(conditions.nmo_id == nmo_id)
        if season:
            versions = versions.where(conditions.season == season)
        ordered = versions.order_by(conditions.season.desc(), conditions.number.desc())
        with self.read() as connection:
            return [_complete(row) for row in rows_of(connection, ordered)]

    def version(self, conditions_id: UUID, number: int) -> Row | None:
        """One version, for example the one that an application form has pinned."""
        conditions = self.conditions.c
        version = self._with_organisation().where(
            conditions.conditions_id == conditions_id, conditions.number == number
        )
        with self.read() as connection:
            row = first_of(connection, version)
        return _complete(row) if row else None

    def _with_organisation(self) -> Select[Any]:
        organisations = self._organisations.c
        return select(
            self.conditions, organisations.country, organisations.name.label("organisation")
        ).join(self._organisations, organisations.nmo_id == self.conditions.c.nmo_id)

    def _is_latest(self) -> Any:
        other = self.conditions.alias("other")
        latest = (
            select(func.max(other.c.number))
            .where(other.c.conditions_id == self.conditions.c.conditions_id)
            .scalar_subquery()
        )
        return self.conditions.c.number == latest


def _complete(row: Row) -> Row:
    """With the terms that were left open filled in with their usual values."""
    terms = Terms()
    return {**row, "terms": terms.dump(terms.load(row["terms"]))}
