"""Actors for tests: officers with a running term, and people as themselves."""

from datetime import date
from uuid import UUID, uuid4

from services.contracts.roles import Actor, Grant, Role

TERM = (date(2000, 1, 1), date(2100, 1, 1))


def officer(role: Role, unit_id: UUID | None = None, person_id: UUID | None = None) -> Actor:
    """Somebody who holds the role for the unit (None: for the programme)."""
    return Actor(person_id or uuid4(), (Grant(role, unit_id, *TERM),))


def former(role: Role, unit_id: UUID | None = None) -> Actor:
    """Somebody whose term has ended."""
    return Actor(uuid4(), (Grant(role, unit_id, date(2000, 1, 1), date(2001, 1, 1)),))


def person(person_id: UUID | None = None) -> Actor:
    """Somebody without any office."""
    return Actor(person_id or uuid4())
