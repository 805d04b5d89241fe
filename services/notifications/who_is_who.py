"""Read models of who is who: offices with their terms, and who has which part in an exchange."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Select, String, Uuid, delete, or_, select

from services.contracts import applications, housing, people, projects
from services.contracts.roles import Role
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

WITH_TASKS = (Role.MENTOR, Role.CONTACT_PERSON, Role.PROVIDER)


class WhoIsWho(Views):
    """Whom does a recipient of an announcement stand for at this moment?"""

    def __init__(self, tables: Tables) -> None:
        self.offices = tables.add(
            "holders_of_office",
            Column("grant_id", Uuid, primary_key=True),
            Column("person_id", Uuid),
            Column("role", String),
            Column("unit_id", Uuid),
            Column("valid_from", Date),
            Column("valid_until", Date),
            Column("ended_on", Date),
            indexes=[["unit_id"]],
        )
        self.exchanges = tables.add(
            "student_of_exchange",
            Column("exchange_id", Uuid, primary_key=True),
            Column("student_id", Uuid, nullable=False),
            Column("number", String, nullable=False),
        )
        self.parts = tables.add(
            "people_of_exchange",
            Column("placement_id", Uuid, primary_key=True),
            Column("role", String, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("person_id", Uuid, nullable=False),
            indexes=[["exchange_id"]],
        )
        self.stays = tables.add(
            "room_of_exchange",
            Column("placement_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("room_id", Uuid, nullable=False),
            indexes=[["exchange_id"]],
        )
        self.rooms = tables.add(
            "provider_of_room",
            Column("room_id", Uuid, primary_key=True),
            Column("provider_id", Uuid, nullable=False),
        )
        self.providers = tables.add(
            "person_of_provider",
            Column("provider_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
        )
        self.projects = tables.add(
            "mentor_of_project",
            Column("project_id", Uuid, primary_key=True),
            Column("mentor_person_id", Uuid, nullable=False),
            Column("project_code", String, nullable=False),
        )

    # -- offices

    @told(people.RoleGranted)
    def keep_office(self, tx: Connection, fact: Told) -> None:
        """The person holds an office for a term."""
        term = fact.pick("person_id", "role", "unit_id", "valid_from", "valid_until")
        upsert(tx, self.offices, key=fact.pick("grant_id"), values=term)

    @told(people.RoleEnded)
    def end_office(self, tx: Connection, fact: Told) -> None:
        """The term ends earlier."""
        upsert(tx, self.offices, key=fact.pick("grant_id"), values=fact.pick("ended_on"))

    def holders(self, role: Role, unit_id: UUID | None, today: date) -> list[UUID]:
        """Who holds the office for the unit today."""
        office = self.offices.c
        return self._persons(
            select(office.person_id).where(
                office.role == role.value,
                office.unit_id == unit_id,
                office.valid_from <= today,
                office.valid_until >= today,
                or_(office.ended_on.is_(None), office.ended_on > today),
            )
        )

    # -- parts in an exchange

    @told(applications.ApplicationFormAssigned)
    def keep_student(self, tx: Connection, fact: Told) -> None:
        """Whose exchange it is, and its number."""
        known = fact.pick("student_id", "number")
        upsert(tx, self.exchanges, key=fact.pick("exchange_id"), values=known)

    @told(projects.SlotHeld)
    def keep_mentor(self, tx: Connection, fact: Told) -> None:
        """The mentor has a part in the exchange."""
        self._keep_part(tx, fact, Role.MENTOR, fact["mentor_person_id"])

    @told(projects.SlotReleased, projects.MentorDeclined)
    def drop_mentor(self, tx: Connection, fact: Told) -> None:
        """The mentor has no part in it any more."""
        self._drop_part(tx, fact, Role.MENTOR)

    @told(housing.ContactPersonHeld, housing.ContactPersonAssigned)
    def keep_contact_person(self, tx: Connection, fact: Told) -> None:
        """The contact person has a part in the exchange."""
        self._keep_part(tx, fact, Role.CONTACT_PERSON, fact["person_id"])

    @told(housing.ContactPersonReleased)
    def drop_contact_person(self, tx: Connection, fact: Told) -> None:
        """The contact person has no part in it any more."""
        self._drop_part(tx, fact, Role.CONTACT_PERSON)

    @told(housing.BedHeld)
    def keep_stay(self, tx: Connection, fact: Told) -> None:
        """The student stays in this room."""
        stay = fact.pick("exchange_id", "room_id")
        upsert(tx, self.stays, key=fact.pick("placement_id"), values=stay)

    @told(housing.BedReleased)
    def drop_stay(self, tx: Connection, fact: Told) -> None:
        """The student does not stay there."""
        placement = self.stays.c.placement_id == fact["placement_id"]
        tx.execute(delete(self.stays).where(placement))

    def _keep_part(self, tx: Connection, fact: Told, role: Role, person_id: UUID) -> None:
        key = {**fact.pick("placement_id"), "role": role.value}
        upsert(tx, self.parts, key, {**fact.pick("exchange_id"), "person_id": person_id})

    def _drop_part(self, tx: Connection, fact: Told, role: Role) -> None:
        part = self.parts.c
        of_placement = part.placement_id == fact["placement_id"]
        tx.execute(delete(self.parts).where(of_placement, part.role == role.value))

    def participants(self, exchange_id: UUID, role: Role) -> list[UUID]:
        """Who is the exchange's student, mentor, contact person or housing provider."""
        if role is Role.STUDENT:
            return self._persons(self._students(exchange_id))
        if role is Role.PROVIDER:
            return self._persons(self._hosts(exchange_id))
        part = self.parts.c
        of_exchange = part.exchange_id == exchange_id
        return self._persons(select(part.person_id).where(of_exchange, part.role == role.value))

    def has_task(self, person_id: UUID, exchange_id: UUID) -> bool:
        """Whether the person is the exchange's mentor, contact person or housing provider."""
        return any(person_id in self.participants(exchange_id, role) for role in WITH_TASKS)

    def _students(self, exchange_id: UUID) -> Select[tuple[UUID]]:
        exchange = self.exchanges.c
        return select(exchange.student_id).where(exchange.exchange_id == exchange_id)

    def _hosts(self, exchange_id: UUID) -> Select[tuple[UUID]]:
        stay = self.stays.c
        offered = self._offered().join(self.stays, stay.room_id == self.rooms.c.room_id)
        return offered.where(stay.exchange_id == exchange_id)

    # -- rooms and projects

    @told(housing.ProviderRegistered)
    def keep_provider(self, tx: Connection, fact: Told) -> None:
        """Who the provider is."""
        upsert(tx, self.providers, key=fact.pick("provider_id"), values=fact.pick("person_id"))

    @told(housing.RoomOffered)
    def keep_room(self, tx: Connection, fact: Told) -> None:
        """Whose room it is."""
        upsert(tx, self.rooms, key=fact.pick("room_id"), values=fact.pick("provider_id"))

    @told(projects.ProjectDrafted, projects.ProjectRevised)
    def keep_project(self, tx: Connection, fact: Told) -> None:
        """The project's code and mentor."""
        known = fact.pick("mentor_person_id", "project_code")
        upsert(tx, self.projects, key=fact.pick("project_id"), values=known)

    def providers_of(self, room_id: UUID) -> list[UUID]:
        """Who offers the room."""
        return self._persons(self._offered().where(self.rooms.c.room_id == room_id))

    def mentors_of(self, project_id: UUID) -> list[UUID]:
        """Who supervises the project."""
        project = self.projects.c
        return self._persons(
            select(project.mentor_person_id).where(project.project_id == project_id)
        )

    def names_of(self, data: Mapping[str, Any]) -> dict[str, str]:
        """How people call the exchange and the project that a fact is about, by its data."""
        names = {}
        if exchange_id := data.get("exchange_id"):
            exchange = self.exchanges.c
            names["number"] = self._name(exchange.number, exchange.exchange_id, exchange_id)
        if project_id := data.get("project_id"):
            project = self.projects.c
            names["project_code"] = self._name(project.project_code, project.project_id, project_id)
        return names

    def _name(self, name: Column[str], key: Column[UUID], of: UUID) -> str:
        """The name, or the beginning of the id while the name has not arrived yet."""
        with self.read() as connection:
            return connection.scalar(select(name).where(key == of)) or str(of)[:8]

    def _offered(self) -> Select[tuple[UUID]]:
        same = self.providers.c.provider_id == self.rooms.c.provider_id
        return select(self.providers.c.person_id).join(self.rooms, same)

    def _persons(self, query: Select[Any]) -> list[UUID]:
        with self.read() as connection:
            return list(connection.scalars(query.distinct()))
