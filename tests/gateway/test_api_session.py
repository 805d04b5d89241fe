"""Signing in, renewing, signing out, and choosing a password."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from gateway.api.blueprints import BASE
from tests.gateway.api_bench import PASSWORD, ApiBench

ADDRESS = "inês@exemplo.pt"


@pytest.fixture
def person(api: ApiBench) -> UUID:
    return api.who_signs_in(ADDRESS)


def sign_in(api: ApiBench, password: str = PASSWORD) -> TestResponse:
    return api.post("/session", json={"email": ADDRESS, "password": password})


def body(response: TestResponse) -> dict[str, Any]:
    assert response.json is not None
    return dict(response.json)


def read_own_roles(api: ApiBench, person: UUID, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return api.get(f"/people/{person}/offices", headers=headers).status_code


def test_signing_in_gives_a_token_that_is_accepted(api: ApiBench, person: UUID) -> None:
    response = sign_in(api)

    session = body(response)
    assert response.status_code == 201
    assert session["person_id"] == str(person)
    assert (session["token_type"], session["expires_in"]) == ("Bearer", 900)
    assert read_own_roles(api, person, session["access_token"]) == 200


def test_who_signs_in_at_once_is_known_when_the_token_is_given(tmp_path: Path) -> None:
    api = ApiBench(tmp_path, wait_seconds=60)
    person = UUID(api.home.send("people", "register_person", {})["id"])
    about = {"person_id": str(person)}
    api.home.send("people", "open_account", about)
    api.home.send("people", "set_personal_data", {**about, "data": {"email": ADDRESS}})
    api.home.send("people", "set_password", {**about, "password": PASSWORD})
    own = {"email": ADDRESS, "password": PASSWORD}
    with ThreadPoolExecutor(1) as thread:
        # Not as ``api`` does it, which settles then, too: one home is settled by one thread.
        signing_in = thread.submit(api.client.post, f"{BASE}/session", json=own)
        with pytest.raises(TimeoutError):  # the views have heard of nothing yet
            signing_in.result(timeout=1)
        api.home.settle()
        token = body(signing_in.result())["access_token"]

    assert read_own_roles(api, person, token) == 200
    api.close()


def test_an_access_token_ends_after_a_quarter_of_an_hour(api: ApiBench, person: UUID) -> None:
    token = body(sign_in(api))["access_token"]

    api.clock.advance(minutes=15)

    assert read_own_roles(api, person, token) == 401


def test_a_wrong_password_is_refused_and_then_the_next_attempt_waits(
    api: ApiBench, person: UUID
) -> None:
    refused, waiting = sign_in(api, "wrong"), sign_in(api, "wrong")

    assert (refused.status_code, body(refused)["code"]) == (401, "sign_in_failed")
    assert (waiting.status_code, body(waiting)["code"]) == (429, "too_many_attempts")
    assert int(waiting.headers["Retry-After"]) == body(waiting)["details"]["seconds"] > 0


def test_a_session_is_renewed_with_an_expired_access_token_at_hand(
    api: ApiBench, person: UUID
) -> None:
    first = body(sign_in(api))
    api.clock.advance(hours=1)
    stale = {"Authorization": f"Bearer {first['access_token']}"}

    response = api.post(
        "/session/renewal", json={"refresh_token": first["refresh_token"]}, headers=stale
    )

    assert response.status_code == 200
    assert read_own_roles(api, person, body(response)["access_token"]) == 200
    assert body(response)["refresh_token"] != first["refresh_token"]


def test_a_refresh_token_used_again_later_ends_the_session(api: ApiBench, person: UUID) -> None:
    first = {"refresh_token": body(sign_in(api))["refresh_token"]}
    second = {"refresh_token": body(api.post("/session/renewal", json=first))["refresh_token"]}

    api.clock.advance(minutes=1)
    assert body(api.post("/session/renewal", json=first))["code"] == "session_ended"
    assert api.post("/session/renewal", json=second).status_code == 401


def test_after_signing_out_the_session_cannot_be_renewed(api: ApiBench, person: UUID) -> None:
    token = {"refresh_token": body(sign_in(api))["refresh_token"]}

    response = api.call("DELETE", "/session", json=token)

    assert (response.status_code, response.data) == (204, b"")
    assert api.post("/session/renewal", json=token).status_code == 401


def test_an_invited_person_chooses_a_password_without_being_signed_in(api: ApiBench) -> None:
    person = api.person()
    api.tell("people", "set_personal_data", person_id=str(person), data={"email": ADDRESS})
    token = api.tell("people", "invite", person_id=str(person))["token"]

    accepted = api.post("/invitations/acceptance", json={"token": token, "password": PASSWORD})

    assert accepted.status_code == 200
    assert sign_in(api).status_code == 201


def test_secrets_are_never_kept_by_caches(api: ApiBench, person: UUID) -> None:
    assert sign_in(api).headers["Cache-Control"] == "private, no-store"
