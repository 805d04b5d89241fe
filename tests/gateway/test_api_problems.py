"""Errors: every one is a problem with a stable code that says what to do."""

from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.exceptions import BadGateway, BadRequest, Unauthorized

from gateway.api import problems
from tests.gateway.api_bench import ApiBench

MEMBERS = {"type", "title", "status", "detail", "code", "instance", "correlation_id", "details"}


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "no_such_address"),
        ("GET", "/api/v1/docs/assets/nothing.js", 404, "no_such_address"),
        ("PATCH", "/api/v1/projects", 405, "method_not_allowed"),
        ("POST", "/api/v1/projects", 401, "not_signed_in"),
    ],
)
def test_every_error_is_a_problem(
    api: ApiBench, method: str, address: str, status: int, code: str
) -> None:
    response = api.client.open(address, method=method)

    assert response.content_type == "application/problem+json"
    assert response.json is not None
    assert set(response.json) == MEMBERS
    assert response.json["type"] == f"urn:exchange:problem:{code}"
    assert response.json["code"] == code
    assert response.json["status"] == response.status_code == status
    assert response.json["instance"] == address
    assert response.json["correlation_id"] == response.headers["X-Correlation-ID"]


def test_a_method_that_is_not_known_is_told_which_are(api: ApiBench) -> None:
    response = api.client.delete(f"/api/v1/projects/{uuid4()}/publication")

    assert response.headers["Allow"] == "OPTIONS, POST"


def test_errors_carry_the_security_headers(api: ApiBench) -> None:
    headers = api.client.get("/api/v1/nothing").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Access-Control-Allow-Origin" not in headers


@pytest.fixture
def faulty_app() -> Flask:
    """An application whose views fail in all ways."""
    app = Flask("test")
    problems.register(app)
    for number, fault in enumerate((RuntimeError("secret"), BadRequest(), BadGateway())):
        app.add_url_rule(f"/{number}", str(number), _raising(fault))
    app.add_url_rule("/other", "other", _raising(Unauthorized()))
    return app


def _raising(fault: Exception) -> object:
    def view() -> None:
        raise fault

    return view


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("/0", 500, "internal_fault"), ("/1", 400, "bad_request"), ("/2", 500, "internal_fault")],
)
def test_faults_of_ours_are_named_but_not_told(
    faulty_app: Flask, path: str, status: int, code: str
) -> None:
    response = faulty_app.test_client().get(path)

    assert response.json is not None
    assert (response.status_code, response.json["code"]) == (status, code)
    assert b"secret" not in response.data
