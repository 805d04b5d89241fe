"""Contact persons: local students who take care of incoming students, a few at a time."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.housing.domain.committee import Committee
from services.housing.domain.duty import Duty, DutyState, peak_load
from services.housing.domain.placement import Placement
from services.housing.errors import (
    AlreadyExists,
    ContactPersonFullyLoaded,
    ContactPersonHasRetired,
    ContactPersonOfAnotherCommittee,
    DutyUnknown,
    LoadLimitTooLow,
    SameContactPerson,
)


class ContactPerson(Aggregate):
    """A local student of a committee. On no day are there more duties than the load limit.

    A duty that was handed over remembers who took it: so whoever knows the first contact
    person of a placement finds the present one by asking from hand to hand.
    """

    TOPIC = "housing:ContactPerson"

    @staticmethod
    def create_id(person_id: UUID, committee: Committee) -> UUID:
        """One contact person per person and committee: nobody doubles their load limit."""
        return uuid5(committee.lc_id, f"contact_person/{person_id}")

    @classmethod
    def enrol(cls, person_id: UUID, committee: Committee, load_limit: int) -> "ContactPerson":
        """A local student becomes a contact person."""
        check_load_limit(load_limit)
        return cls(person_id=person_id, committee=committee, load_limit=load_limit)

    @event("Created", topic="housing:ContactPerson.Created")
    def __init__(self, person_id: UUID, committee: Committee, load_limit: int) -> None:
        self.person_id = person_id
        self.committee = committee
        self.lc_id = committee.lc_id
        self.nmo_id = committee.nmo_id
        self.load_limit = load_limit
        self.has_retired = False
        self.duties: dict[UUID, Duty] = {}

    # -- being a contact person -------------------------------------------------------------------

    def set_load_limit(self, load_limit: int) -> None:
        """From now on so many exchanges at a time; what was taken on stays."""
        check_load_limit(load_limit)
        if load_limit != self.load_limit:
            self._set_load_limit(load_limit, self.committee)

    @event("LoadLimitSet", topic="housing:ContactPerson.LoadLimitSet")
    def _set_load_limit(self, load_limit: int, committee: Committee) -> None:
        self.load_limit = load_limit

    def retire(self) -> None:
        """Take no more students; what was taken on stays, until it is over or handed over."""
        if not self.has_retired:
            self._retire(self.committee)

    @event("Retired", topic="housing:ContactPerson.Retired")
    def _retire(self, committee: Committee) -> None:
        self.has_retired = True

    def come_back(self, load_limit: int) -> None:
        """Take students again after having retired."""
        if not self.has_retired:
            raise AlreadyExists(what="contact person")
        check_load_limit(load_limit)
        self._come_back(self.person_id, load_limit, self.committee)

    @event("CameBack", topic="housing:ContactPerson.CameBack")
    def _come_back(self, person_id: UUID, load_limit: int, committee: Committee) -> None:
        self.load_limit = load_limit
        self.has_retired = False

    # -- caring for a placement -------------------------------------------------------------------

    def hold(self, placement: Placement) -> None:
        """Stay free for a placement; refused when fully loaded on some day of it."""
        if placement.placement_id in self.duties:
            return
        self._must_be_free_for(placement)
        self._hold(placement, self.person_id, self.committee)

    @event("Held", topic="housing:ContactPerson.Held")
    def _hold(self, placement: Placement, person_id: UUID, committee: Committee) -> None:
        self.duties[placement.placement_id] = Duty(placement)

    def assign(self, placement_id: UUID) -> None:
        """The held duty is for certain. Without a held duty there is nothing to assign."""
        duty = self.duties.get(placement_id)
        if duty and duty.state is DutyState.HELD:
            self._assign(placement_id, duty.exchange_id, self.person_id, self.committee)

    @event("Assigned", topic="housing:ContactPerson.Assigned")
    def _assign(
        self, placement_id: UUID, exchange_id: UUID, person_id: UUID, committee: Committee
    ) -> None:
        self.duties[placement_id] = self.duties[placement_id].assigned()

    def release(self, placement_id: UUID, reason: str) -> None:
        """The placement is off."""
        duty = self.duties.get(placement_id)
        if duty and duty.is_active:
            exchange_id = duty.exchange_id
            self._release(placement_id, exchange_id, reason, self.person_id, self.committee)

    @event("Released", topic="housing:ContactPerson.Released")
    def _release(
        self,
        placement_id: UUID,
        exchange_id: UUID,
        reason: str,
        person_id: UUID,
        committee: Committee,
    ) -> None:
        self.duties[placement_id] = self.duties[placement_id].released()

    def duty_for(self, exchange_id: UUID) -> Duty:
        """What this contact person does for the exchange. Raises DutyUnknown."""
        for duty in self.duties.values():
            if duty.exchange_id == exchange_id and duty.is_active:
                return duty
        raise DutyUnknown(exchange_id=exchange_id)

    def successor_for(self, placement_id: UUID) -> UUID | None:
        """Who took the placement over from this contact person, if anybody did."""
        duty = self.duties.get(placement_id)
        return duty.successor_id if duty else None

    # -- colleagues -------------------------------------------------------------------------------

    def hand_over(self, exchange_id: UUID, successor: "ContactPerson") -> None:
        """A colleague takes the exchange over, as far as it is; refused when they cannot."""
        duty = self.duty_for(exchange_id)
        self._must_be_colleague_of(successor)
        successor.take_over(duty)
        self._hand_over(
            duty.placement.placement_id, exchange_id, successor.id, self.person_id, self.committee
        )

    @event("HandedOver", topic="housing:ContactPerson.HandedOver")
    def _hand_over(
        self,
        placement_id: UUID,
        exchange_id: UUID,
        successor_id: UUID,
        person_id: UUID,
        committee: Committee,
    ) -> None:
        self.duties[placement_id] = self.duties[placement_id].handed_over(successor_id)

    def take_over(self, duty: Duty) -> None:
        """Take a colleague's duty, also one that was one's own before."""
        self._must_be_free_for(duty.placement)
        self._hold(duty.placement, self.person_id, self.committee)
        if duty.state is DutyState.ASSIGNED:
            self.assign(duty.placement.placement_id)

    def name_backup(self, exchange_id: UUID, backup: "ContactPerson") -> None:
        """A colleague steps in when this one cannot; that does not count as a duty."""
        duty = self.duty_for(exchange_id)
        self._must_be_colleague_of(backup)
        backup.must_not_have_retired()
        if duty.backup_id != backup.id:
            placement_id = duty.placement.placement_id
            self._name_backup(
                placement_id, exchange_id, backup.id, backup.person_id, self.committee
            )

    @event("BackupNamed", topic="housing:ContactPerson.BackupNamed")
    def _name_backup(
        self,
        placement_id: UUID,
        exchange_id: UUID,
        backup_id: UUID,
        backup_person_id: UUID,
        committee: Committee,
    ) -> None:
        self.duties[placement_id] = self.duties[placement_id].backed_up_by(backup_id)

    # -- guards -----------------------------------------------------------------------------------

    def must_not_have_retired(self) -> None:
        """Refuse somebody who takes no more students."""
        if self.has_retired:
            raise ContactPersonHasRetired

    def _must_be_free_for(self, placement: Placement) -> None:
        period = placement.period
        if placement.hosting_lc_id != self.lc_id:
            raise ContactPersonOfAnotherCommittee
        self.must_not_have_retired()
        if peak_load(self.duties.values(), period) >= self.load_limit:
            raise ContactPersonFullyLoaded(limit=self.load_limit)

    def _must_be_colleague_of(self, other: "ContactPerson") -> None:
        if other.id == self.id:
            raise SameContactPerson
        if other.lc_id != self.lc_id:
            raise ContactPersonOfAnotherCommittee


def check_load_limit(load_limit: int) -> None:
    """Refuse a load limit that would let nobody in."""
    if load_limit < 1:
        raise LoadLimitTooLow
