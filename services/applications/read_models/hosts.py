"""What is known of hosts: their committees, projects and terms, as the projects service told."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Connection, Integer, String, Uuid, select

from services.applications.domain.exchange.form import Offer
from services.contracts import projects
from services.contracts.conditions import Terms
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert


class LatestConditions(NamedTuple):
    """A host's terms for a season, in their latest version."""

    conditions_id: UUID
    number: int
    terms: dict[str, Any]


class KnownHosts(Views):
    """Which committees, projects and terms does a host have?"""

    def __init__(self, tables: Tables) -> None:
        self.countries = tables.add(
            "countries_of_organisations",
            Column("nmo_id", Uuid, primary_key=True),
            Column("country", String(2), nullable=False),
        )
        self.committees = tables.add(
            "organisations_of_committees",
            Column("lc_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
        )
        self.conditions = tables.add(
            "known_conditions",
            Column("conditions_id", Uuid, primary_key=True),
            Column("number", Integer, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
            Column("season", String(9), nullable=False),
            Column("terms", JSON, nullable=False),
            indexes=[["nmo_id", "season"]],
        )
        self.projects = tables.add(
            "known_projects",
            Column("project_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
            Column("lc_id", Uuid, nullable=False),
            Column("weeks", JSON, nullable=False),
            Column("needs_ethics_clearance", Boolean, nullable=False),
            Column("is_published", Boolean, nullable=False, default=False),
        )
        self.places = tables.add(
            "places_of_projects_by_month",
            Column("project_id", Uuid, primary_key=True),
            Column("month", String(7), primary_key=True),
            Column("places", Integer, nullable=False),
        )

    @told(projects.OrganisationRegistered)
    def keep_organisation(self, tx: Connection, fact: Told) -> None:
        """Remember the organisation's country."""
        upsert(tx, self.countries, key=fact.pick("nmo_id"), values=fact.pick("country"))

    @told(projects.CommitteeRegistered)
    def keep_committee(self, tx: Connection, fact: Told) -> None:
        """Remember whose committee it is."""
        upsert(tx, self.committees, key=fact.pick("lc_id"), values=fact.pick("nmo_id"))

    @told(projects.ConditionsPublished)
    def keep_conditions(self, tx: Connection, fact: Told) -> None:
        """Remember every version of the terms."""
        key = fact.pick("conditions_id", "number")
        upsert(tx, self.conditions, key=key, values=fact.pick("nmo_id", "season", "terms"))

    @told(projects.ProjectDrafted, projects.ProjectRevised)
    def keep_project(self, tx: Connection, fact: Told) -> None:
        """Remember what the project is like now."""
        values = fact.pick("nmo_id", "lc_id", "weeks", "needs_ethics_clearance")
        upsert(tx, self.projects, key=fact.pick("project_id"), values=values)

    @told(projects.ProjectPublished, projects.ProjectReconfirmed, projects.ProjectResumed)
    def open_project(self, tx: Connection, fact: Told) -> None:
        """The project can be chosen."""
        self._publish(tx, fact, is_published=True)

    @told(projects.ProjectSuspended, projects.ProjectArchived)
    def close_project(self, tx: Connection, fact: Told) -> None:
        """The project cannot be chosen any more, or not now."""
        self._publish(tx, fact, is_published=False)

    def _publish(self, tx: Connection, fact: Told, *, is_published: bool) -> None:
        this = self.projects.c.project_id == fact["project_id"]
        tx.execute(self.projects.update().where(this).values(is_published=is_published))

    @told(projects.PlacesOpened)
    def keep_places(self, tx: Connection, fact: Told) -> None:
        """Remember how many students the project takes in the month."""
        upsert(tx, self.places, key=fact.pick("project_id", "month"), values=fact.pick("places"))

    def country_of(self, nmo_id: UUID) -> str | None:
        """The country of an organisation."""
        query = select(self.countries.c.country).where(self.countries.c.nmo_id == nmo_id)
        with self.read() as connection:
            return connection.scalar(query)

    def organisation_of(self, lc_id: UUID) -> UUID | None:
        """Whose committee it is."""
        query = select(self.committees.c.nmo_id).where(self.committees.c.lc_id == lc_id)
        with self.read() as connection:
            return connection.scalar(query)

    def latest_conditions(self, nmo_id: UUID, season: str) -> LatestConditions | None:
        """The host's terms for a season in their latest version, defaults filled in."""
        table = self.conditions.c
        query = (
            select(table.conditions_id, table.number, table.terms)
            .where(table.nmo_id == nmo_id, table.season == season)
            .order_by(table.number.desc())
        )
        with self.read() as connection:
            row = connection.execute(query).first()
        return LatestConditions(row[0], row[1], Terms().load(row[2])) if row else None

    def offer(self, project_id: UUID) -> Offer | None:
        """The project as it can be chosen now."""
        places = self.places.c
        project = select(self.projects).where(self.projects.c.project_id == project_id)
        months = select(places.month).where(places.project_id == project_id, places.places > 0)
        with self.read() as connection:
            row = connection.execute(project).first()
            open_months = frozenset(connection.scalars(months))
        if row is None:
            return None
        return Offer(
            project_id=row.project_id,
            nmo_id=row.nmo_id,
            lc_id=row.lc_id,
            is_published=row.is_published,
            weeks=tuple(row.weeks),
            open_months=open_months,
            needs_ethics_clearance=row.needs_ethics_clearance,
        )
