"""Contracts: how many students one organisation may send to another in a season."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.applications.domain.rules import season_bounds
from services.applications.errors import (
    ContractAlreadySigned,
    ContractFull,
    ContractIsClosed,
    ContractNotInForce,
    ContractWithOneself,
    NotPartyToContract,
    PlacesStillTaken,
)


class ContractKind(StrEnum):
    """Whether a student comes back for each one sent."""

    BILATERAL = "bilateral"
    UNILATERAL = "unilateral"


class Place(StrEnum):
    """What has become of a place that was given."""

    ASSIGNED = "assigned"
    USED = "used"
    LOST = "lost"


@dataclass(frozen=True)
class Between:
    """The two organisations of a contract, in the direction of travel."""

    sending_nmo_id: UUID
    hosting_nmo_id: UUID


class Contract(Aggregate):
    """Places for students of one organisation with another, in one season, in one direction.

    proposed → signed by both (in force) → closed; a place open → assigned → used | lost | open.
    A place is lost when the student did not come.
    """

    TOPIC = "applications:Contract"

    @staticmethod
    def create_id(between: Between, season: str, kind: ContractKind) -> UUID:
        """One contract per direction, season and kind."""
        return uuid5(between.sending_nmo_id, f"{between.hosting_nmo_id}/{season}/{kind}")

    @classmethod
    def propose(
        cls, between: Between, season: str, kind: ContractKind, places: int, proposed_by: UUID
    ) -> "Contract":
        """A contract that both organisations have yet to sign."""
        if between.sending_nmo_id == between.hosting_nmo_id:
            raise ContractWithOneself
        if proposed_by not in (between.sending_nmo_id, between.hosting_nmo_id):
            raise NotPartyToContract(nmo_id=proposed_by)
        season_bounds(season)
        return cls(between, season, kind, places, proposed_by)

    @event("Created", topic="applications:Contract.Created")
    def __init__(
        self, between: Between, season: str, kind: ContractKind, places: int, proposed_by: UUID
    ) -> None:
        self.between = between
        self.season = season
        self.kind = kind
        self.places = places
        self.proposed_by = proposed_by
        self.signed_by: set[UUID] = set()
        self.is_closed = False
        self.given: dict[UUID, Place] = {}

    @property
    def sending_nmo_id(self) -> UUID:
        """Whose students travel."""
        return self.between.sending_nmo_id

    @property
    def hosting_nmo_id(self) -> UUID:
        """Who takes them."""
        return self.between.hosting_nmo_id

    @property
    def is_in_force(self) -> bool:
        """Whether both organisations have signed."""
        return len(self.signed_by) == 2

    @property
    def is_unilateral(self) -> bool:
        """Whether nobody comes back."""
        return self.kind is ContractKind.UNILATERAL

    def sign(self, nmo_id: UUID) -> None:
        """Sign for one of the two organisations."""
        self._must_be_party_to_open_contract(nmo_id)
        if nmo_id in self.signed_by:
            raise ContractAlreadySigned
        self._sign(nmo_id, len(self.signed_by) == 1, self.between)

    @event("Signed", topic="applications:Contract.Signed")
    def _sign(self, signed_by: UUID, is_in_force: bool, between: Between) -> None:
        self.signed_by.add(signed_by)

    def check_amendment(self, places: int, nmo_id: UUID) -> None:
        """Refuse a number of places that cannot be agreed on."""
        self._must_be_party_to_open_contract(nmo_id)
        if places < len(self.given):
            raise PlacesStillTaken(taken=len(self.given), places=places)

    def amend(self, places: int) -> None:
        """Both organisations have asked for this number of places."""
        self._amend(places, self.between)

    @event("Amended", topic="applications:Contract.Amended")
    def _amend(self, places: int, between: Between) -> None:
        self.places = places

    def close(self, reason: str) -> None:
        """Give no more places; those that are given go on."""
        self._must_be_open()
        self._close(reason, self.between)

    @event("Closed", topic="applications:Contract.Closed")
    def _close(self, reason: str, between: Between) -> None:
        self.is_closed = True

    def assign(self, exchange_id: UUID) -> None:
        """Give a place to an exchange; refused when there is none left."""
        if exchange_id in self.given:
            return
        self._must_be_open()
        if not self.is_in_force:
            raise ContractNotInForce
        if len(self.given) >= self.places:
            raise ContractFull(places=self.places)
        self._assign(exchange_id, self.between)

    @event("PlaceAssigned", topic="applications:Contract.PlaceAssigned")
    def _assign(self, exchange_id: UUID, between: Between) -> None:
        self.given[exchange_id] = Place.ASSIGNED

    def use(self, exchange_id: UUID) -> None:
        """The student has arrived."""
        if self._is_assigned_to(exchange_id):
            self._use(exchange_id, self.between)

    @event("PlaceUsed", topic="applications:Contract.PlaceUsed")
    def _use(self, exchange_id: UUID, between: Between) -> None:
        self.given[exchange_id] = Place.USED

    def lose(self, exchange_id: UUID, reason: str) -> None:
        """The student did not come, and nobody else can: the place stays taken."""
        if self._is_assigned_to(exchange_id):
            self._lose(exchange_id, reason, self.between)

    @event("PlaceLost", topic="applications:Contract.PlaceLost")
    def _lose(self, exchange_id: UUID, reason: str, between: Between) -> None:
        self.given[exchange_id] = Place.LOST

    def release(self, exchange_id: UUID, reason: str) -> None:
        """Open an assigned place again; a place that was used or lost stays so."""
        if self._is_assigned_to(exchange_id):
            self._release(exchange_id, reason, self.between)

    @event("PlaceReleased", topic="applications:Contract.PlaceReleased")
    def _release(self, exchange_id: UUID, reason: str, between: Between) -> None:
        self.given.pop(exchange_id, None)

    def _is_assigned_to(self, exchange_id: UUID) -> bool:
        return self.given.get(exchange_id) is Place.ASSIGNED

    def _must_be_open(self) -> None:
        if self.is_closed:
            raise ContractIsClosed

    def _must_be_party_to_open_contract(self, nmo_id: UUID) -> None:
        if nmo_id not in (self.sending_nmo_id, self.hosting_nmo_id):
            raise NotPartyToContract(nmo_id=nmo_id)
        self._must_be_open()
