"""Which projects are there for a student to choose from?"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    func,
    literal,
    select,
    union_all,
)

from gateway.views.as_stored import as_stored
from gateway.views.catalogue_filter import PUBLISHED, TAGS, CatalogueConditions, CatalogueFilter
from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.parts import Parts
from gateway.views.projects import LISTED

EVERYTHING = CatalogueFilter()


class Catalogue:
    """Questions about many projects at once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._projects = parts.projects
        self._slots = parts.slots
        self._organisations = parts.organisations.organisations
        self._committees = parts.organisations.committees
        self._conditions = CatalogueConditions(parts.projects, parts.slots)
        project = parts.projects.projects.c
        self._lists = self._with_host(*(project[name] for name in LISTED))
        self._wholes = self._with_host(*project)
        self.orders = {order.name: order for order in self._all_orders()}
        self._is_public = project.published_at.is_not(None)
        listed = self._with_host(*(as_stored(project[name]) for name in LISTED))
        everything = listed.where(self._is_public, *self._conditions.all(EVERYTHING))
        self._openings = {name: by.opening(everything) for name, by in self.orders.items()}

    def _all_orders(self) -> list[Keyset]:
        project = self._projects.projects.c
        return [
            Keyset("title", project.title_key, project.project_id),
            Keyset("country", project.country, project.project_id),
            Keyset("-places_left", project.places_left, project.project_id, is_descending=True),
        ]

    # -- lists -----------------------------------------------------------------------------

    def page(
        self,
        wanted: CatalogueFilter,
        visible: ColumnElement[bool],
        order: Keyset,
        after: Place | None,
        limit: int,
    ) -> list[Row]:
        """Projects with their months: what is open, taken and left."""
        found = self._lists.where(visible, *self._conditions.all(wanted))
        with self._parts.read() as connection:
            return rows_of(connection, order.slice(found, after, limit))

    def public_page(
        self, wanted: CatalogueFilter, order: Keyset, after: Place | None, limit: int
    ) -> list[Row]:
        """The projects for everybody, to be answered; most look at the first of all."""
        if after is not None or wanted != EVERYTHING:
            return self.page(wanted, self._is_public, order, after, limit)
        return self._openings[order.name].ask(self._parts.engine, most=limit + 1)

    def one(self, project_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """Everything about one project."""
        project = self._projects.projects.c.project_id
        with self._parts.read() as connection:
            row = first_of(connection, self._wholes.where(project == project_id, visible))
            if row is None:
                return None
            return {**row, "seasons": self._projects.seasons_of(connection, project_id)}

    def with_free_slots(self, lc_id: UUID, start: date, end: date) -> list[Row]:
        """The committee's published projects that have a place on every day of a period."""
        project = self._projects.projects.c
        published = self._lists.where(project.lc_id == lc_id, project.state.in_(PUBLISHED))
        with self._parts.read() as connection:
            rows = rows_of(connection, published.order_by(project.title_key, project.project_id))
            ids = [row["project_id"] for row in rows]
            left = self._slots.left_between(connection, ids, start, end)
        with_left = [{**row, "places_left": left[row["project_id"]]} for row in rows]
        return [row for row in with_left if row["places_left"] > 0]

    def _with_host(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """These columns of projects, with the host's names; made once."""
        project, organisation, committee = (
            self._projects.projects,
            self._organisations,
            self._committees,
        )
        return (
            select(*columns, organisation.c.name.label("organisation"), committee.c.faculty)
            .select_from(project)
            .join(organisation, organisation.c.nmo_id == project.c.nmo_id)
            .join(committee, committee.c.lc_id == project.c.lc_id)
        )

    # -- facets ----------------------------------------------------------------------------

    def facets(self, wanted: CatalogueFilter, visible: ColumnElement[bool]) -> list[Row]:
        """How many projects each value of each facet has, in one statement.

        A facet's own choice does not narrow its counts: one sees what else there is.
        """
        counts = [
            count.where(visible, *self._conditions.besides(facet, wanted))
            for facet, count in self._counts().items()
        ]
        with self._parts.read() as connection:
            return rows_of(connection, union_all(*counts))

    def _counts(self) -> dict[str, Select[Any]]:
        project = self._projects.projects.c
        own = {
            "countries": project.country,
            "cities": project.city,
            "types": project.type,
            "fields": project.field_of_study,
        }
        counts = {facet: self._count(facet, column) for facet, column in own.items()}
        tagged = {facet: self._tag_count(facet, kind) for facet, kind in TAGS.items()}
        return {**counts, **tagged, "months": self._month_count()}

    def _count(self, facet: str, value: ColumnElement[Any]) -> Select[Any]:
        columns = literal(facet).label("facet"), cast(value, String).label("value")
        counted = Select[Any](*columns, func.count().label("projects"))
        return counted.select_from(self._projects.projects).group_by(value)

    def _tag_count(self, facet: str, kind: str) -> Select[Any]:
        tags, project = self._projects.tags, self._projects.projects.c
        tagged = (tags.c.project_id == project.project_id) & (tags.c.kind == kind)
        return self._count(facet, tags.c.value).join(tags, tagged)

    def _month_count(self) -> Select[Any]:
        months, project = self._slots.months, self._projects.projects.c
        open_then = (months.c.project_id == project.project_id) & (months.c.left > 0)
        return self._count("months", months.c.month).join(months, open_then)
