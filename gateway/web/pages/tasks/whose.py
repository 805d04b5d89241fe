"""Whose task it is, and what its helper may know of the student.

What comes from the vault is asked for with the purpose of the helper's role, each look is
recorded, and nothing of it is kept. Where the vault tells nothing (not yet, or not any more),
the page does without.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.web.forms.sending import send
from gateway.web.naming import display_name
from gateway.web.registry.page import Example, Looking
from services.contracts.roles import Role
from services.people.schemas import ViewPeople

PURPOSES = {
    Role.MENTOR: "placement",
    Role.CONTACT_PERSON: "arrival",
    Role.PROVIDER: "housing",
}
TOLD = ("given_name", "native_name", "phone", "languages", "diet")
JOURNEY = ("day", "time", "place", "number")


def task_of(exchange_id: UUID, role: Role | None = None) -> Row:
    """The visitor's task in an exchange, perhaps in a certain role. Raises NotFound."""
    actor = current_actor()
    row = views().tasks.one(exchange_id, actor)
    is_theirs = row is not None and (role is None or role in row["roles"])
    return {**found(row if is_theirs else None, "task", exchange_id), "helper_id": actor.person_id}


def placement_of(task: Row) -> Row:
    """What is held for the exchange at present, with the answers so far; empty for nothing."""
    visible = views().visibility.exchanges(current_actor(), today())
    placement_id = task["placement_id"]
    placement = views().placements.one(placement_id, visible) if placement_id else None
    return placement or {"bed": None, "slot": None, "contact_persons": []}


def students_of(tasks: Iterable[Row], *fields: str) -> dict[UUID, Row]:
    """By student: what the vault tells the visitor of them, as who they are in these tasks."""
    known: dict[UUID, Row] = {}
    rows = list(tasks)
    for role, purpose in PURPOSES.items():
        ids = {row["student_id"] for row in rows if role in row["roles"]}
        for person_id, data in _told(ids, purpose, fields).items():
            known[person_id] = {**known.get(person_id, {}), **data}
    return {person_id: _as_shown(data) for person_id, data in known.items()}


def _as_shown(data: Row) -> Row:
    """What is known with a name to call the student by, and None for what is not told."""
    arrival = {**dict.fromkeys(JOURNEY), **(data.get("arrival") or {})}
    return {**dict.fromkeys(TOLD), **data, "arrival": arrival, "name": display_name(data)}


def _told(ids: set[UUID], purpose: str, fields: tuple[str, ...]) -> dict[UUID, dict[str, Any]]:
    if not ids:
        return {}
    asked = {"person_ids": sorted(map(str, ids)), "purpose": purpose, "fields_asked": list(fields)}
    people = send("people", ViewPeople, asked)["people"]
    return {UUID(str(one["person_id"])): one["data"] for one in people}


def student_of(task: Row) -> Row:
    """What the visitor may know of the student of a task."""
    return students_of([task]).get(task["student_id"], _as_shown({}))


def task_example(role: Role, *stages: str) -> Example:
    """A task of that role in the sample season; at one of these stages, if stages are given."""

    def first(looking: Looking) -> dict[str, Any]:
        exchange = looking.views.exchanges.exchanges.c
        helps = looking.views.visibility.tasks(looking.actor)[role]
        found = select(exchange.exchange_id).where(helps, exchange.stage.in_(stages))
        with looking.views.read() as connection:
            ordered = found.order_by(exchange.number).limit(1)
            return {"exchange_id": connection.execute(ordered).scalar_one()}

    return Example(first, role.value)
