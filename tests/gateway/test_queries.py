"""What the gateway answers by itself: complete, guarded, documented."""

from typing import Any

import pytest
from marshmallow import Schema, fields

from gateway.api import page_schema
from gateway.api.queries import AREAS, conditions, contracts, organisations, people, public
from gateway.api.queries import catalogue_shapes as catalogue
from gateway.api.queries import exchange_shapes as exchanges
from gateway.api.queries import housing_shapes as housing
from gateway.api.queries import placement_shapes as placements
from gateway.api.queries.history import HISTORY
from tests.gateway.queries_bench import World, filled
from tests.gateway.told_facts import Season

PERIOD = "start=2027-07-01&end=2027-07-28"

# The address of every question, filled in from the season; what it answers; who may ask.
QUESTIONS: list[tuple[str, type[Schema], str]] = [
    ("/projects", page_schema(catalogue.ListedProject), "all"),
    ("/projects/all", page_schema(catalogue.ListedProject), "signed in"),
    ("/projects/facets", catalogue.Facets, "all"),
    ("/projects/{project}", catalogue.Project, "all"),
    ("/slots/free?committee={lc}&" + PERIOD, catalogue.FreeSlots, "signed in"),
    ("/organisations", page_schema(organisations.Organisation), "all"),
    ("/organisations/{nmo}", organisations.Organisation, "all"),
    ("/organisations/{nmo}/committees", page_schema(organisations.Committee), "all"),
    ("/organisations/{nmo}/officers", organisations.Officers, "signed in"),
    ("/organisations/{nmo}/conditions", conditions.Versions, "all"),
    ("/committees", page_schema(organisations.Committee), "all"),
    ("/committees/{lc}", organisations.Committee, "all"),
    ("/committees/{lc}/officers", organisations.Officers, "signed in"),
    ("/committees/{lc}/mentors", organisations.Mentors, "signed in"),
    ("/committees/{lc}/providers", housing.Providers, "signed in"),
    ("/mentors/{mentor}", organisations.Mentor, "theirs"),
    ("/providers/{provider}", housing.Provider, "theirs"),
    ("/conditions?season=2026-2027", page_schema(conditions.Conditions), "all"),
    ("/conditions/{conditions}/versions/1", conditions.Conditions, "all"),
    ("/conditions/comparison?nmo={nmo}&nmo={sending}", conditions.Comparison, "all"),
    ("/contracts", page_schema(contracts.Contract), "signed in"),
    ("/contracts/{contract}", contracts.Contract, "theirs"),
    ("/exchanges", page_schema(exchanges.ListedExchange), "signed in"),
    ("/exchanges/{exchange}", exchanges.Exchange, "theirs"),
    ("/exchanges/{exchange}/timeline", page_schema(exchanges.TimelineEntry), "theirs"),
    ("/exchanges/{exchange}/logbook", exchanges.Logbook, "theirs"),
    ("/exchanges/{exchange}/boarding", exchanges.Boarding, "theirs"),
    ("/exchanges/{exchange}/placements", placements.Placements, "theirs"),
    ("/exchanges/{exchange}/certificate", exchanges.Certificate, "theirs"),
    ("/placements/{placement}", placements.Placement, "theirs"),
    ("/board?month=2027-07", page_schema(placements.Incoming), "signed in"),
    ("/rooms", page_schema(housing.ListedRoom), "signed in"),
    ("/rooms/{room}", housing.Room, "theirs"),
    ("/rooms/free?committee={lc}&" + PERIOD, housing.FreeRooms, "signed in"),
    ("/contact-persons", page_schema(housing.ListedContactPerson), "signed in"),
    ("/contact-persons/{contact}", housing.ContactPerson, "theirs"),
    ("/contact-persons/free?committee={lc}&" + PERIOD, housing.FreeContactPersons, "signed in"),
    ("/people/me", people.Account, "signed in"),
    ("/people/me/looks", page_schema(people.Look), "signed in"),
    ("/people/{student}", people.Account, "theirs"),
    ("/people/{student}/roles", people.Roles, "signed in"),
    ("/inbox", page_schema(people.Message), "signed in"),
    ("/certificates/SCORE-7K3M-9QXW-2B4D", exchanges.Certificate, "all"),
    ("/statistics", public.Statistics, "all"),
    ("/statistics/late-cards", public.Ledger, "theirs"),
]
OF_ONES_OWN = ("/inbox", "/people/me/looks")
PROTECTED = [address for address, _, who in QUESTIONS if who != "all"]
OWNED = [address for address, _, who in QUESTIONS if who == "theirs"]
OPEN = [address for address, _, who in QUESTIONS if who == "all"]


def missing_fields(schema: Schema, answer: dict[str, Any], path: str = "") -> list[str]:
    """The fields that the documentation promises and the answer does not have."""
    found = []
    for name, field in schema.dump_fields.items():
        if name not in answer:
            found.append(path + name)
        elif isinstance(field, fields.Nested) and answer[name] is not None:
            found += missing_fields(field.schema, answer[name], f"{path}{name}.")
        elif isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
            for item in answer[name]:
                found += missing_fields(field.inner.schema, item, f"{path}{name}.")
    return found


def test_every_question_is_tried_here(world: World) -> None:
    rules = [
        rule.rule
        for rule in world.api.app.url_map.iter_rules()
        for area in AREAS
        if area is not HISTORY and rule.endpoint.startswith(f"{area.blueprint.name}.")
    ]
    assert len(rules) == len(QUESTIONS)


@pytest.mark.parametrize(("address", "schema"), [(a, s) for a, s, _ in QUESTIONS])
def test_every_answer_has_all_that_its_documentation_promises(
    world: World, address: str, schema: type[Schema]
) -> None:
    who = world.season.student if address in OF_ONES_OWN else world.auditor

    response = world.get(address, who)

    assert response.status_code == 200
    assert missing_fields(schema(), response.json) == []
    items = response.json.get("items", ["something"])
    assert items, "nothing was found to be tried"


@pytest.mark.parametrize("address", OPEN)
def test_open_questions_need_nobody_signed_in(world: World, address: str) -> None:
    assert world.get(address).status_code == 200


@pytest.mark.parametrize("address", PROTECTED)
def test_all_other_questions_do(world: World, address: str) -> None:
    response = world.get(address)

    assert (response.status_code, response.json["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("address", OWNED)
def test_what_is_not_yours_is_not_there(world: World, address: str) -> None:
    response = world.get(address, world.stranger)

    assert response.status_code == (403 if "statistics" in address else 404)
    if response.status_code == 404:
        unknown = world.api.get(filled(address, Season()), world.stranger)
        assert unknown.json["code"] == response.json["code"] == "not_found"


@pytest.mark.parametrize(
    "address", ["/contracts", "/exchanges", "/rooms", "/contact-persons", "/inbox",
                "/board?month=2027-07", "/rooms/free?committee={lc}&" + PERIOD,
                "/contact-persons/free?committee={lc}&" + PERIOD],
)  # fmt: skip
def test_lists_hold_nothing_of_others(world: World, address: str) -> None:
    assert world.get(address, world.stranger).json["items"] == []


@pytest.mark.parametrize(
    "address",
    ["/projects/{project}", "/contracts/{contract}", "/exchanges/{exchange}", "/rooms/{room}",
     "/contact-persons/{contact}"],
)  # fmt: skip
def test_an_answer_about_one_thing_has_its_version_as_entity_tag(
    world: World, address: str
) -> None:
    response = world.get(address, world.auditor)

    assert response.headers["ETag"] == f'"{response.json["version"]}"'
    assert response.json["version"] > 0


def test_a_placement_has_no_entity_tag_because_no_command_takes_its_version(
    world: World,
) -> None:
    response = world.get("/placements/{placement}", world.auditor)

    assert "ETag" not in response.headers
    assert "version" not in response.json


@pytest.mark.parametrize("address", [address for address, *_ in QUESTIONS])
def test_mistyped_filters_are_refused(world: World, address: str) -> None:
    mark = "&" if "?" in address else "?"

    response = world.get(address + f"{mark}colour=red", world.auditor)

    assert response.status_code == 422
    assert response.json["details"]["fields"] == {"colour": ["Unknown field."]}


@pytest.mark.parametrize(
    "address",
    [
        "/projects?q=a%00b",
        "/projects?city=%00",
        "/projects?limit=0",
        "/projects?limit=101",
        "/projects?limit=many",
        "/projects?sort=colour",
        "/projects?type=magic",
        "/projects?month=2027-13",
        "/projects?nmo=1",
        "/projects?cursor=nonsense",
        "/projects?places_left=-1",
        "/projects?weeks=x",
        "/exchanges?student=somebody",
        "/exchanges?late=lunch",
        "/exchanges?season=soon",
        "/board",
        "/board?month=July",
        "/slots/free?start=2027-07-01&end=2027-07-28",
        "/rooms/free?committee={lc}&start=2027-07-28&end=2027-07-01",
        "/rooms/free?committee={lc}&start=2027-07-01&end=2029-07-01",
        "/contact-persons/free?committee={lc}&start=9999-12-01&end=9999-12-31",
        "/slots/free?committee={lc}&start=0001-01-01&end=0001-01-02",
        "/conditions/comparison?nmo={nmo}",
        "/rooms?state=golden",
    ],
)
def test_questions_that_cannot_be_used_are_refused(world: World, address: str) -> None:
    response = world.get(address, world.auditor)

    assert response.status_code == 422
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "address", ["/conditions/{conditions}/versions/99999999999999999999", "/certificates/%00",
                "/certificates/" + "9" * 500, "/people/{room}", "/projects/{room}"],
)  # fmt: skip
def test_things_that_cannot_be_are_not_found(world: World, address: str) -> None:
    assert world.get(address, world.auditor).status_code == 404
