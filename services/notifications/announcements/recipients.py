"""Who a fact concerns: how a recipient in the table becomes persons at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from services.contracts.roles import Role


class Known(Protocol):
    """Where recipients are looked up: what the service knows of people from facts."""

    def holders(self, role: Role, unit_id: UUID | None, today: date) -> Iterable[UUID]:
        """Who holds the office for the unit today."""

    def participants(self, exchange_id: UUID, role: Role) -> Iterable[UUID]:
        """Who is the exchange's student, mentor, contact person or housing provider."""

    def mentors_of(self, project_id: UUID) -> Iterable[UUID]:
        """Who supervises the project."""

    def providers_of(self, room_id: UUID) -> Iterable[UUID]:
        """Who offers the room."""


class Recipient(Protocol):
    """Somebody a fact concerns."""

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterable[UUID]:
        """The persons this recipient stands for, given the fact's data, today."""


@dataclass(frozen=True)
class Person:
    """The person whose id the fact carries."""

    field: str

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterable[UUID]:
        """That person."""
        return [data[self.field]]


@dataclass(frozen=True)
class Office:
    """Whoever holds a role today for the unit that the fact names."""

    role: Role
    unit_field: str | None

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterable[UUID]:
        """The holders; none while the fact does not know its unit yet."""
        if self.unit_field is None:
            return known.holders(self.role, None, today)
        unit_id = data[self.unit_field]
        return known.holders(self.role, unit_id, today) if unit_id else ()


@dataclass(frozen=True)
class Participant:
    """Whoever has a part in the exchange that the fact is about."""

    role: Role

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterable[UUID]:
        """Those with that part, as far as facts have named them."""
        return known.participants(data["exchange_id"], self.role)


@dataclass(frozen=True)
class ProjectMentor:
    """The mentor of the project that the fact is about."""

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterable[UUID]:
        """The mentor the project's description names."""
        return known.mentors_of(data["project_id"])


@dataclass(frozen=True)
class RoomProvider:
    """The provider of the room that the fact is about."""

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterable[UUID]:
        """The person behind the provider who offered the room."""
        return known.providers_of(data["room_id"])


SENDING_OFFICE = Office(Role.NORE_OUT, "sending_nmo_id")
HOSTING_OFFICE = Office(Role.NORE_IN, "hosting_nmo_id")
HOSTING_COMMITTEE = Office(Role.LORE, "hosting_lc_id")
NATIONAL_OFFICE = Office(Role.NORE_IN, "nmo_id")
COMMITTEE = Office(Role.LORE, "lc_id")
DIRECTOR = Office(Role.DIRECTOR, None)

STUDENT = Participant(Role.STUDENT)
MENTOR = Participant(Role.MENTOR)
CONTACT_PERSON = Participant(Role.CONTACT_PERSON)
PROVIDER = Participant(Role.PROVIDER)
