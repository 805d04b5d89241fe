"""In which version is an aggregate, as far as its published facts tell?

An entity tag is made of it, so that a change can say what it expects to change.
"""

from uuid import UUID

from sqlalchemy import Column, Connection, Integer, ScalarSelect, Uuid, select

from services.contracts import applications, housing, projects
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

FACTS = (
    *projects.FACTS.values(),
    *applications.FACTS.values(),
    *housing.FACTS.values(),
)


class Versions(Views):
    """The version of every aggregate that the public interface changes."""

    def __init__(self, tables: Tables) -> None:
        self.versions = tables.add(
            "versions",
            Column("id", Uuid, primary_key=True),
            Column("version", Integer, nullable=False),
        )

    @told(*FACTS)
    def keep_version(self, tx: Connection, fact: Told) -> None:
        """A fact's id ends in the version that its aggregate had after it."""
        version = int(fact.id.rpartition(".")[2])
        upsert(tx, self.versions, {"id": fact.subject}, {"version": version})

    def of(self, aggregate_id: UUID) -> int:
        """The version; 0 for an aggregate of which no fact was told."""
        known = select(self.versions.c.version).where(self.versions.c.id == aggregate_id)
        with self.read() as connection:
            return connection.execute(known).scalar() or 0

    def subquery(self, aggregate_id: Column[UUID]) -> ScalarSelect[int]:
        """The version as a column of a statement about aggregates."""
        known = select(self.versions.c.version).where(self.versions.c.id == aggregate_id)
        return known.scalar_subquery()
