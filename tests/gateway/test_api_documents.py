"""Files of the vault, sent and fetched as files."""

from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from services.contracts.roles import Role
from tests.gateway.api_bench import ApiBench

LETTER = b"%PDF-1.7 a letter\x00\xff"


@pytest.fixture
def person(api: ApiBench) -> UUID:
    return api.person()


def store(
    api: ApiBench, person: UUID, content: bytes = LETTER, kind: str = "motivation_letter"
) -> TestResponse:
    address = f"/people/{person}/documents/{kind}"
    return api.post(address, person, data=content, content_type="application/pdf")


def test_a_file_is_stored_and_fetched_unchanged(api: ApiBench, person: UUID) -> None:
    stored = store(api, person)

    assert stored.status_code == 201
    address = stored.headers["Location"].removeprefix("/api/v1")
    fetched = api.get(f"{address}?purpose=own", person)
    assert fetched.data == LETTER
    assert fetched.content_type == "application/pdf"
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert fetched.headers["Cache-Control"] == "private, no-store"


def test_a_file_sent_again_with_its_key_is_stored_once(api: ApiBench, person: UUID) -> None:
    address = f"/people/{person}/documents/motivation_letter"
    once = {"Idempotency-Key": "letter 1"}

    answers = [api.post(address, person, data=LETTER, headers=once) for _ in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_the_list_names_the_file(api: ApiBench, person: UUID) -> None:
    store(api, person)

    listed = api.get(f"/people/{person}/documents?purpose=own", person).json

    assert listed is not None
    assert [document["kind"] for document in listed["documents"]] == ["motivation_letter"]


def test_a_purpose_must_be_given(api: ApiBench, person: UUID) -> None:
    response = api.get(store(api, person).headers["Location"].removeprefix("/api/v1"), person)

    assert response.status_code == 422
    assert response.json is not None
    assert set(response.json["details"]["fields"]) == {"purpose"}


def test_a_stranger_does_not_see_it(api: ApiBench, person: UUID) -> None:
    address = store(api, person).headers["Location"].removeprefix("/api/v1")

    assert api.get(f"{address}?purpose=own", api.officer(Role.DIRECTOR)).status_code == 403
    assert api.get(f"{address}?purpose=own").status_code == 401


def test_a_file_larger_than_the_programme_accepts_is_refused(api: ApiBench, person: UUID) -> None:
    response = store(api, person, b"%PDF" + b"x" * 4 * 1024 * 1024)

    assert response.json is not None
    assert (response.status_code, response.json["code"]) == (422, "file_too_large")


def test_a_file_of_another_kind_than_it_says_is_refused(api: ApiBench, person: UUID) -> None:
    assert store(api, person, b"MZ\x00\x01\xff").status_code == 422
    assert store(api, person, kind="unheard_of").status_code == 422


def test_a_stranger_does_not_store_it(api: ApiBench, person: UUID) -> None:
    address = f"/people/{person}/documents/photo"

    assert api.post(address, data=LETTER).status_code == 401
    assert api.post(address, api.person(), data=LETTER).status_code == 403
