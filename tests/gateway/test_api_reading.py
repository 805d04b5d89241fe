"""What all answers to GET share: own writes, entity tags, caching, compression."""

import gzip
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from gateway.api import BASE, entity_tag, public
from gateway.api.compression import compressed
from gateway.api.reading import finish
from services.hosting import host
from tests.gateway.api_bench import ApiBench
from tests.support.client import PATIENCE


def own_data(api: ApiBench, person: UUID, **options: object) -> TestResponse:
    return api.get(f"/people/{person}/personal-data?purpose=own", person, **options)


# -- reading one's own write -----------------------------------------------------------------------


def test_after_waits_until_the_views_have_it(api: ApiBench) -> None:
    person = api.person()
    position = api.home.hosts["people"].recorder.max_notification_id()

    response = api.get(f"/people/{person}/offices?after=people:{position}", person)

    assert response.status_code == 200


def test_after_a_position_that_does_not_come_the_client_is_asked_to_come_again(
    api: ApiBench,
) -> None:
    person = api.person()

    response = api.get(f"/people/{person}/offices?after=people:999999", person)

    assert response.json is not None
    assert (response.status_code, response.json["code"]) == (503, "not_yet_seen")
    assert int(response.headers["Retry-After"]) >= 1


def test_after_waits_also_for_the_views_of_the_service_that_answers(
    api: ApiBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    monkeypatch.setattr(host, "SEEN_WITHIN_SECONDS", 0.05)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(api.home, "settle", api.only_the_gateway_hears)
        read = api.post(f"/people/{person}/messages/reading", person)

    assert read.json is not None
    messages = f"/people/{person}/messages?after={read.json['after']}"
    assert api.get(messages, person).status_code == 503
    assert api.get(f"{messages}&after=notifications:1", person).status_code == 503
    api.home.settle()
    inbox = api.get(messages, person).json
    assert inbox is not None
    assert [message["is_read"] for message in inbox] == [True]


def test_what_is_written_is_read_while_followers_run(tmp_path: Path) -> None:
    api = ApiBench(tmp_path, wait_seconds=PATIENCE)
    person = api.person()
    api.home.start()
    try:
        data = {"country": "PT", "name": "ANEM"}
        position = api.home.send("projects", "register_organisation", data)["position"]

        answer = api.get(f"/organisations?after=projects:{position}", person)

        assert answer.status_code == 200
        assert api.store.processed("projects") >= position
    finally:
        api.close()


def test_who_is_not_signed_in_keeps_nobody_waiting(tmp_path: Path) -> None:
    api = ApiBench(tmp_path, wait_seconds=float("inf"))

    response = api.get("/organisations?after=projects:999999")

    assert response.status_code == 503
    api.close()


@pytest.mark.parametrize("after", ["17", "nobody:17", "people:-1", "people:x", "people:1\n", ""])
def test_an_after_that_no_answer_gave_is_refused(api: ApiBench, after: str) -> None:
    response = api.client.get(f"{BASE}/openapi.json", query_string={"after": after})

    assert response.status_code == 422
    assert response.json is not None
    assert set(response.json["details"]["fields"]) == {"after"}


# -- entity tags and caching -----------------------------------------------------------------------


@pytest.fixture
def small_app() -> Flask:
    """An application with the same surroundings and one answer of each kind."""
    app = Flask("test")
    app.after_request(compressed)
    app.after_request(finish)

    @app.get("/one")
    @public(seconds=60)
    def one() -> tuple[dict[str, str], dict[str, str]]:
        return {"title": "ü" * 2_000}, entity_tag(7)

    @app.get("/personal")
    def personal() -> tuple[dict[str, str], dict[str, str]]:
        return {"name": "x"}, entity_tag(7)

    @app.get("/file")
    def file() -> Response:
        return Response(b"x" * 5_000, mimetype="application/pdf")

    @app.get("/broken")
    @public(seconds=60)
    def broken() -> tuple[dict[str, str], int]:
        return {}, 503

    return app


def test_an_answer_that_the_client_has_is_not_sent_again(small_app: Flask) -> None:
    client = small_app.test_client()

    for tag in ('"7"', 'W/"7"'):
        response = client.get("/one", headers={"If-None-Match": tag})
        assert (response.status_code, response.data) == (304, b"")
    assert client.get("/one", headers={"If-None-Match": '"6"'}).status_code == 200


def test_a_personal_answer_is_always_sent(small_app: Flask) -> None:
    response = small_app.test_client().get("/personal", headers={"If-None-Match": '"7"'})

    assert (response.status_code, response.json) == (200, {"name": "x"})
    assert response.headers["ETag"] == '"7"'


def test_public_answers_may_be_kept_personal_ones_and_errors_not(small_app: Flask) -> None:
    client = small_app.test_client()

    assert client.get("/one").headers["Cache-Control"] == "public, max-age=60"
    assert client.get("/personal").headers["Cache-Control"] == "private, no-store"
    assert client.get("/broken").headers["Cache-Control"] == "private, no-store"


def test_personal_data_have_a_version_and_are_not_kept(api: ApiBench) -> None:
    response = own_data(api, api.person())

    assert response.headers["ETag"]
    assert response.headers["Cache-Control"] == "private, no-store"


# -- compression -----------------------------------------------------------------------------------


def test_long_json_is_compressed_for_who_takes_it(small_app: Flask) -> None:
    plain = small_app.test_client().get("/one")
    packed = small_app.test_client().get("/one", headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)
    assert (plain.headers["ETag"], packed.headers["ETag"]) == ('"7"', 'W/"7"')
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "accepted"),
    [("/one", "identity"), ("/one", "gzip;q=0"), ("/personal", "gzip"), ("/file", "gzip")],
)
def test_other_answers_travel_as_they_are(small_app: Flask, path: str, accepted: str) -> None:
    response = small_app.test_client().get(path, headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in response.headers
