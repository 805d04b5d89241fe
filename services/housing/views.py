"""The read models that housing itself needs. Boards of beds and people are the gateway's."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, String, Uuid, delete, select

from services.contracts import applications, projects
from services.contracts import housing as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert
from services.housing.domain import Committee

FIRST, BACKUP = "first", "backup"


class HousingViews(Views):
    """Whose committee is it, who hosts an exchange, where is its stay, who guides it?"""

    def __init__(self, tables: Tables) -> None:
        self.committees = tables.add(
            "committees",
            Column("lc_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, nullable=False),
        )
        self.hosts = tables.add(
            "hosts_by_exchange",
            Column("exchange_id", Uuid, primary_key=True),
            Column("lc_id", Uuid, nullable=False),
            Column("nmo_id", Uuid, nullable=False),
        )
        self.stays = tables.add(
            "stays_by_exchange",
            Column("placement_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("room_id", Uuid, nullable=False),
            Column("last_day", Date, nullable=False),
            indexes=[["exchange_id"]],
        )
        self.guides = tables.add(
            "guides_by_exchange",
            Column("exchange_id", Uuid, primary_key=True),
            Column("part", String(10), primary_key=True),
            Column("placement_id", Uuid, nullable=False),
            Column("contact_person_id", Uuid, nullable=False),
            Column("person_id", Uuid, nullable=False),
        )

    # -- committees and hosts

    @told(projects.CommitteeRegistered)
    def keep_committee(self, tx: Connection, fact: Told) -> None:
        """Remember to which organisation the committee belongs."""
        upsert(tx, self.committees, key=fact.pick("lc_id"), values=fact.pick("nmo_id"))

    @told(applications.AssignedToCommittee, applications.PlacementProposed)
    def keep_host(self, tx: Connection, fact: Told) -> None:
        """Remember which committee hosts the exchange."""
        host = {"lc_id": fact["hosting_lc_id"], "nmo_id": fact["hosting_nmo_id"]}
        upsert(tx, self.hosts, key=fact.pick("exchange_id"), values=host)

    def committee(self, lc_id: UUID) -> Committee | None:
        """The committee with its organisation, if there is one."""
        found = select(self.committees).where(self.committees.c.lc_id == lc_id)
        with self.read() as connection:
            row = connection.execute(found).first()
        return Committee(row.lc_id, row.nmo_id) if row else None

    def host_of(self, exchange_id: UUID) -> Committee | None:
        """The committee that hosts the exchange, if there is one yet."""
        found = select(self.hosts).where(self.hosts.c.exchange_id == exchange_id)
        with self.read() as connection:
            row = connection.execute(found).first()
        return Committee(row.lc_id, row.nmo_id) if row else None

    # -- stays

    @told(facts.BedHeld)
    def keep_stay(self, tx: Connection, fact: Told) -> None:
        """Remember where the exchange's bed is."""
        stay = {**fact.pick("exchange_id", "room_id"), "last_day": fact["end"]}
        upsert(tx, self.stays, key=fact.pick("placement_id"), values=stay)

    @told(facts.BedReleased)
    def forget_stay(self, tx: Connection, fact: Told) -> None:
        """The placement has no bed any more."""
        tx.execute(delete(self.stays).where(self.stays.c.placement_id == fact["placement_id"]))

    def room_of(self, exchange_id: UUID) -> UUID | None:
        """The room in which the exchange has a bed."""
        room_id: UUID | None = self._of_stay(self.stays.c.room_id, exchange_id)
        return room_id

    def last_day_of(self, exchange_id: UUID) -> date | None:
        """The last day for which the exchange has a bed."""
        last_day: date | None = self._of_stay(self.stays.c.last_day, exchange_id)
        return last_day

    def _of_stay(self, column: Column[Any], exchange_id: UUID) -> Any:
        of_exchange = select(column).where(self.stays.c.exchange_id == exchange_id)
        with self.read() as connection:
            return connection.scalar(of_exchange)

    # -- guides: the contact person and the backup

    @told(facts.ContactPersonHeld, facts.ContactPersonAssigned)
    def keep_contact_person(self, tx: Connection, fact: Told) -> None:
        """Remember who cares for the exchange."""
        self._keep_guide(tx, FIRST, fact)

    @told(facts.BackupContactNamed)
    def keep_backup(self, tx: Connection, fact: Told) -> None:
        """Remember who steps in for the contact person."""
        self._keep_guide(tx, BACKUP, fact)

    def _keep_guide(self, tx: Connection, part: str, fact: Told) -> None:
        key = {**fact.pick("exchange_id"), "part": part}
        guide = fact.pick("placement_id", "contact_person_id", "person_id")
        upsert(tx, self.guides, key=key, values=guide)

    @told(facts.ContactPersonReleased)
    def forget_guides(self, tx: Connection, fact: Told) -> None:
        """The placement is off, so nobody has to step in either; unless a colleague took over."""
        guides = self.guides.c
        is_over = guides.placement_id == fact["placement_id"]
        if fact["reason"] == facts.HANDED_OVER:
            is_over &= guides.contact_person_id == fact["contact_person_id"]
        tx.execute(delete(self.guides).where(is_over))

    def guide_of(self, exchange_id: UUID, person_id: UUID | None) -> UUID | None:
        """The person, if they are the exchange's contact person or its backup."""
        is_guide = (self.guides.c.exchange_id == exchange_id) & (
            self.guides.c.person_id == person_id
        )
        with self.read() as connection:
            return connection.scalar(select(self.guides.c.person_id).where(is_guide))
