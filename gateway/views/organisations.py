"""Which organisations, committees and mentors take part?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Select, String, Uuid, func, select

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.words import BY_CODE_POINT, WordIndex, plain
from services.contracts import projects as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert


@dataclass(frozen=True)
class CommitteeFilter:
    """Which committees are wanted; what is left out does not matter."""

    nmo_id: UUID | None = None
    country: str | None = None
    text: str = ""


class Organisations(Views):
    """National organisations, their committees, and the mentors of these."""

    def __init__(self, tables: Tables) -> None:
        self.organisations = tables.add(
            "organisations",
            Column("nmo_id", Uuid, primary_key=True),
            Column("country", String(2), nullable=False),
            Column("name", String, nullable=False),
            Column("name_key", BY_CODE_POINT, nullable=False),
            indexes=[["country"], ["name_key", "nmo_id"]],
        )
        self.committees = tables.add(
            "committees",
            Column("lc_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
            Column("country", String(2), nullable=False),
            Column("city", String, nullable=False),
            Column("faculty", String, nullable=False),
            Column("faculty_key", BY_CODE_POINT, nullable=False),
            Column("web_page", String, nullable=False),
            indexes=[["nmo_id", "faculty_key", "lc_id"], ["country"], ["faculty_key", "lc_id"]],
        )
        self.mentors = tables.add(
            "mentors",
            Column("mentor_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("lc_id", Uuid, nullable=False),
            Column("nmo_id", Uuid, nullable=False),
            Column("department", String, nullable=False),
            Column("orcid", String, nullable=False),
            indexes=[["person_id"], ["lc_id"]],
        )
        self.committee_words = WordIndex(tables, "committee_words")
        self.by_name = Keyset("name", self.organisations.c.name_key, self.organisations.c.nmo_id)
        self.by_faculty = Keyset("faculty", self.committees.c.faculty_key, self.committees.c.lc_id)

    @told(facts.OrganisationRegistered)
    def keep_organisation(self, tx: Connection, fact: Told) -> None:
        """A national organisation takes part."""
        values = {**fact.pick("country", "name"), "name_key": plain(fact["name"])}
        upsert(tx, self.organisations, fact.pick("nmo_id"), values)

    @told(facts.CommitteeRegistered)
    def keep_committee(self, tx: Connection, fact: Told) -> None:
        """A committee takes part; it is found by its faculty and city."""
        values = fact.pick("nmo_id", "country", "city", "faculty", "web_page")
        values["faculty_key"] = plain(fact["faculty"])
        upsert(tx, self.committees, fact.pick("lc_id"), values)
        self.committee_words.keep(tx, fact["lc_id"], [fact["faculty"], fact["city"]])

    @told(facts.MentorRegistered)
    def keep_mentor(self, tx: Connection, fact: Told) -> None:
        """A researcher supervises projects of a committee."""
        values = fact.pick("person_id", "lc_id", "nmo_id", "department", "orcid")
        upsert(tx, self.mentors, fact.pick("mentor_id"), values)

    def countries_of(self, tx: Connection, nmo_ids: Collection[UUID]) -> dict[UUID, str]:
        """The countries of organisations, for rows that are sorted by them."""
        own = self.organisations.c
        found = select(own.nmo_id, own.country).where(own.nmo_id.in_(nmo_ids))
        return {row.nmo_id: row.country for row in tx.execute(found)}

    # -- questions -------------------------------------------------------------------------

    def page(self, after: Place | None, limit: int, country: str | None = None) -> list[Row]:
        """Organisations by name, each with the number of its committees."""
        organisations = self._with_committees_counted()
        if country:
            organisations = organisations.where(self.organisations.c.country == country)
        with self.read() as connection:
            return rows_of(connection, self.by_name.slice(organisations, after, limit))

    def one(self, nmo_id: UUID) -> Row | None:
        """An organisation."""
        organisation = self._with_committees_counted().where(self.organisations.c.nmo_id == nmo_id)
        with self.read() as connection:
            return first_of(connection, organisation)

    def _with_committees_counted(self) -> Select[Any]:
        committees = self.committees
        count = (
            select(func.count())
            .select_from(committees)
            .where(committees.c.nmo_id == self.organisations.c.nmo_id)
            .scalar_subquery()
        )
        return select(self.organisations, count.label("committees"))

    def committees_page(
        self, wanted: CommitteeFilter, after: Place | None, limit: int
    ) -> list[Row]:
        """Committees by their faculty's name."""
        committees = select(self.committees).where(*self._conditions(wanted))
        with self.read() as connection:
            return rows_of(connection, self.by_faculty.slice(committees, after, limit))

    def _conditions(self, wanted: CommitteeFilter) -> list[ColumnElement[bool]]:
        columns = self.committees.c
        found = self.committee_words.matches(columns.lc_id, wanted.text)
        if wanted.nmo_id:
            found.append(columns.nmo_id == wanted.nmo_id)
        if wanted.country:
            found.append(columns.country == wanted.country)
        return found

    def committee(self, lc_id: UUID) -> Row | None:
        """A committee."""
        with self.read() as connection:
            return first_of(
                connection, select(self.committees).where(self.committees.c.lc_id == lc_id)
            )

    def mentors_of(self, lc_id: UUID, visible: ColumnElement[bool]) -> list[Row]:
        """The mentors of a committee."""
        mentors = select(self.mentors).where(self.mentors.c.lc_id == lc_id, visible)
        with self.read() as connection:
            return rows_of(connection, mentors.order_by(self.mentors.c.mentor_id))

    def mentor(self, mentor_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """A mentor."""
        mentor = select(self.mentors).where(self.mentors.c.mentor_id == mentor_id, visible)
        with self.read() as connection:
            return first_of(connection, mentor)
