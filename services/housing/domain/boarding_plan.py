"""Boarding: meals at a place, or pocket money. What a student may not eat is in the vault."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.housing.domain.committee import Committee
from services.housing.domain.currencies import CURRENCIES
from services.housing.errors import (
    BoardingClosed,
    MealsIncomplete,
    PocketMoneyIncomplete,
    UnknownCurrency,
)


class BoardingKind(StrEnum):
    """How a student is boarded."""

    MEALS = "meals"
    POCKET_MONEY = "pocket_money"


@dataclass(frozen=True)
class Boarding:
    """What is planned. ``diet_catered`` says only whether the student's diet is seen to."""

    kind: BoardingKind
    meals_per_working_day: int
    where: str
    amount: Decimal | None
    currency: str
    diet_catered: bool | None
    provider_id: UUID | None

    def check(self) -> None:
        """Refuse what would leave the student hungry."""
        if self.kind is BoardingKind.MEALS:
            self._check_meals()
        else:
            self._check_pocket_money()

    def _check_meals(self) -> None:
        if self.meals_per_working_day < 1 or not self.where.strip():
            raise MealsIncomplete

    def _check_pocket_money(self) -> None:
        if self.amount is None or self.amount <= 0:
            raise PocketMoneyIncomplete
        if self.currency not in CURRENCIES:
            raise UnknownCurrency(currency=self.currency)


class BoardingPlan(Aggregate):
    """What the student of an exchange eats; it can be changed until the stay's last day."""

    TOPIC = "housing:BoardingPlan"

    @staticmethod
    def create_id(exchange_id: UUID) -> UUID:
        """An exchange has one boarding plan."""
        return uuid5(exchange_id, "boarding")

    @classmethod
    def draw_up(cls, exchange_id: UUID, committee: Committee, boarding: Boarding) -> "BoardingPlan":
        """The first plan for an exchange."""
        boarding.check()
        return cls(exchange_id=exchange_id, committee=committee, boarding=boarding)

    @event("Created", topic="housing:BoardingPlan.Created")
    def __init__(self, exchange_id: UUID, committee: Committee, boarding: Boarding) -> None:
        self.exchange_id = exchange_id
        self.committee = committee
        self.boarding = boarding

    def change(
        self, committee: Committee, boarding: Boarding, last_day: date | None, today: date
    ) -> None:
        """Another plan. ``last_day`` is the stay's, if a stay is known."""
        if last_day and today > last_day:
            raise BoardingClosed(last_day=last_day)
        boarding.check()
        if boarding != self.boarding:
            self._change(self.exchange_id, committee, boarding)

    @event("Changed", topic="housing:BoardingPlan.Changed")
    def _change(self, exchange_id: UUID, committee: Committee, boarding: Boarding) -> None:
        self.committee = committee
        self.boarding = boarding
