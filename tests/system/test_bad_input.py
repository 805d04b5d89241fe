"""What cannot be done is refused: with a 4xx, a stable code, and nothing changed."""

from typing import Any

import pytest

from tests.support.client import Refused, good, is_problem
from tests.support.scene import Scene

# -- who may not -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body"),
    [
        ("student", "POST", "/organisations", {"country": "ZZ", "name": "Mine"}),
        ("student", "POST", "{exchange}/forwarding", {}),
        ("hosting", "POST", "{exchange}/forwarding", {}),
        ("sending", "POST", "{exchange}/rejection", {"reason": "no_capacity"}),
        ("lore", "POST", "/projects/{project}/national-approval", {}),
        ("mentor", "POST", "/projects/{project}/suspension", {"reason": "on_leave"}),
        ("student", "PUT", "/contact-persons/{contact_person}/load-limit", {"load_limit": 9}),
        ("sending", "POST", "/contracts/{contract}/signature", {"nmo_id": "{host}"}),
        ("mentor", "PUT", "/people/{student}/personal-data", {"data": {"given_name": "X"}}),
        ("lore", "POST", "/people/{student}/account/closing", {"reason": "misuse"}),
    ],
)
def test_somebody_without_the_role_for_that_unit(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any]
) -> None:
    refusal = scene.people[who].refused(method, scene.filled(path), **scene.filled(body))

    is_problem(refusal, 403, "not_permitted")


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "Ünïcode".encode().decode("latin-1")])
def test_nobody_who_is_not_signed_in(scene: Scene, token: str) -> None:
    answer = scene.world.api.send("POST", "/organisations", token=token, json={"country": "ZZ"})

    is_problem(Refused(answer), 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(scene: Scene) -> None:
    answers = [
        scene.world.api.send(
            "POST", "/session", json={"email": email, "password": "a wrong password"}
        )
        for email in ("person-1@example.org", "nobody@example.org")
    ]

    for answer in answers:
        is_problem(Refused(answer), 401, "sign_in_failed")
    details = [answer.json()["detail"] for answer in answers]
    assert details[0] == details[1]


# -- what is not there, or not the time for it -----------------------------------------------------


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body"),
    [
        ("sending", "POST", "/exchanges/{nobody}/forwarding", {}),
        ("director", "POST", "/projects/{nobody}/publication", {}),
        ("lore", "PUT", "/contact-persons/{nobody}/load-limit", {"load_limit": 2}),
        ("lore", "POST", "/providers/{nobody}/rooms/", {}),
        ("director", "POST", "/people/{nobody}/account", {}),
        ("sending", "POST", "/contracts/{nobody}/closing", {"reason": "season_ended"}),
        ("director", "POST", "/projects/not-an-id/publication", {}),
        ("director", "POST", "/nothing/here", {}),
    ],
)
def test_what_does_not_exist(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any]
) -> None:
    refusal = scene.people[who].refused(method, scene.filled(path), **body)

    assert refusal.code in {"not_found", "no_such_address"}
    is_problem(refusal, 404, refusal.code)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body", "code"),
    [
        ("sending", "POST", "{exchange}/forwarding", {}, "not_at_this_stage"),
        ("hosting", "POST", "{exchange}/rejection", {"reason": "full"}, "not_at_this_stage"),
        ("student", "POST", "{exchange}/evaluation", {"marks": {"mentor": 5}}, "not_at_this_stage"),
        (
            "director",
            "POST",
            "/projects/{draft}/publication",
            {},
            "project_not_approved_nationally",
        ),
        (
            "hosting",
            "POST",
            "/projects/{draft}/national-approval",
            {},
            "project_not_approved_locally",
        ),
        (
            "lore",
            "PUT",
            "/rooms/{room_unseen}/availability",
            {"available_from": "2027-06-01", "available_to": "2027-09-01"},
            "room_not_inspected",
        ),
        (
            "sending",
            "POST",
            "/contracts/{contract}/amendment",
            {"nmo_id": "{home}", "places": 0},
            "places_still_taken",
        ),
        ("lore", "DELETE", "/rooms/{room}/blocks/2027-06-01/2027-06-02", {}, "room_not_blocked"),
    ],
)
def test_what_is_not_the_time_for(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any], code: str
) -> None:
    refusal = scene.people[who].refused(method, scene.filled(path), **scene.filled(body))

    is_problem(refusal, 409, code)


# -- what was seen or sent before ------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("tag", "status", "code"),
    [('"99"', 412, "stale_version"), ("99", 400, "entity_tag_unusable")],
)
def test_a_version_that_is_not_the_present_one(
    scene: Scene, tag: str, status: int, code: str
) -> None:
    path = f"/contact-persons/{scene.offer.contact_person_id}/load-limit"

    answer = scene.exchange.lore.send(
        "PUT", path, json={"load_limit": 5}, headers={"If-Match": tag}
    )

    is_problem(Refused(answer), status, code)


def test_a_repeated_request_is_answered_again_and_changes_nothing(scene: Scene) -> None:
    path, once = f"/contact-persons/{scene.offer.contact_person_id}/load-limit", _a_key("limit")
    lore, body = scene.exchange.lore, {"load_limit": 3}
    first = good(lore.send("PUT", path, json=body, headers=once))
    positions = scene.world.home.positions()

    again = good(lore.send("PUT", path, json=body, headers=once))

    assert again.json()["version"] == first.json()["version"]
    assert again.headers["ETag"] == first.headers["ETag"]
    other = Refused(lore.send("PUT", path, json={"load_limit": 4}, headers=once))
    is_problem(other, 422, "command_id_reused")
    assert scene.world.home.positions() == positions


def _a_key(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("key", ["", "k" * 201, "schlüssel".encode()])
def test_a_key_that_cannot_be_used(scene: Scene, key: Any) -> None:
    headers, body = {"Idempotency-Key": key}, {"country": "ZZ", "name": "X"}

    answer = scene.people["director"].send("POST", "/organisations", json=body, headers=headers)

    is_problem(Refused(answer), 400, "idempotency_key_unusable")
