"""Which projects fit what is asked for? The filters of the catalogue as SQL conditions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from gateway.views.projects import Projects
from gateway.views.slots import Slots

PUBLISHED = ("published",)
Conditions = list[ColumnElement[bool]]

TAGS = {"languages": "languages", "objectives": "learning_objectives", "weeks": "weeks"}
"""The facets that are tags of projects, with the kind of tag."""


@dataclass(frozen=True)
class CatalogueFilter:
    """Which projects are wanted: of each list one is enough; what is empty does not matter."""

    text: str = ""
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    weeks: tuple[int, ...] = ()
    places_left: int = 0
    nmo_id: UUID | None = None
    lc_id: UUID | None = None
    season: str | None = None
    states: tuple[str, ...] = PUBLISHED


class CatalogueConditions:
    """Makes conditions of filters, over the tables of projects and slots."""

    def __init__(self, projects: Projects, slots: Slots) -> None:
        self._projects = projects
        self._months = slots.months.c
        project = projects.projects.c
        self._columns: dict[str, ColumnElement[Any]] = {
            "countries": project.country,
            "cities": project.city,
            "types": project.type,
            "fields": project.field_of_study,
            "states": project.state,
        }

    def all(self, wanted: CatalogueFilter) -> Conditions:
        """The conditions of all facets together."""
        return self.besides("", wanted)

    def besides(self, facet: str, wanted: CatalogueFilter) -> Conditions:
        """The conditions of all facets but one."""
        by_facet = self._by_facet(wanted)
        return [c for name, conditions in by_facet.items() if name != facet for c in conditions]

    def _by_facet(self, wanted: CatalogueFilter) -> dict[str, Conditions]:
        project = self._projects.projects.c
        among = {
            name: self._among(column, getattr(wanted, name))
            for name, column in self._columns.items()
        }
        tagged = {name: self._tagged(kind, getattr(wanted, name)) for name, kind in TAGS.items()}
        return {
            **among,
            **tagged,
            "text": self._projects.words.matches(project.project_id, wanted.text),
            "units": self._of_units(wanted),
            "seasons": self._in_season(wanted.season),
            "months": self._with_places(wanted),
        }

    @staticmethod
    def _among(column: ColumnElement[Any], values: tuple[Any, ...]) -> Conditions:
        if len(values) == 1:
            return [column == values[0]]
        return [column.in_(values)] if values else []

    def _tagged(self, kind: str, values: tuple[Any, ...]) -> Conditions:
        if not values:
            return []
        tags = self._projects.tags.c
        tagged = select(tags.project_id).where(
            tags.kind == kind, tags.value.in_([str(value) for value in values])
        )
        return [self._projects.projects.c.project_id.in_(tagged)]

    def _of_units(self, wanted: CatalogueFilter) -> Conditions:
        project = self._projects.projects.c
        units = ((project.nmo_id, wanted.nmo_id), (project.lc_id, wanted.lc_id))
        return [column == unit for column, unit in units if unit]

    def _in_season(self, season: str | None) -> Conditions:
        if not season:
            return []
        seasons = self._projects.seasons.c
        confirmed = select(seasons.project_id).where(seasons.season == season)
        return [self._projects.projects.c.project_id.in_(confirmed)]

    def _with_places(self, wanted: CatalogueFilter) -> Conditions:
        """Places left, so many at least, in one of the months, or in any."""
        if not wanted.months and not wanted.places_left:
            return []
        project = self._projects.projects.c
        fitting = exists().where(
            self._months.project_id == project.project_id,
            self._months.left >= max(wanted.places_left, 1),
        )
        return [fitting.where(self._months.month.in_(wanted.months)) if wanted.months else fitting]
