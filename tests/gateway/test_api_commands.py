"""A command over HTTP: what goes in, what comes out, and that repeating it is safe."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from services.contracts.roles import Role
from tests.gateway.api_bench import ApiBench

PORTUGAL = {"country": "PT", "name": "ANEM — Portugal"}


@pytest.fixture
def director(api: ApiBench) -> UUID:
    return api.officer(Role.DIRECTOR)


def problem(response: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The problem, which must have this status and code."""
    assert response.json is not None
    assert (response.status_code, response.json["code"]) == (status, code)
    return dict(response.json)


def last_position(api: ApiBench) -> int | None:
    return api.home.hosts["projects"].recorder.max_notification_id()


def test_a_creation_answers_with_address_version_and_position(
    api: ApiBench, director: UUID
) -> None:
    response = api.post("/organisations", director, json=PORTUGAL)

    answer = response.json
    assert answer is not None
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/organisations/{answer['id']}"
    assert response.headers["ETag"] == '"1"'
    assert answer["version"] == 1
    assert answer["after"] == response.headers["Exchange-Position"] == "projects:1"


def test_the_address_gives_fields_of_the_command(api: ApiBench) -> None:
    nmo_id = api.organisation()
    officer = api.officer(Role.NORE_IN, nmo_id=nmo_id)
    terms = {"season": "2027-2028", "terms": {}}

    response = api.post(f"/organisations/{nmo_id}/conditions", officer, json=terms)

    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/organisations/{nmo_id}/conditions"


def test_a_field_is_not_given_twice(api: ApiBench) -> None:
    nmo_id = api.organisation()
    officer = api.officer(Role.NORE_IN, nmo_id=nmo_id)

    response = api.post(f"/organisations/{nmo_id}/conditions", officer, json={"nmo_id": nmo_id})

    fields = problem(response, 422, "invalid")["details"]["fields"]
    assert fields == {"nmo_id": ["The address says this already."]}


def test_without_a_token_nothing_is_changed(api: ApiBench) -> None:
    response = api.post("/organisations", json=PORTUGAL)

    problem(response, 401, "not_signed_in")
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert not last_position(api)


def test_an_office_that_has_ended_gives_nothing_any_more(api: ApiBench, director: UUID) -> None:
    api.clock.advance(days=365)

    problem(api.post("/organisations", director, json=PORTUGAL), 403, "not_permitted")


def test_a_closed_account_is_turned_away_at_once(api: ApiBench, director: UUID) -> None:
    api.tell("people", "close_account", person_id=str(director), reason="own_wish")

    problem(api.post("/organisations", director, json=PORTUGAL), 401, "not_signed_in")


def test_the_log_knows_who_sent_the_command_and_in_which_conversation(
    api: ApiBench, director: UUID
) -> None:
    headers = {"X-Correlation-ID": "conversation-7"}

    response = api.post("/organisations", director, json=PORTUGAL, headers=headers)

    assert response.headers["X-Correlation-ID"] == "conversation-7"
    fact = api.home.hosts["projects"].published.since(0)[-1]
    assert (fact.actor, fact.correlation_id) == (str(director), "conversation-7")


def test_an_unusable_correlation_id_is_replaced(api: ApiBench) -> None:
    response = api.get("/nothing", headers={"X-Correlation-ID": "x" * 101})

    assert UUID(response.headers["X-Correlation-ID"])


# -- repeating -------------------------------------------------------------------------------------


def test_a_request_repeated_with_its_key_is_carried_out_once(api: ApiBench, director: UUID) -> None:
    nmo_id = api.organisation()
    committee = {"nmo_id": nmo_id, "faculty": "Universidade do Porto"}
    once = {"Idempotency-Key": "register-porto"}

    first = api.post("/committees", director, json=committee, headers=once)
    position = last_position(api)
    again = api.post("/committees", director, json=committee, headers=once)

    assert first.status_code == again.status_code == 201
    assert first.json == again.json
    assert last_position(api) == position


def test_a_key_is_not_used_for_two_different_requests(api: ApiBench, director: UUID) -> None:
    once = {"Idempotency-Key": "one key"}
    api.post("/organisations", director, json=PORTUGAL, headers=once)

    other = {"country": "PL", "name": "IFMSA-Poland"}
    response = api.post("/organisations", director, json=other, headers=once)

    problem(response, 422, "command_id_reused")


def test_a_key_belongs_to_the_person_who_gave_it(api: ApiBench, director: UUID) -> None:
    once = {"Idempotency-Key": "the same key"}
    api.post("/organisations", director, json=PORTUGAL, headers=once)

    response = api.post("/organisations", api.person(), json=PORTUGAL, headers=once)

    problem(response, 403, "not_permitted")


@pytest.mark.parametrize("key", ["", "x" * 201, "schlüssel"])
def test_an_unusable_key_is_refused(api: ApiBench, director: UUID, key: str) -> None:
    headers = {"Idempotency-Key": key}
    response = api.post("/organisations", director, json=PORTUGAL, headers=headers)

    problem(response, 400, "idempotency_key_unusable")


# -- expected versions -----------------------------------------------------------------------------


def set_limit(api: ApiBench, tag: str | None, limit: int = 3) -> TestResponse:
    """Change a contact person of whom the officer has seen the version in the tag."""
    nmo_id = api.organisation()
    lc_id = api.committee(nmo_id)
    person_id = str(api.person())
    enrolled = api.tell("housing", "enrol_contact_person", lc_id=lc_id, person_id=person_id)
    officer = api.officer(Role.LORE, nmo_id=nmo_id, lc_id=lc_id)
    headers = {"If-Match": tag} if tag else {}
    address = f"/contact-persons/{enrolled['id']}/load-limit"
    return api.call("PUT", address, officer, json={"load_limit": limit}, headers=headers)


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', "*", None])
def test_a_change_to_what_was_seen_is_carried_out(api: ApiBench, tag: str | None) -> None:
    response = set_limit(api, tag)

    assert response.status_code == 200
    assert response.headers["ETag"] == '"2"'


def test_a_change_to_what_others_have_changed_meanwhile_is_refused(api: ApiBench) -> None:
    assert problem(set_limit(api, '"7"'), 412, "stale_version")["details"] == {"current": 1}


@pytest.mark.parametrize("tag", ["1", '"1", "2"', '"abc"', '""'])
def test_an_entity_tag_that_was_never_given_is_refused(api: ApiBench, tag: str) -> None:
    problem(set_limit(api, tag), 400, "entity_tag_unusable")


# -- bodies ----------------------------------------------------------------------------------------


def test_faults_are_named_by_field(api: ApiBench, director: UUID) -> None:
    wrong = {"country": "Portugal", "colour": "green"}

    faults = problem(api.post("/organisations", director, json=wrong), 422, "invalid")["details"]

    assert set(faults["fields"]) == {"country", "name", "colour"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "not_json_content"),
        (b"[]", "not_json_content"),
        (b'"text"', "not_json_content"),
        (b'{"name": "\xff"}', "not_json_content"),
        (b'{"name": "\\ud800"}', "not_json_content"),
        (b'{"name": NaN}', "not_json_content"),
        (b'{"name": ' + b"[" * 9_000 + b"]" * 9_000 + b"}", "not_json_content"),
    ],
)
def test_what_is_not_a_json_object_is_refused(
    api: ApiBench, director: UUID, body: bytes, code: str
) -> None:
    response = api.post("/organisations", director, data=body, content_type="application/json")

    problem(response, 400, code)


def test_another_content_type_is_refused(api: ApiBench, director: UUID) -> None:
    response = api.post("/organisations", director, data={"country": "PT"})

    problem(response, 415, "json_expected")


@pytest.mark.parametrize(
    "fault", [{"name": "a\0b"}, {"na\0me": 1}, {"name": ["a", {"b": "\0"}]}, {"name": {"\0": 1}}]
)
def test_a_text_that_databases_cannot_keep_is_refused(
    api: ApiBench, director: UUID, fault: dict[str, Any]
) -> None:
    response = api.post("/organisations", director, json={"country": "PT", **fault})

    faults = problem(response, 422, "invalid")["details"]["fields"]
    assert faults == {next(iter(fault)): ["Leave out the character U+0000."]}


def test_a_body_that_is_too_large_is_refused(api: ApiBench, director: UUID) -> None:
    body = b'{"name": "' + b"x" * 8 * 1024 * 1024 + b'"}'
    response = api.post("/organisations", director, data=body, content_type="application/json")

    assert problem(response, 413, "body_too_large")["details"] == {"maximum": 8 * 1024 * 1024}


def test_names_in_any_script_travel_unharmed(api: ApiBench, director: UUID) -> None:
    name = "الجمعية 🩺 Łódź 医学生 \u202e"
    api.post("/organisations", director, json={"country": "EG", "name": name})

    assert api.home.hosts["projects"].published.since(0)[-1].data["name"] == name


def test_an_unknown_thing_is_not_found(api: ApiBench, director: UUID) -> None:
    response = api.post(f"/projects/{uuid4()}/publication", director)

    problem(response, 404, "not_found")


def test_an_id_that_is_none_has_no_address(api: ApiBench, director: UUID) -> None:
    problem(api.post("/projects/17/publication", director), 404, "no_such_address")
