"""Roles, the units they are held for, and the actor of a command.

An officer's role is granted for a unit from a date to a date (domain: "a role is granted
for a unit ... and ends by itself"). A personal role (student, mentor, contact person,
housing provider) is not granted: it is being that person in that exchange, project or room.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """Who somebody is in the exchange programme."""

    STUDENT = "student"
    NORE_OUT = "nore_out"
    NORE_IN = "nore_in"
    LORE = "lore"
    CONTACT_PERSON = "contact_person"
    MENTOR = "mentor"
    PROVIDER = "housing_provider"
    DIRECTOR = "director"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    SELF = "self"
    SYSTEM = "system"


PERSONAL_ROLES = frozenset(
    {Role.SELF, Role.STUDENT, Role.CONTACT_PERSON, Role.MENTOR, Role.PROVIDER}
)
NATIONAL_ROLES = frozenset({Role.NORE_OUT, Role.NORE_IN})
PROGRAMME_ROLES = frozenset({Role.DIRECTOR, Role.AUDITOR, Role.OPERATOR})


class UnitKind(StrEnum):
    """What a role can be held for."""

    NMO = "nmo"
    LC = "lc"
    PROGRAMME = "programme"


UNIT_KIND_OF = {
    Role.NORE_OUT: UnitKind.NMO,
    Role.NORE_IN: UnitKind.NMO,
    Role.LORE: UnitKind.LC,
    Role.DIRECTOR: UnitKind.PROGRAMME,
    Role.AUDITOR: UnitKind.PROGRAMME,
    Role.OPERATOR: UnitKind.PROGRAMME,
}


@dataclass(frozen=True)
class Grant:
    """A role for a unit (None: the whole programme), from a date to a date, both included."""

    role: Role
    unit_id: UUID | None
    valid_from: date
    valid_until: date

    def holds(self, role: Role, unit_id: UUID | None, today: date) -> bool:
        """Whether this grant gives ``role`` for ``unit_id`` on ``today``."""
        in_term = self.valid_from <= today <= self.valid_until
        return in_term and self.role is role and self.unit_id == unit_id


@dataclass(frozen=True)
class Actor:
    """Who sends a command: a person with the grants they were given, or the system itself."""

    person_id: UUID | None
    grants: tuple[Grant, ...] = ()
    is_system: bool = False

    @property
    def name(self) -> str:
        """How the log names the actor: a person's id, ``system`` or ``anonymous``."""
        return "system" if self.is_system else str(self.person_id or "anonymous")


SYSTEM = Actor(person_id=None, is_system=True)
ANONYMOUS = Actor(person_id=None)
