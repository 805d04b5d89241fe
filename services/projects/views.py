"""The read models that projects itself needs. The public catalogue is the gateway's."""

from uuid import UUID

from sqlalchemy import Column, Connection, Uuid, select

from services.contracts import projects as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert


class ProjectsViews(Views):
    """Which committees does an organisation have?"""

    def __init__(self, tables: Tables) -> None:
        self.committees = tables.add(
            "committees_by_organisation",
            Column("lc_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
            indexes=[["nmo_id"]],
        )

    @told(facts.CommitteeRegistered)
    def keep_committee(self, tx: Connection, fact: Told) -> None:
        """Remember whose committee it is."""
        upsert(tx, self.committees, key=fact.pick("lc_id"), values=fact.pick("nmo_id"))

    def committees_of(self, nmo_id: UUID) -> frozenset[UUID]:
        """The committees of an organisation."""
        of_organisation = select(self.committees.c.lc_id).where(self.committees.c.nmo_id == nmo_id)
        with self.read() as connection:
            return frozenset(connection.scalars(of_organisation))
