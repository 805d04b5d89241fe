"""Boarding plans: at least a meal per working day and where, or pocket money in a currency."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from services.housing.domain import Boarding, BoardingKind, BoardingPlan
from services.housing.errors import (
    BoardingClosed,
    MealsIncomplete,
    PocketMoneyIncomplete,
    UnknownCurrency,
)
from tests.support.aggregates import names_of, replayed, state_of
from tests.unit.housing.given import COMMITTEE, JULY

EXCHANGE = uuid4()


def meals(number: int = 1, where: str = "Hospital canteen") -> Boarding:
    return Boarding(BoardingKind.MEALS, number, where, None, "", True, None)


def money(amount: str | None = "180.00", currency: str = "EUR") -> Boarding:
    value = Decimal(amount) if amount else None
    return Boarding(BoardingKind.POCKET_MONEY, 0, "", value, currency, None, None)


def plan(boarding: Boarding) -> BoardingPlan:
    return BoardingPlan.draw_up(EXCHANGE, COMMITTEE, boarding)


def test_an_exchange_has_one_plan():
    assert plan(meals()).id == plan(money()).id == BoardingPlan.create_id(EXCHANGE)


@pytest.mark.parametrize("boarding", [meals(0), meals(1, where=""), meals(1, where="  ")])
def test_meals_need_their_number_and_place(boarding):
    with pytest.raises(MealsIncomplete):
        plan(boarding)


@pytest.mark.parametrize("boarding", [money(None), money("0"), money("-5")])
def test_pocket_money_needs_an_amount(boarding):
    with pytest.raises(PocketMoneyIncomplete):
        plan(boarding)


@pytest.mark.parametrize("currency", ["", "XYZ", "eur", "XAU"])
def test_pocket_money_is_in_a_currency_of_iso_4217(currency):
    with pytest.raises(UnknownCurrency):
        plan(money(currency=currency))


def test_meals_can_become_pocket_money():
    boarding_plan = plan(meals())

    boarding_plan.change(COMMITTEE, money(), last_day=JULY.end, today=JULY.end)

    assert boarding_plan.boarding == money()


def test_a_plan_can_be_changed_while_no_stay_is_known():
    boarding_plan = plan(meals())

    boarding_plan.change(COMMITTEE, meals(2), last_day=None, today=JULY.end)

    assert boarding_plan.boarding == meals(2)


def test_a_plan_cannot_be_changed_after_the_stay():
    with pytest.raises(BoardingClosed, match="2027-07-28"):
        plan(meals()).change(COMMITTEE, money(), JULY.end, today=JULY.end + timedelta(days=1))


def test_a_change_for_the_worse_is_refused_like_a_plan():
    with pytest.raises(MealsIncomplete):
        plan(meals()).change(COMMITTEE, meals(0), last_day=None, today=JULY.start)


def test_planning_the_same_again_changes_nothing():
    boarding_plan = plan(money("180.00"))

    boarding_plan.change(COMMITTEE, money("180"), last_day=None, today=JULY.start)

    assert names_of(boarding_plan) == ["Created"]


def test_a_plan_is_the_same_after_replay():
    boarding_plan = plan(meals())
    boarding_plan.change(COMMITTEE, money(), last_day=None, today=JULY.start)

    assert state_of(replayed(boarding_plan.pending_events)) == state_of(boarding_plan)
