"""The whole table command x role: allowed for the right unit in the term, refused otherwise.

Every command's own ``by`` is put before the check that all use cases share, with every role
held rightly, for another unit, too early, too late, and not at all. Then every route is asked
over HTTP by nobody and by somebody without any role.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from marshmallow import fields

from gateway.api import documents
from gateway.api.routes import ROUTES
from gateway.api.routes.route import Route
from services.contracts.errors import NotPermitted
from services.contracts.roles import (
    ANONYMOUS,
    PERSONAL_ROLES,
    SYSTEM,
    Actor,
    Grant,
    Role,
)
from services.eventlog.log import EventLog
from services.hosting.clock import SetClock
from services.hosting.commands import Command, Order
from services.hosting.storage_state import StorageState
from services.hosting.stores import SQLiteStores
from services.hosting.units_of_work import Tools
from services.hosting.use_cases import UseCases
from tests.gateway.api_bench import ApiBench
from tests.gateway.example_data import example_of
from tests.support.bench import A_DAY_IN_SPRING
from tools.handbook.permissions import ROLES, commands

TODAY = A_DAY_IN_SPRING.date()
A_DAY = timedelta(days=1)
IN_TERM = (TODAY - A_DAY, TODAY + A_DAY)
LAST_DAY = (TODAY - A_DAY, TODAY)
FIRST_DAY = (TODAY, TODAY + A_DAY)
TOO_EARLY = (TODAY + A_DAY, TODAY + 9 * A_DAY)
TOO_LATE = (TODAY - 9 * A_DAY, TODAY - A_DAY)

COMMANDS = {f"{service}.{name}": command for service, name, command in commands()}


class Door(UseCases):
    """A use case that asks whether the actor may, and nothing else."""

    name = "door"

    def knock(self, **units: UUID) -> dict[str, bool]:
        """Whether the actor may pass. Raises NotPermitted."""
        self.permit(**units)
        return {"may_pass": True}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    stores = SQLiteStores(Path(tmp_path_factory.mktemp("door")))
    recorder, engine = stores.recorder("door"), stores.engine("door")
    recorder.create_tables()
    clock = SetClock(A_DAY_IN_SPRING)
    log, storage = EventLog(recorder), StorageState()
    yield Door(Tools(log, lambda: None, engine, storage, clock, uuid4, {}, lambda *_: None))
    recorder.close()
    engine.dispose()


class Check:
    """One command's permissions, put before the door: units get ids, each attribute its own."""

    def __init__(self, door: Door, command: type[Command]) -> None:
        self.by = command.by
        self.units = {attribute: uuid4() for attribute in self.by.values() if attribute}
        members: dict[str, Any] = {name: fields.UUID() for name in self.units}
        self._knock = type("Knock", (Command,), {"by": command.by, **members})
        self._door = door

    def may(self, actor: Actor) -> bool:
        """Whether the actor may send the command about these units."""
        data = {name: str(unit) for name, unit in self.units.items()}
        try:
            self._door.ask(self._knock, Order(data, actor, ""))
        except NotPermitted:
            return False
        return True

    def unit_of(self, role: Role) -> UUID | None:
        """The unit (or person) that the command wants the role for."""
        attribute = self.by[role]
        return self.units[attribute] if attribute else None


def holding(role: Role, unit_id: UUID | None, term: tuple[date, date] = IN_TERM) -> Actor:
    """An officer with one grant; somebody in a personal role is that person."""
    if role in PERSONAL_ROLES:
        assert unit_id is not None
        return Actor(unit_id)
    return Actor(uuid4(), (Grant(role, unit_id, *term),))


@pytest.fixture(params=COMMANDS.values(), ids=COMMANDS)
def check(request: pytest.FixtureRequest, door: Door) -> Check:
    return Check(door, request.param)


def test_who_is_named_may_for_the_right_unit_in_the_term(check: Check) -> None:
    for role in set(check.by) - {Role.SYSTEM}:
        for term in (IN_TERM, FIRST_DAY, LAST_DAY):
            assert check.may(holding(role, check.unit_of(role), term)), role


def test_for_another_unit_or_person_nobody_may(check: Check) -> None:
    for role in set(check.by) - {Role.SYSTEM}:
        assert not check.may(holding(role, uuid4())), role


def test_before_and_after_the_term_no_officer_may(check: Check) -> None:
    for role in set(check.by) - PERSONAL_ROLES - {Role.SYSTEM}:
        for term in (TOO_EARLY, TOO_LATE):
            assert not check.may(holding(role, check.unit_of(role), term)), role


def test_a_role_for_a_unit_is_none_for_the_programme_and_the_other_way_round(
    check: Check,
) -> None:
    for role in set(check.by) - PERSONAL_ROLES - {Role.SYSTEM}:
        other = None if check.by[role] else uuid4()
        assert not check.may(holding(role, other)), role


def test_no_other_role_may_whatever_it_is_held_for(check: Check) -> None:
    officers = set(ROLES) - PERSONAL_ROLES
    for role in officers - set(check.by):
        for unit_id in (None, *check.units.values()):
            assert not check.may(holding(role, unit_id)), role


def test_being_a_person_that_is_not_named_as_such_gives_nothing(check: Check) -> None:
    as_a_person = {check.by[role] for role in set(check.by) & PERSONAL_ROLES}
    for attribute in set(check.units) - as_a_person:
        assert not check.may(Actor(check.units[attribute])), attribute


def test_nobody_may_without_signing_in_and_the_system_always_may(check: Check) -> None:
    assert not check.may(ANONYMOUS)
    assert check.may(SYSTEM)


def test_every_command_says_who_may_send_it() -> None:
    assert [name for name, command in COMMANDS.items() if not command.by] == []


# -- over HTTP -------------------------------------------------------------------------------------

CLOSED = tuple(route for route in (*ROUTES, *documents.ROUTES) if not route.is_open)


def asked(api: ApiBench, route: Route, who: UUID | None) -> tuple[int, int]:
    """The status of a well-formed request, and how many events were recorded because of it."""
    data = example_of(route.command)
    address = route.shown_path.format(**{name: data.pop(name) for name in route.parameters})
    sent = {"query_string": data} if route.method == "GET" else {"json": data}
    before = events(api)
    response = api.call(route.method, address, who, **sent)
    return response.status_code, events(api) - before


def events(api: ApiBench) -> int:
    return sum(host.recorder.max_notification_id() or 0 for host in api.home.hosts.values())


def test_no_route_does_anything_for_who_is_not_signed_in(api: ApiBench) -> None:
    for route in CLOSED:
        assert asked(api, route, None) == (401, 0), route


REFUSED = (403, 404)
ABOUT_NOBODY = ("view_people", 200)  # leaves out whom the actor may not see: here everybody


def test_no_route_does_anything_for_who_holds_no_role(api: ApiBench) -> None:
    stranger = api.person()
    for route in CLOSED:
        status, recorded = asked(api, route, stranger)
        is_refused = status in REFUSED or (route.command.command_name(), status) == ABOUT_NOBODY
        assert is_refused, (route, status)
        assert recorded == 0, route
