"""What people needs to know of the others: which units there are, and who may look at whom."""

from uuid import UUID

from sqlalchemy import Column, Connection, Uuid, literal, select

from services.contracts import projects
from services.eventlog.told import Told
from services.eventlog.views import Tables, told, upsert
from services.people.vault.who_may_look import WhoMayLook


class PeopleViews(WhoMayLook):
    """Units, and who may look into the vault."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.organisations = tables.add("organisations", Column("nmo_id", Uuid, primary_key=True))
        self.committees = tables.add(
            "committees",
            Column("lc_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
        )

    @told(projects.OrganisationRegistered)
    def keep_organisation(self, tx: Connection, fact: Told) -> None:
        """A national organisation takes part."""
        upsert(tx, self.organisations, fact.pick("nmo_id"), {})

    @told(projects.CommitteeRegistered)
    def keep_committee(self, tx: Connection, fact: Told) -> None:
        """A committee belongs to an organisation."""
        upsert(tx, self.committees, fact.pick("lc_id"), fact.pick("nmo_id"))

    def is_known(self, nmo_id: UUID | None, lc_id: UUID | None) -> bool:
        """Whether there is such an organisation, with this committee if one is named."""
        if lc_id is not None:
            return nmo_id is not None and self.organisation_of(lc_id) == nmo_id
        row = select(literal(1)).where(self.organisations.c.nmo_id == nmo_id)
        with self.read() as connection:
            return connection.execute(row).first() is not None

    def organisation_of(self, lc_id: UUID) -> UUID | None:
        """The national organisation that the committee belongs to."""
        row = select(self.committees.c.nmo_id).where(self.committees.c.lc_id == lc_id)
        with self.read() as connection:
            nmo_id: UUID | None = connection.execute(row).scalar()
        return nmo_id
