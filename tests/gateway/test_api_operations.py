"""What operators ask, and what is told of every request."""

import json
import logging
from typing import Any

import pytest

from gateway.backend import OneProcessBackend
from services.contracts.roles import Role
from services.eventlog.views import Views
from services.hosting.logs import JsonLines
from tests.gateway.api_bench import ApiBench


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    format_of = JsonLines().format
    return [json.loads(format_of(r)) for r in caplog.records if r.name == "exchange.requests"]


def test_the_gateway_is_alive_and_ready(api: ApiBench) -> None:
    assert api.client.get("/healthz").json == {"status": "alive"}
    assert api.client.get("/readyz").json == {"status": "ready"}


def test_a_stopped_line_of_facts_makes_it_not_ready(
    api: ApiBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the next fact cannot be applied")

    monkeypatch.setattr(Views, "apply", fail)
    api.home.send("projects", "register_organisation", {"country": "PT", "name": "ANEM"})

    for line in api.home.lines():
        line.advance()

    response = api.client.get("/readyz")
    assert response.json is not None
    assert (response.status_code, response.json["status"]) == (503, "not_ready")
    assert "gateway/projects" in response.json["stalled"]
    assert api.client.get("/healthz").status_code == 200


def test_views_out_of_reach_make_it_not_ready(api: ApiBench) -> None:
    engine = api.home.around.stores.engine("gateway")
    api.store.live.people.accounts.drop(engine)
    engine.dispose()

    response = api.client.get("/readyz")

    assert response.json == {"status": "not_ready", "views": "out_of_reach"}
    assert response.status_code == 503


def test_reading_is_ready_without_asking_whether_services_are(
    api: ApiBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(_: OneProcessBackend) -> dict[str, str]:
        asked.append("services")
        return {"housing": "answer_overdue"}

    asked: list[str] = []
    monkeypatch.setattr(OneProcessBackend, "away", silent)

    assert api.client.get("/readyz").json == {"status": "ready"}
    assert asked == []

    response = api.client.get("/readyz?for=commands")
    assert response.status_code == 503
    assert response.json == {"status": "not_ready", "away": {"housing": "answer_overdue"}}


def test_requests_are_counted_by_route_not_by_address(api: ApiBench) -> None:
    person = api.person()
    api.get(f"/people/{person}/offices", person)
    api.client.open("/somewhere", method="BREW")

    metrics = api.client.get("/metrics").text

    route = "/api/v1/people/<uuid:person_id>/offices"
    assert f'exchange_http_requests_total{{method="GET",route="{route}",status="200"}}' in metrics
    assert 'method="other",route="unknown"' in metrics
    assert str(person) not in metrics


def test_every_request_is_one_line_of_json(api: ApiBench, caplog: pytest.LogCaptureFixture) -> None:
    director = api.officer(Role.DIRECTOR)
    with caplog.at_level(logging.INFO, logger="exchange.requests"):
        api.post(
            "/organisations",
            director,
            json={"country": "PT", "name": "ANEM"},
            headers={"X-Correlation-ID": "conversation-7"},
        )

    (line,) = lines(caplog)
    assert line.pop("ms") >= 0
    assert line.pop("time")
    assert line == {
        "level": "info",
        "logger": "exchange.requests",
        "message": "request",
        "method": "POST",
        "route": "/api/v1/organisations",
        "status": 201,
        "correlation_id": "conversation-7",
        "person_id": str(director),
    }


def test_no_personal_data_enter_the_log(api: ApiBench, caplog: pytest.LogCaptureFixture) -> None:
    person = api.who_signs_in("ines@exemplo.pt")
    with caplog.at_level(logging.DEBUG):
        api.post("/session", json={"email": "ines@exemplo.pt", "password": "not the password"})
        api.get(f"/people/{person}/personal-data?purpose=own&name=ines@exemplo.pt", person)

    assert len(lines(caplog)) == 2
    everything = "".join(JsonLines().format(record) for record in caplog.records)
    assert "exemplo" not in everything
    assert "not the password" not in everything
