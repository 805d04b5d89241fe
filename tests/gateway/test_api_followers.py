"""Operators see where the lines of facts stand, and let one go past the fact that stops it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from gateway.api.blueprints import BASE
from gateway.views.organisations import Organisations
from services.contracts.roles import Role
from services.hosting.line_status import LineState
from tests.gateway.api_bench import ApiBench

SKIP = "/followers/gateway/projects/skip"
REASON = "an organisation that never was"


@pytest.fixture
def operator(api: ApiBench) -> UUID:
    return api.officer(Role.OPERATOR)


@pytest.fixture
def position(api: ApiBench, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The position of the fact that stops the gateway's views."""
    with monkeypatch.context() as broken:
        broken.setattr(Organisations, "apply", _stumble)
        api.home.send("projects", "register_organisation", {"country": "PT", "name": "ANEM"})
        api.home.catch_up()
        yield api.home.hosts["projects"].published.newest()


def _stumble(*_: object) -> None:
    raise RuntimeError("somebody's secret")


def json_of(response: Any) -> dict[str, Any]:
    assert isinstance(response.json, dict), response.text
    return response.json


def skip(api: ApiBench, who: UUID, **body: Any) -> Any:
    """Sent without settling, which the stopped line would not let end."""
    headers = {"Authorization": f"Bearer {api.token(who)}"}
    return api.client.post(BASE + SKIP, json=body, headers=headers)


def line(api: ApiBench, who: UUID) -> dict[str, Any]:
    lines = json_of(api.get("/followers", who))["items"]
    found: dict[str, Any] = next(
        line for line in lines if (line["follower"], line["source"]) == ("gateway", "projects")
    )
    return found


def test_every_line_is_listed_for_operators_directors_and_auditors(api: ApiBench) -> None:
    for role in (Role.OPERATOR, Role.DIRECTOR, Role.AUDITOR):
        listed = json_of(api.get("/followers", api.officer(role)))["items"]
        assert len(listed) == len(api.home.lines())
        assert {line["state"] for line in listed} == {"live"}


def test_nobody_else_sees_them(api: ApiBench) -> None:
    assert api.get("/followers").status_code == 401
    assert api.get("/followers", api.person()).status_code == 403


def test_a_stopped_line_names_the_fact_and_never_what_it_holds(
    api: ApiBench, operator: UUID, position: int
) -> None:
    stopped = line(api, operator)

    assert (stopped["state"], stopped["newest"]) == ("stopped", position)
    assert stopped["stop"]["position"] == position
    assert stopped["stop"]["type"].endswith("OrganisationRegistered.v1")
    assert stopped["stop"]["error"] == stopped["error"] == "RuntimeError"
    assert "secret" not in str(stopped)


def test_an_operator_lets_it_go_past_and_that_stays_on_record(
    api: ApiBench, operator: UUID, position: int
) -> None:
    answer = skip(api, operator, position=position, reason=REASON)

    assert answer.status_code == 200
    passed = json_of(answer)
    assert (passed["position"], passed["actor"]) == (position, str(operator))
    again = line(api, operator)
    assert (again["state"], again["stop"], again["lag_positions"]) == ("live", None, 0)
    assert again["passed_over"] == [passed]
    assert passed["reason"] == REASON


@pytest.fixture(params=[Role.DIRECTOR, Role.AUDITOR])
def officer(request: pytest.FixtureRequest, api: ApiBench) -> UUID:
    return api.officer(request.param)


def test_only_operators_may(api: ApiBench, officer: UUID, position: int) -> None:
    body = {"position": position, "reason": REASON}

    assert api.client.post(BASE + SKIP, json=body).status_code == 401
    assert skip(api, officer, **body).status_code == 403
    assert [line.state for line in api.home.line_statuses()].count(LineState.STOPPED) == 1


def test_only_the_fact_that_stops_can_be_passed_over(
    api: ApiBench, operator: UUID, position: int
) -> None:
    answer = skip(api, operator, position=position + 1, reason=REASON)

    assert (answer.status_code, json_of(answer)["code"]) == (409, "line_stopped_elsewhere")
    assert json_of(answer)["details"]["position"] == position


def test_a_line_that_is_not_stopped_has_nothing_to_pass_over(api: ApiBench, operator: UUID) -> None:
    answer = api.post(SKIP, operator, json={"position": 1, "reason": REASON})

    assert (answer.status_code, json_of(answer)["code"]) == (409, "line_not_stopped")


def test_there_is_no_line_of_that_name(api: ApiBench, operator: UUID) -> None:
    body = {"position": 1, "reason": REASON}

    assert api.post("/followers/gateway/nobody/skip", operator, json=body).status_code == 404


def test_a_reason_must_be_given(api: ApiBench, operator: UUID) -> None:
    answer = api.post(SKIP, operator, json={"position": 1})

    assert (answer.status_code, json_of(answer)["code"]) == (422, "invalid")
