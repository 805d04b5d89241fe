"""The page of one step of an exchange."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.views.keyset import Row
from gateway.web.language import marked
from gateway.web.pages.committee.area import COMMITTEE, EXCHANGE, LOCAL
from gateway.web.pages.committee.case import an_exchange_at, case_of
from gateway.web.pages.committee.steps import STEPS
from gateway.web.pages.committee.task import Thing, named, taken
from gateway.web.registry.page import Example, Looking


def a_boarding_plan(looking: Looking) -> dict[str, Any]:
    """Boarding of a student who is expected."""
    found = an_exchange_at("accepted", "confirmed", "cleared", "in_progress")(looking)
    return {**found, "name": "boarding"}


@COMMITTEE.page(
    "/committee/exchanges/<uuid:exchange_id>/<string(maxlength=20):name>",
    marked("A step of the exchange"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(a_boarding_plan),
)
def step(exchange_id: UUID, name: str) -> Response:
    """Take a step, or see what it needs."""
    task = named(STEPS, name)
    return taken(task, thing_of(case_of(exchange_id)))


def thing_of(case: Row) -> Thing:
    """The exchange as what a task is about."""
    name = case["name"] or case["number"]
    return Thing(case, name, EXCHANGE, {"exchange_id": case["exchange_id"]})
