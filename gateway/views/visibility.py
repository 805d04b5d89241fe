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

from sqlalchemy import Column, ColumnElement, false, or_, select, true

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


def sees_all(actor: Actor, today: date) -> bool:
    """Whether the actor is the system, or a director or auditor today."""
    return actor.is_system or any(
        grant.holds(role, None, today) for grant in actor.grants for role in SEE_ALL
    )


class Visibility:
    """The conditions, over the tables of the parts."""

    def __init__(self, parts: Parts) -> None:
        self._exchange = parts.exchanges.exchanges.c
        self._project = parts.projects.projects.c
        self._slot = parts.slots.slots.c
        self._provider = parts.rooms.providers.c
        self._room = parts.rooms.rooms.c
        self._stay = parts.stays.stays.c
        self._contact_person = parts.contact_persons.contact_persons.c
        self._duty = parts.contact_persons.duties.c
        self._contract = parts.contracts.contracts.c

    # -- exchanges -------------------------------------------------------------------------

    def exchanges(self, actor: Actor, today: date) -> Condition:
        """The exchanges that the actor may see."""
        return self.followed_exchanges(actor, today) | self._helped(actor)

    def followed_exchanges(self, actor: Actor, today: date) -> Condition:
        """The exchanges of which the actor may see everything that happened."""
        if sees_all(actor, today):
            return true()
        exchange = self._exchange
        hosted = exchange.hosting_nmo_id.in_(units(actor, Role.NORE_IN, today))
        return or_(
            _is(exchange.student_id, actor),
            exchange.sending_nmo_id.in_(units(actor, Role.NORE_OUT, today)),
            hosted & exchange.forwarded_at.is_not(None),
            exchange.hosting_lc_id.in_(units(actor, Role.LORE, today)),
        )

    def _helped(self, actor: Actor) -> Condition:
        """The exchanges of the placements that the actor takes part in."""
        slot, duty = self._slot, self._duty
        own_projects = select(self._project.project_id).where(
            _is(self._project.mentor_person_id, actor)
        )
        mentored = select(slot.exchange_id).where(
            slot.state.in_(SLOT_TAKEN),
            _is(slot.mentor_person_id, actor) | slot.project_id.in_(own_projects),
        )
        guided = select(duty.exchange_id).where(
            duty.state.in_(ACTIVE) | duty.is_backup, _is(duty.person_id, actor)
        )
        housed = select(self._stay.exchange_id).where(
            self._stay.state.in_(TAKEN), self._stay.room_id.in_(self._own_rooms(actor))
        )
        return self._exchange.exchange_id.in_(mentored.union(guided, housed))

    # -- what else is not public -------------------------------------------------------------

    def projects(self, actor: Actor, today: date) -> Condition:
        """The projects that the actor may see: those that ever were public, and one's own."""
        if sees_all(actor, today):
            return true()
        project = self._project
        return or_(
            project.published_at.is_not(None),
            _is(project.mentor_person_id, actor),
            self._of_host(self._project, actor, today),
        )

    def rooms(self, actor: Actor, today: date) -> Condition:
        """The rooms that the actor may see."""
        if sees_all(actor, today):
            return true()
        room, duty = self._room, self._duty
        guided = select(duty.exchange_id).where(duty.state.in_(ACTIVE), _is(duty.person_id, actor))
        own = select(self._exchange.exchange_id).where(_is(self._exchange.student_id, actor))
        used = select(self._stay.room_id).where(
            self._stay.state.in_(SURE), self._stay.exchange_id.in_(own.union(guided))
        )
        return or_(
            self._of_host(room, actor, today),
            room.room_id.in_(self._own_rooms(actor)),
            room.room_id.in_(used),
        )

    def run_rooms(self, actor: Actor, today: date) -> Condition:
        """The rooms of which the actor may see who sleeps there, and what inspection found."""
        if sees_all(actor, today):
            return true()
        return self._of_host(self._room, actor, today) | self._room.room_id.in_(
            self._own_rooms(actor)
        )

    def contact_persons(self, actor: Actor, today: date) -> Condition:
        """The contact persons that the actor may see: the committee's, and oneself."""
        if sees_all(actor, today):
            return true()
        person = self._contact_person
        return self._of_host(person, actor, today) | _is(person.person_id, actor)

    def contracts(self, actor: Actor, today: date) -> Condition:
        """The contracts that the actor may see: those of one's organisation."""
        if sees_all(actor, today):
            return true()
        own = [unit for role in NATIONAL_ROLES for unit in units(actor, role, today)]
        contract = self._contract
        return contract.sending_nmo_id.in_(own) | contract.hosting_nmo_id.in_(own)

    def _of_host(self, columns: Any, actor: Actor, today: date) -> Condition:
        """What belongs to a committee or organisation for which the actor takes students."""
        of_committee: Condition = columns.lc_id.in_(units(actor, Role.LORE, today))
        of_organisation: Condition = columns.nmo_id.in_(units(actor, Role.NORE_IN, today))
        return of_committee | of_organisation

    def _own_rooms(self, actor: Actor) -> Any:
        own = select(self._provider.provider_id).where(_is(self._provider.person_id, actor))
        return select(self._room.room_id).where(self._room.provider_id.in_(own))


def _is(person: Column[Any], actor: Actor) -> Condition:
    """The condition that the person of the row is the actor."""
    return false() if actor.person_id is None else person == actor.person_id
