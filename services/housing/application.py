"""The use cases of housing: get, tell, save."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.hosting.use_cases import UseCases
from services.housing.domain import (
    BedRefusal,
    Boarding,
    BoardingKind,
    BoardingPlan,
    Committee,
    ContactPerson,
    ContactPersonRefusal,
    Description,
    Period,
    Placement,
    Provider,
    ProviderKind,
    Room,
    RoomKind,
)
from services.housing.errors import (
    AlreadyExists,
    ContactPersonUnknown,
    NotFound,
    ProviderOfAnotherCommittee,
    Refusal,
    RoomUnknown,
    StayUnknown,
)

EASTERNMOST = timedelta(hours=14)


class Housing(UseCases):
    """What can be done with providers, rooms, boarding and contact persons."""

    name = "housing"

    # -- providers and their rooms

    def register_provider(self, *, lc_id: UUID, person_id: UUID, kind: str) -> Provider:
        """A person offers beds to a committee."""
        committee = self._permitted(self.views.committee(lc_id), "committee", lc_id)
        if self.find(Provider, Provider.create_id(person_id, committee)):
            raise AlreadyExists(what="provider")
        provider = Provider(person_id=person_id, kind=ProviderKind(kind), committee=committee)
        return self.add(provider)

    def offer_room(self, *, provider_id: UUID, kind: str, **described: Any) -> Room:
        """A provider, or the committee for them, offers a room."""
        provider = self.get(Provider, provider_id)
        self.permit(provider, provider_person_id=provider.person_id)
        description = Description(kind=RoomKind(kind), **described)
        return self.add(provider.offer_room(self.new_id(), description))

    def inspect_room(
        self, *, room_id: UUID, passed: bool, inspected_on: date, findings: str
    ) -> Room:
        """Somebody of the committee has seen the room."""
        room = self.change(Room, room_id)
        room.inspect(passed, inspected_on, findings, today=self._latest_day())
        return room

    def open_room(self, *, room_id: UUID, available_from: date, available_to: date) -> Room:
        """The room's beds are available for a period."""
        room = self.change(Room, room_id)
        room.open(Period.between(available_from, available_to))
        return room

    def block_room(self, *, room_id: UUID, start: date, end: date, reason: str) -> Room:
        """The provider needs the room for a period."""
        room = self.change(Room, room_id)
        room.block(Period.between(start, end), reason)
        return room

    def unblock_room(self, *, room_id: UUID, start: date, end: date) -> Room:
        """The provider does not need the room after all."""
        room = self.change(Room, room_id)
        room.unblock(Period(start, end))
        return room

    def withdraw_room(self, *, room_id: UUID, reason: str) -> Room:
        """The room is no longer offered."""
        room = self.change(Room, room_id)
        room.withdraw(reason)
        return room

    # -- stays

    def hand_over_keys(self, *, exchange_id: UUID, handed_over_on: date | None) -> Room:
        """The student has arrived."""
        room = self._change_room_of(exchange_id)
        on = handed_over_on or self.today()
        room.hand_over_keys(exchange_id, on, today=self._latest_day())
        return room

    def end_stay(self, *, exchange_id: UUID, ended_on: date | None) -> Room:
        """The student has left."""
        room = self._change_room_of(exchange_id)
        room.end_stay(exchange_id, ended_on or self.today(), today=self._latest_day())
        return room

    def rate_room(self, *, exchange_id: UUID, rating: int) -> Room:
        """The student says how the room was."""
        room = self._change_room_of(exchange_id)
        room.rate(exchange_id, rating)
        return room

    def hold_bed(self, room_id: UUID, placement: Placement) -> None:
        """Keep a bed for a placement, or record why not. Who was refused stays refused."""
        if self.find(BedRefusal, BedRefusal.create_id(placement.placement_id)):
            return
        try:
            self._room_proposed(room_id).hold(placement)
        except Refusal as refusal:
            self.add(BedRefusal.of(placement, room_id, refusal.code))

    def book_bed(self, *, room_id: UUID, placement_id: UUID) -> None:
        """The placement's bed is the student's."""
        if room := self.find(Room, room_id):
            room.book(placement_id)

    def release_bed(self, *, room_id: UUID, placement_id: UUID, reason: str) -> None:
        """The placement needs no bed any more; nothing happens where none was held."""
        if room := self.find(Room, room_id):
            room.release(placement_id, reason)

    # -- boarding

    def plan_boarding(self, *, exchange_id: UUID, kind: str, **planned: Any) -> BoardingPlan:
        """What the student of an exchange eats: a first plan, or another one."""
        host = self._permitted(self.views.host_of(exchange_id), "hosted exchange", exchange_id)
        boarding = Boarding(kind=BoardingKind(kind), **planned)
        self._must_be_own_provider(host, boarding.provider_id)
        if not self.find(BoardingPlan, BoardingPlan.create_id(exchange_id)):
            return self.add(BoardingPlan.draw_up(exchange_id, host, boarding))
        plan = self.change(BoardingPlan, BoardingPlan.create_id(exchange_id), **vars(host))
        plan.change(host, boarding, self.views.last_day_of(exchange_id), today=self.today())
        return plan

    # -- contact persons

    def enrol_contact_person(
        self, *, lc_id: UUID, person_id: UUID, load_limit: int
    ) -> ContactPerson:
        """A local student takes care of incoming students, for the first time or again."""
        committee = self._permitted(self.views.committee(lc_id), "committee", lc_id)
        contact = self.find(ContactPerson, ContactPerson.create_id(person_id, committee))
        if contact is None:
            return self.add(ContactPerson.enrol(person_id, committee, load_limit))
        contact.come_back(load_limit)
        return contact

    def set_load_limit(self, *, contact_person_id: UUID, load_limit: int) -> ContactPerson:
        """The contact person takes so many exchanges at a time."""
        contact = self.change(ContactPerson, contact_person_id)
        contact.set_load_limit(load_limit)
        return contact

    def retire_contact_person(self, *, contact_person_id: UUID) -> ContactPerson:
        """The contact person takes no more students."""
        contact = self.change(ContactPerson, contact_person_id)
        contact.retire()
        return contact

    def name_backup_contact(
        self, *, contact_person_id: UUID, exchange_id: UUID, backup_id: UUID
    ) -> ContactPerson:
        """A colleague steps in when the contact person cannot."""
        contact = self.change(ContactPerson, contact_person_id)
        contact.name_backup(exchange_id, self.get(ContactPerson, backup_id))
        return contact

    def reassign_contact_person(
        self, *, contact_person_id: UUID, exchange_id: UUID, successor_id: UUID
    ) -> ContactPerson:
        """A colleague takes the exchange over: both are changed, or neither is."""
        contact = self.change(ContactPerson, contact_person_id)
        contact.hand_over(exchange_id, self.also(ContactPerson, successor_id))
        return contact

    def hold_contact_person(self, contact_person_id: UUID, placement: Placement) -> None:
        """Keep a contact person free, or record why not. Who was refused stays refused."""
        refusal_id = ContactPersonRefusal.create_id(placement.placement_id)
        if self.find(ContactPersonRefusal, refusal_id):
            return
        try:
            self._contact_proposed(contact_person_id).hold(placement)
        except Refusal as refusal:
            self.add(ContactPersonRefusal.of(placement, contact_person_id, refusal.code))

    def assign_contact_person(self, *, contact_person_id: UUID, placement_id: UUID) -> None:
        """The placement's contact person is the student's."""
        if contact := self._present_contact(contact_person_id, placement_id):
            contact.assign(placement_id)

    def release_contact_person(
        self, *, contact_person_id: UUID, placement_id: UUID, reason: str
    ) -> None:
        """The placement needs no contact person any more; nothing happens where none was held."""
        if contact := self._present_contact(contact_person_id, placement_id):
            contact.release(placement_id, reason)

    # -- what several use cases ask

    def _latest_day(self) -> date:
        """The last day that has begun anywhere: a host there may truthfully report it."""
        return (self.now() + EASTERNMOST).date()

    def _permitted(self, committee: Committee | None, what: str, sought_by: UUID) -> Committee:
        if committee is None:
            raise NotFound(what=what, id=sought_by)
        self.permit(**vars(committee))
        return committee

    def _must_be_own_provider(self, host: Committee, provider_id: UUID | None) -> None:
        if provider_id and self.get(Provider, provider_id).committee != host:
            raise ProviderOfAnotherCommittee

    def _change_room_of(self, exchange_id: UUID) -> Room:
        """The room in which the exchange's student stays, with who else may speak for the stay."""
        room_id = self.views.room_of(exchange_id)
        if room_id is None:
            raise StayUnknown(exchange_id=exchange_id)
        student_id = self.get(Room, room_id).stay_of(exchange_id).student_id
        guide_id = self.views.guide_of(exchange_id, self.actor.person_id)
        return self.change(Room, room_id, student_id=student_id, guide_person_id=guide_id)

    def _room_proposed(self, room_id: UUID) -> Room:
        room = self.find(Room, room_id)
        if room is None:
            raise RoomUnknown(room_id=room_id)
        return room

    def _contact_proposed(self, contact_person_id: UUID) -> ContactPerson:
        contact = self.find(ContactPerson, contact_person_id)
        if contact is None:
            raise ContactPersonUnknown(contact_person_id=contact_person_id)
        return contact

    def _present_contact(self, contact_person_id: UUID, placement_id: UUID) -> ContactPerson | None:
        """Who cares for the placement now: from the first one, from hand to hand."""
        contact = self.find(ContactPerson, contact_person_id)
        while contact and (successor_id := contact.successor_for(placement_id)):
            contact = self.find(ContactPerson, successor_id)
        return contact
