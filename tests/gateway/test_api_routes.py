"""The route table: complete, unambiguous, and fitting the commands."""

import re
from collections import Counter
from importlib import import_module
from uuid import uuid4

import pytest

from gateway.api import BASE, documents, session
from gateway.api.routes import ROUTES
from gateway.api.routes.route import Route
from services.hosting.commands import Command
from services.hosting.service_list import NAMES, service_class
from tests.gateway.api_bench import ApiBench

# How services reach a person, and how the pages let somebody in: nothing for clients.
INTERNAL = {
    "people.contact_card",
    "people.issue_link",
    "people.issue_password_link",
    "people.open_link",
}


METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"}
ALL_ROUTES = (*ROUTES, *session.ROUTES, *documents.ROUTES)


def name_of(service: str, command: type[Command]) -> str:
    return f"{service}.{command.command_name()}"


def all_commands() -> set[str]:
    return {
        f"{service}.{name}"
        for service in NAMES
        for name in import_module(f"services.{service}.schemas").COMMANDS
    }


def test_every_command_has_exactly_one_route() -> None:
    routed = [name_of(route.service, route.command) for route in ALL_ROUTES]

    assert {name: count for name, count in Counter(routed).items() if count > 1} == {}
    assert set(routed) == all_commands() - INTERNAL


def test_internal_commands_exist() -> None:
    assert all_commands() >= INTERNAL


def test_no_two_routes_share_method_and_address(api: ApiBench) -> None:
    """Queries of the gateway among them, whatever they call the parts of an address."""
    addresses = Counter(
        (method, re.sub(r"<[^>]*>", "<>", rule.rule))
        for rule in api.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )

    assert [address for address, count in addresses.items() if count > 1] == []


@pytest.mark.parametrize("route", ALL_ROUTES, ids=lambda r: name_of(r.service, r.command))
def test_what_the_address_gives_are_fields_of_the_command(route: Route) -> None:
    assert set(route.parameters) <= set(route.command().fields)


@pytest.mark.parametrize("route", ALL_ROUTES, ids=lambda r: name_of(r.service, r.command))
def test_a_route_leads_to_an_entrypoint_with_its_schema(route: Route) -> None:
    entrypoint = getattr(service_class(route.service), route.command.command_name())

    assert entrypoint.schema is route.command


def test_a_method_that_an_address_does_not_know_is_refused_with_those_it_knows(
    api: ApiBench,
) -> None:
    description = api.client.get(f"{BASE}/openapi.json").json
    assert description
    for path, item in description["paths"].items():
        known = METHODS & {name.upper() for name in item}
        for method in METHODS - known:
            answer = api.client.open(an_address(path), method=method)
            assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed"), path
            assert known <= set(answer.headers["Allow"].split(", ")), path


def an_address(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda part: "1" if part[1] == "number" else str(uuid4()), path)
