"""What is known about each project?"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Integer,
    String,
    Uuid,
    select,
)

from gateway.views.keyset import Row, rows_of
from gateway.views.organisations import Organisations
from gateway.views.words import BY_CODE_POINT, WordIndex, plain
from services.contracts import projects as facts
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, replace, told, told_together, upsert

IDS = ("lc_id", "nmo_id", "mentor_id", "mentor_person_id")
SHORT = ("project_code", "title", "type", "field_of_study", "department", "city", "student_level")
LONG = (
    "background",
    "aim",
    "methods",
    "student_tasks",
    "theoretical_teaching",
    "expected_outcome",
    "skills_required",
    "limits",
    "reading_list",
    "remarks",
    "accreditation",
)
LISTS = ("languages", "learning_objectives", "weeks")
LISTED = ("project_id", "nmo_id", "lc_id", "country", "state", *SHORT, *LISTS, "months")
DESCRIPTION = (*IDS, *SHORT, *LONG, *LISTS, "needs_ethics_clearance", "hours_per_week")
SEARCHED = ("project_code", "title", "department", "city", "background", "aim", "methods",
            "student_tasks", "expected_outcome", "skills_required")  # fmt: skip

# What catalogues are sorted by: of one state and of all, each order is that of an index.
ORDERS = ("title_key", "country", "places_left")

STATES: dict[type[Fact], str] = {
    facts.ProjectDrafted: "drafted",
    facts.ProjectApprovedLocally: "approved_locally",
    facts.ProjectApprovedNationally: "approved_nationally",
    facts.ProjectPublished: "published",
    facts.ProjectSuspended: "suspended",
    facts.ProjectResumed: "published",
    facts.ProjectArchived: "archived",
}


class Projects(Views):
    """One row for each project, with what it can be found by."""

    def __init__(self, tables: Tables, organisations: Organisations) -> None:
        self._organisations = organisations
        self.projects = tables.add(
            "projects",
            Column("project_id", Uuid, primary_key=True),
            *(Column(name, Uuid) for name in IDS),
            *(Column(name, String) for name in (*SHORT, *LONG)),
            *(Column(name, JSON) for name in LISTS),
            Column("needs_ethics_clearance", Boolean),
            Column("hours_per_week", Integer),
            Column("title_key", BY_CODE_POINT),
            Column("state", String(20)),
            Column("state_reason", String),
            Column("published_at", Moment),
            Column("country", String(2)),
            Column("months", JSON, nullable=False, default=[]),
            Column("places_left", Integer, nullable=False, default=0),
            indexes=[
                *(["state", order, "project_id"] for order in ORDERS),
                *([order, "project_id"] for order in ORDERS),
                ["lc_id", "state", "title_key", "project_id"],
                ["nmo_id", "state", "title_key", "project_id"],
                ["city"],
                ["type"],
                ["field_of_study"],
                ["mentor_person_id"],
            ],
        )
        self.tags = tables.add(
            "project_tags",
            Column("kind", String(20), primary_key=True),
            Column("value", String, primary_key=True),
            Column("project_id", Uuid, primary_key=True),
            indexes=[["project_id"]],
        )
        self.seasons = tables.add(
            "project_seasons",
            Column("project_id", Uuid, primary_key=True),
            Column("season", String(9), primary_key=True),
            indexes=[["season"]],
        )
        self.words = WordIndex(tables, "project_words")

    @told(facts.ProjectDrafted, facts.ProjectRevised)
    def keep_description(self, tx: Connection, fact: Told) -> None:
        """The whole description as it is now, and the words and tags to find it by."""
        values = {**fact.pick(*DESCRIPTION), "title_key": plain(fact["title"])}
        upsert(tx, self.projects, fact.pick("project_id"), values)
        self.words.keep(tx, fact["project_id"], [fact[name] for name in SEARCHED])
        self._keep_tags(tx, fact)

    def _keep_tags(self, tx: Connection, fact: Told) -> None:
        tags = ({"kind": kind, "value": str(value)} for kind in LISTS for value in fact[kind])
        replace(tx, self.tags, fact.pick("project_id"), tags)

    @told_together(facts.ProjectDrafted, facts.ProjectRevised)
    def keep_countries(self, tx: Connection, described: Sequence[Told]) -> None:
        """The countries of their organisations, to sort and to search by."""
        countries = self._organisations.countries_of(tx, {fact["nmo_id"] for fact in described})
        for fact in described:
            country = {"country": countries.get(fact["nmo_id"])}
            upsert(tx, self.projects, fact.pick("project_id"), country)

    @told(*STATES)
    def keep_state(self, tx: Connection, fact: Told) -> None:
        """How far the project is in its life."""
        values: Row = {"state": STATES[fact.fact], "state_reason": fact.data.get("reason", "")}
        if fact.fact is facts.ProjectPublished:
            values["published_at"] = fact.time
        upsert(tx, self.projects, fact.pick("project_id"), values)

    @told(facts.ProjectReconfirmed)
    def keep_season(self, tx: Connection, fact: Told) -> None:
        """The mentor offers the project in this season."""
        upsert(tx, self.seasons, fact.pick("project_id", "season"), {})

    def keep_months(self, tx: Connection, project_id: UUID, months: list[Row]) -> None:
        """What the slots have counted: each month as lists show it, and what is left in all."""
        values = {"months": months, "places_left": sum(month["left"] for month in months)}
        upsert(tx, self.projects, {"project_id": project_id}, values)

    # -- questions -------------------------------------------------------------------------

    def seasons_of(self, connection: Connection, project_id: UUID) -> list[str]:
        """The seasons for which the mentor has confirmed the project."""
        seasons = select(self.seasons.c.season).where(self.seasons.c.project_id == project_id)
        rows = rows_of(connection, seasons.order_by(self.seasons.c.season))
        return [row["season"] for row in rows]
