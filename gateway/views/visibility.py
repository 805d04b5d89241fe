"""What may an actor see? The rules as SQL conditions, so that lists hold nothing else.

Exchanges
    student          one's own
    NORE-Out         those that the organisation sends
    NORE-In          those that the organisation hosts, once the form was forwarded
    LORE             those that the committee hosts
    mentor, contact person, provider
                     those whose placement they take part in, as long as they do
    director, auditor, the system
                     all
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, false, or_, select, true

from gateway.views.contact_persons import ACTIVE
from gateway.views.parts import Parts
from gateway.views.slots import TAKEN as SLOT_TAKEN
from gateway.views.stays import SURE, TAKEN
from services.contracts.roles import NATIONAL_ROLES, Actor, Role

Condition = ColumnElement[bool]

SEE_ALL = (Role.DIRECTOR, Role.AUDITOR)


def units(actor: Actor, role: Role, today: date) -> list[UUID]:
    """The units for which the actor holds the role today."""
    return [
        grant.unit_id
        for grant in actor.grants
        if grant.unit_id and grant.holds(role, grant.unit_id, today)
    ]


def holds_for_programme(actor: Actor, role: Role, today: date) -> bool:
    """Whether the actor holds the role for the whole programme today."""
    return any(grant.holds(role, None, today) for grant in actor.grants)


def sees_all(actor: Actor, today: date) -> bool:
    """Whether the actor is the system, or a director or auditor today."""
    return actor.is_system or any(holds_for_programme(actor, role, today) for role in SEE_ALL)


def sees_person(actor: Actor, person_id: UUID, today: date) -> bool:
    """Whether the actor may see all roles of a person, past and personal ones included."""
    is_operator = holds_for_programme(actor, Role.OPERATOR, today)
    return actor.person_id == person_id or is_operator or sees_all(actor, today)


def is_national(actor: Actor, today: date) -> bool:
    """Whether the actor answers for an organisation, or sees them all."""
    return bool(_organisations(actor, today)) or sees_all(actor, today)


class Visibility:
    """The conditions, over the tables of the parts."""

    def __init__(self, parts: Parts) -> None:
        self._exchange = parts.exchanges.exchanges.c
        self._project = parts.projects.projects.c
        self._slot = parts.slots.slots.c
        self._mentor = parts.organisations.mentors.c
        self._provider = parts.rooms.providers.c
        self._room = parts.rooms.rooms.c
        self._stay = parts.stays.stays.c
        self._contact_person = parts.contact_persons.contact_persons.c
        self._duty = parts.contact_persons.duties.c
        self._contract = parts.contracts.contracts.c

    # -- exchanges -------------------------------------------------------------------------

    def exchanges(self, actor: Actor, today: date) -> Condition:
        """The exchanges that the actor may see."""
        return or_(self.followed_exchanges(actor, today), *self.tasks(actor).values())

    def tasks(self, actor: Actor) -> dict[Role, Condition]:
        """The exchanges in which the actor has a part to play, by what the actor is there."""
        exchange_id = self._exchange.exchange_id
        return {
            Role.MENTOR: exchange_id.in_(self._mentored(actor)),
            Role.CONTACT_PERSON: exchange_id.in_(self._guided(actor)),
            Role.PROVIDER: exchange_id.in_(self._housed(actor)),
        }

    def supervised_exchanges(self, actor: Actor, today: date) -> Condition:
        """The exchanges whose logbook the actor may see: the mentor's, too."""
        return self.followed_exchanges(actor, today) | self.tasks(actor)[Role.MENTOR]

    def followed_exchanges(self, actor: Actor, today: date) -> Condition:
        """The exchanges of which the actor may see everything that happened."""
        sent = _among(self._exchange.sending_nmo_id, units(actor, Role.NORE_OUT, today))
        own = _is(self._exchange.student_id, actor)
        return or_(own, sent, self.hosted_exchanges(actor, today))

    def hosted_exchanges(self, actor: Actor, today: date) -> Condition:
        """The exchanges of the students whom the actor's organisation or committee takes."""
        if sees_all(actor, today):
            return true()
        exchange = self._exchange
        hosted = _among(exchange.hosting_nmo_id, units(actor, Role.NORE_IN, today))
        return or_(
            hosted & exchange.forwarded_at.is_not(None),
            _among(exchange.hosting_lc_id, units(actor, Role.LORE, today)),
        )

    def _mentored(self, actor: Actor) -> Select[Any]:
        """A mentor who takes a project over takes its students over."""
        slot, project = self._slot, self._project
        own = select(project.project_id).where(_is(project.mentor_person_id, actor))
        return select(slot.exchange_id).where(
            slot.state.in_(SLOT_TAKEN),
            _is(slot.mentor_person_id, actor) | slot.project_id.in_(own),
        )

    def _guided(self, actor: Actor) -> Select[Any]:
        duty = self._duty
        return select(duty.exchange_id).where(
            duty.state.in_(ACTIVE) | duty.is_backup, _is(duty.person_id, actor)
        )

    def _housed(self, actor: Actor) -> Select[Any]:
        stay = self._stay
        return select(stay.exchange_id).where(
            stay.state.in_(TAKEN), stay.room_id.in_(self._own_rooms(actor))
        )

    # -- rooms -------------------------------------------------------------------------------

    def rooms(self, actor: Actor, today: date) -> Condition:
        """The rooms that the actor may see: also the student's own, and the contact person's."""
        stay, exchange = self._stay, self._exchange
        own = select(exchange.exchange_id).where(_is(exchange.student_id, actor))
        used = select(stay.room_id).where(
            stay.state.in_(SURE),
            stay.exchange_id.in_(own) | stay.exchange_id.in_(self._guided(actor)),
        )
        return self.run_rooms(actor, today) | self._room.room_id.in_(used)

    def run_rooms(self, actor: Actor, today: date) -> Condition:
        """The rooms of which the actor may see who sleeps there, and what inspection found."""
        own = self._room.room_id.in_(self._own_rooms(actor))
        return own | _of_host(self._room, actor, today)

    def _own_rooms(self, actor: Actor) -> Select[Any]:
        own = select(self._provider.provider_id).where(_is(self._provider.person_id, actor))
        return select(self._room.room_id).where(self._room.provider_id.in_(own))

    # -- what else is not public -------------------------------------------------------------

    def projects(self, actor: Actor, today: date) -> Condition:
        """The projects that the actor may see: those that ever were public, and one's own."""
        project = self._project
        return or_(
            project.published_at.is_not(None),
            _is(project.mentor_person_id, actor),
            _of_host(project, actor, today),
        )

    def mentors(self, actor: Actor, today: date) -> Condition:
        """The mentors that the actor may see: the committee's, and oneself."""
        return _is(self._mentor.person_id, actor) | _of_host(self._mentor, actor, today)

    def providers(self, actor: Actor, today: date) -> Condition:
        """The providers that the actor may see: the committee's, and oneself."""
        return _is(self._provider.person_id, actor) | _of_host(self._provider, actor, today)

    def contact_persons(self, actor: Actor, today: date) -> Condition:
        """The contact persons that the actor may see: the committee's, and oneself."""
        person = self._contact_person
        return _is(person.person_id, actor) | _of_host(person, actor, today)

    def contracts(self, actor: Actor, today: date) -> Condition:
        """The contracts that the actor may see: those of one's organisation."""
        if sees_all(actor, today):
            return true()
        contract, own = self._contract, _organisations(actor, today)
        return _among(contract.sending_nmo_id, own) | _among(contract.hosting_nmo_id, own)


def _organisations(actor: Actor, today: date) -> list[UUID]:
    return [unit for role in NATIONAL_ROLES for unit in units(actor, role, today)]


def _of_host(columns: Any, actor: Actor, today: date) -> Condition:
    """What belongs to a committee or organisation for which the actor takes students."""
    if sees_all(actor, today):
        return true()
    of_committee = _among(columns.lc_id, units(actor, Role.LORE, today))
    of_organisation = _among(columns.nmo_id, units(actor, Role.NORE_IN, today))
    return of_committee | of_organisation


def _among(column: Column[Any], ids: list[UUID]) -> Condition:
    """The condition that the column is one of these; among none it is left out altogether."""
    return column.in_(ids) if ids else false()


def _is(person: Column[Any], actor: Actor) -> Condition:
    """The condition that the person of the row is the actor."""
    return false() if actor.person_id is None else person == actor.person_id
