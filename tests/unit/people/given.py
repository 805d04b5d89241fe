"""What the tests of people start from."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.eventlog.mapper import TypedMapper
from services.people.domain import Person

TODAY = date(2027, 3, 1)
TERM = (date(2026, 10, 1), date(2027, 9, 30))
NEXT_TERM = (date(2027, 10, 1), date(2028, 9, 30))


def registered() -> Person:
    """Somebody at home in a committee, without an account."""
    return Person(id=uuid4(), home_lc_id=uuid4(), home_nmo_id=uuid4())


def with_account() -> Person:
    """Somebody who can sign in."""
    person = registered()
    person.open_account()
    return person


def grant(
    person: Person, term: tuple[date, date] = TERM, role: str = "lore", unit_id: UUID | None = None
) -> UUID:
    """The id under which the person was given the role (of the home committee) for the term."""
    grant_id = uuid4()
    person.grant_role(grant_id, role, "lc", unit_id or person.home_lc_id, *term)
    return grant_id


def names_of(person: Person) -> list[str]:
    """The names of the events that were recorded and not yet saved."""
    return [type(event).__name__ for event in person.pending_events]


def replayed(events: Sequence[Any]) -> Any:
    """The aggregate that results from these events after they were stored and read."""
    mapper, aggregate = TypedMapper("people"), None
    for event in events:
        aggregate = mapper.to_domain_event(mapper.to_stored_event(event)).mutate(aggregate)
    return aggregate
