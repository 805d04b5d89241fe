"""Which roles does somebody have ungranted: student, mentor, contact person, provider?"""

from uuid import UUID

from sqlalchemy import Column, Select, String, Table, literal, select, union_all

from gateway.views.keyset import rows_of
from gateway.views.parts import Parts


class PersonalRoles:
    """Nobody is granted these roles; one has them by being that person in the tables."""

    def __init__(self, parts: Parts) -> None:
        self._read = parts.read
        exchanges, mentors = parts.exchanges.exchanges, parts.organisations.mentors
        contacts, providers = parts.contact_persons.contact_persons, parts.rooms.providers
        self._places: dict[str, tuple[Table, Column[UUID], Column[UUID]]] = {
            "student": (exchanges, exchanges.c.exchange_id, exchanges.c.student_id),
            "mentor": (mentors, mentors.c.mentor_id, mentors.c.person_id),
            "contact_person": (contacts, contacts.c.contact_person_id, contacts.c.person_id),
            "housing_provider": (providers, providers.c.provider_id, providers.c.person_id),
        }

    def of(self, person_id: UUID) -> dict[str, list[UUID]]:
        """By role: the exchanges, or the entries as a mentor, contact person or provider."""
        found = union_all(*(self._in(role, person_id) for role in self._places))
        by_role: dict[str, list[UUID]] = {role: [] for role in self._places}
        with self._read() as connection:
            for row in rows_of(connection, found):
                by_role[row["role"]].append(row["id"])
        return by_role

    def _in(self, role: str, person_id: UUID) -> Select[str, UUID]:
        table, key, person = self._places[role]
        columns = literal(role, String).label("role"), key.label("id")
        return select(*columns).select_from(table).where(person == person_id)
