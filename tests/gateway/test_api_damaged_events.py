"""What the API says while an event is damaged, and that all else goes on until it is restored."""

import json
from typing import Any
from uuid import UUID

import pytest

from services.contracts.roles import Role
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import LoggedEvent
from services.hosting.follower_threads import Line
from services.hosting.logs import JsonLines
from tests.gateway.api_bench import ApiBench
from tests.support.client import eventually
from tests.support.damage import damaged


@pytest.fixture
def log(api: ApiBench) -> LogRecorder:
    """The log in which an event is damaged."""
    return api.home.hosts["projects"].recorder


def registered(api: ApiBench, country: str) -> str:
    """An organisation that nobody was told of yet."""
    data = {"country": country, "name": f"Organisation of {country}"}
    nmo_id: str = api.home.send("projects", "register_organisation", data)["id"]
    return nmo_id


def lines_of(api: ApiBench, source: str) -> list[Line]:
    return [line for line in api.home.lines() if line.source == source]


def first_event(log: LogRecorder, nmo_id: str) -> LoggedEvent:
    return log.select_events(nmo_id)[0]


def look_around(api: ApiBench) -> None:
    """Every follower looks for news, and looks again: a line ends before it stops."""
    for line in 2 * api.home.lines():
        line.advance()


def countries(api: ApiBench) -> list[str]:
    return sorted(item["country"] for item in json_of(api.get("/organisations"))["items"])


def json_of(response: Any) -> dict[str, Any]:
    assert isinstance(response.json, dict)
    return response.json


def stalled(api: ApiBench) -> dict[str, str]:
    """The lines that are stopped, and why, as the page of readiness has it."""
    stopped: dict[str, str] = json_of(api.client.get("/readyz")).get("stalled", {})
    return stopped


@pytest.mark.parametrize("kind", ["no JSON", "unknown topic"])
def test_a_command_on_it_is_answered_with_a_code_and_logged_with_the_place(
    api: ApiBench, log: LogRecorder, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    director, nmo_id, other = api.officer(Role.DIRECTOR), *map(api.organisation, ("PT", "FR"))
    body = {"nmo_id": nmo_id, "faculty": "Universidade do Porto"}

    with damaged(log, first_event(log, nmo_id), kind):
        answer = api.post("/committees", director, json=body)
        fine = api.post("/committees", director, json={**body, "nmo_id": other})

    assert (answer.status_code, json_of(answer)["code"]) == (500, "stored_event_unreadable")
    assert fine.status_code == 201
    (line,) = [json.loads(JsonLines().format(r)) for r in caplog.records if r.levelname == "ERROR"]
    place = json_of(answer)["details"]
    assert place["log"] == "projects"
    assert place["originator_id"] == nmo_id
    assert all(str(value) in line["message"] for value in place.values())
    assert line["correlation_id"] == json_of(answer)["correlation_id"]
    assert "Organisation of" not in line["message"] + answer.text


@pytest.mark.parametrize("kind", ["no JSON", "unknown topic"])
def test_the_lines_that_follow_its_log_stop_there_and_go_on_when_it_is_restored(
    api: ApiBench, log: LogRecorder, kind: str
) -> None:
    ids = [registered(api, country) for country in ("BE", "FR", "PT")]
    event = first_event(log, ids[1])

    with damaged(log, event, kind):
        look_around(api)

        assert countries(api) == ["BE"]
        following = {f"{line.name}/projects" for line in lines_of(api, "projects")}
        assert stalled(api).keys() == following
        assert all(f"projects/{event.id} " in why for why in stalled(api).values())

    eventually(lambda: look_around(api) or stalled(api), lambda stopped: not stopped)
    assert countries(api) == ["BE", "FR", "PT"]


def test_the_lines_that_follow_other_logs_go_on(api: ApiBench, log: LogRecorder) -> None:
    event = first_event(log, registered(api, "BE"))

    with damaged(log, event, "no JSON"):
        look_around(api)
        person_id = api.home.send("people", "register_person", {})["id"]
        api.home.send("people", "open_account", {"person_id": person_id})
        look_around(api)

        assert api.home.backend.views.grants_of_account(UUID(person_id)) is not None
        assert {name.rpartition("/")[2] for name in stalled(api)} == {"projects"}
